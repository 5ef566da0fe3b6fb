//! Where a displayed text matches.

use std::ops::Range;
use std::sync::Arc;

use super::check::{Check, Finder};
use super::field::TextOrigin;
use super::hit_kind::{Highlight, HitKind};
use super::pinyin::{Pinyin, ReadingRule};

/// Returns the hits in a text, ascending, none overlapping another and none touching another of its kind. Where hits of two
/// kinds overlap, the surer one counts. `rule` says how characters are read as pinyin.
pub(super) fn highlights(
    finders: &[&Arc<Finder>],
    text: &str,
    rule: ReadingRule,
) -> Vec<Highlight> {
    let mut found = Vec::new();
    for finder in finders {
        finder.hits(text, rule, &mut found);
    }
    let mut shown = Vec::new();
    for kind in [HitKind::Literal, HitKind::Name, HitKind::Reading] {
        let ranges = found.iter().filter(|hit| hit.kind == kind);
        let ranges = merged(ranges.map(|hit| hit.range.clone()).collect());
        let free = ranges.into_iter().flat_map(|range| gaps(&range, &shown));
        let added: Vec<_> = free.map(|range| Highlight { range, kind }).collect();
        shown.extend(added);
        shown.sort_by_key(|hit| hit.range.start);
    }
    shown
}

/// Returns the first hit in a text, without looking for more.
pub(super) fn first(finders: &[&Arc<Finder>], text: &str, rule: ReadingRule) -> Option<Highlight> {
    let hits = finders
        .iter()
        .flat_map(|finder| finder.first_hits(text, rule));
    hits.min_by_key(|hit| (hit.range.start, hit.kind))
}

/// Whether every item that matches has a hit in its text: something is looked for there, and no alternative is without.
pub(super) fn lights_every_hit(check: &Check) -> bool {
    match check {
        Check::And(parts) => parts.iter().any(lights_every_hit),
        Check::Or(parts) => parts.iter().all(lights_every_hit),
        Check::Text(field, _) => field.is_none_or(|field| field.origin == TextOrigin::Story),
        Check::All | Check::Not(_) | Check::Condition(_) => false,
    }
}

impl Finder {
    fn hits(&self, text: &str, rule: ReadingRule, found: &mut Vec<Highlight>) {
        let mut add = |range: Range<usize>, kind| found.push(Highlight { range, kind });
        for range in self.search.find_all(text.as_bytes()) {
            add(range, HitKind::Literal);
        }
        if let Some(names) = &self.names {
            for range in names.search.find_all(text.as_bytes()) {
                add(range, HitKind::Name);
            }
        }
        if let Some(pinyin) = self.reading(rule) {
            for range in pinyin.find_all(text, rule) {
                add(range, HitKind::Reading);
            }
        }
    }

    /// The letters, if a text with this rule is read for them.
    fn reading(&self, rule: ReadingRule) -> Option<&Pinyin> {
        let is_read = rule == ReadingRule::Name || self.reads_headlines();
        self.pinyin.as_deref().filter(|_| is_read)
    }

    /// The first hit of each kind.
    fn first_hits(&self, text: &str, rule: ReadingRule) -> impl Iterator<Item = Highlight> {
        let literal = self.search.find(text.as_bytes());
        let names = self.names.as_ref();
        let name = names.and_then(|names| names.search.find(text.as_bytes()));
        let pinyin = self.reading(rule);
        let reading = pinyin.and_then(|pinyin| pinyin.find(text, rule));
        let kinds = [HitKind::Literal, HitKind::Name, HitKind::Reading];
        let hits = [literal, name, reading].into_iter().zip(kinds);
        hits.filter_map(|(range, kind)| {
            Some(Highlight {
                range: range?,
                kind,
            })
        })
    }
}

fn merged(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in found {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            Some(_) | None => merged.push(range),
        }
    }
    merged
}

/// Returns the parts of a range that none of these ascending hits covers.
fn gaps(range: &Range<usize>, covered: &[Highlight]) -> Vec<Range<usize>> {
    let first = covered.partition_point(|hit| hit.range.end <= range.start);
    let mut from = range.start;
    let mut gaps = Vec::new();
    let within = covered.iter().skip(first);
    for hit in within.take_while(|hit| hit.range.start < range.end) {
        gaps.push(from..hit.range.start);
        from = hit.range.end;
    }
    gaps.push(from..range.end);
    gaps.retain(|gap| gap.start < gap.end);
    gaps
}
