//! Where a displayed text matches.

use std::ops::Range;

use super::compile::Check;
use super::field::TextOrigin;
use super::pinyin::ReadingRule;

/// Returns the hits in a text, ascending, none touching another. `rule` says how its characters are read as pinyin.
pub(super) fn ranges(check: &Check, text: &str, rule: ReadingRule) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    collect(check, text, rule, &mut found);
    merged(found)
}

/// Negated parts match no displayed text, and texts from outside of the story are not displayed.
fn collect(check: &Check, text: &str, rule: ReadingRule, found: &mut Vec<Range<usize>>) {
    match check {
        Check::And(parts) | Check::Or(parts) => {
            for part in parts {
                collect(part, text, rule, found);
            }
        }
        Check::All | Check::Not(_) | Check::Condition(_) => {}
        Check::Text(Some(field), _) if field.origin == TextOrigin::Outside => {}
        Check::Text(_, finder) => {
            let hits = finder.regex.find_iter(text.as_bytes());
            found.extend(hits.map(|hit| hit.range()).filter(|hit| !hit.is_empty()));
            if let Some(pinyin) = &finder.pinyin {
                found.extend(pinyin.find_all(text, rule));
            }
        }
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
