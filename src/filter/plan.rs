//! How a matcher's hits in a whole day are found: by searching its dumps for what every hit must hold, or item by item.
//!
//! A literal is looked for in the text of all the day's entries at once, at the speed of memory, and what was found is
//! mapped to entries; asking 1.7 million items one by one takes some ten times as long. A plan is made once per matcher.

use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};
use memchr::memmem::Finder;
use regex::bytes::{Regex, RegexBuilder};

use crate::dump::{Dump, Record};
use crate::names::{Known, Names};
use crate::query::{Matcher, Required};
use crate::timeline::Day;

/// After how many items it is asked whether a pass goes on.
const CHUNK: usize = 256;

/// A matcher, and what its required strings are searched with.
#[derive(Debug)]
pub struct Plan {
    matcher: Matcher,
    names: Arc<Names>,
    search: Option<Search>,
    /// Whether an item whose text holds one of the strings surely matches.
    sufficient: bool,
}

/// Finds the strings of which a hit holds at least one. Each way is the fastest for its kind of strings in Chinese text.
#[derive(Debug)]
enum Search {
    /// Few strings, one after the other at the speed of memory. Looked for together, a word and its traditional spelling
    /// are found by their first character, which can be as common as 不.
    Each(Vec<Finder<'static>>),
    /// Latin letters in either case: the engine searches for all ways to write the first few at once.
    Cased(Regex),
    /// Many strings, by Teddy.
    Several(AhoCorasick),
}

/// Up to how many strings are looked for one after the other.
const FEW: usize = 3;

impl Plan {
    /// How this matcher is best run, where these names of stocks are known.
    pub fn new(matcher: Matcher, names: Arc<Names>) -> Self {
        let known = names
            .known()
            .iter()
            .filter(|_| matcher.asks_for_stocks())
            .map(|Known { written, stock, .. }| (written.as_str(), stock));
        let required = matcher.required(&known.collect::<Vec<_>>());
        let sufficient = required.as_ref().is_some_and(|required| required.sufficient);
        Self { matcher, names, search: required.as_ref().and_then(Search::of), sufficient }
    }

    /// The rows of one day that match, ascending.
    pub fn day(&self, day: &Day) -> Vec<u32> {
        self.day_while(day, || true)
    }

    /// The same, unless `go_on` says no in the middle: a day can have a million items.
    pub(super) fn day_while(&self, day: &Day, go_on: impl Fn() -> bool) -> Vec<u32> {
        let Some(search) = &self.search else {
            return self.verify(day, 0..day.len() as u32, go_on);
        };
        let mut rows = in_texts(search, day);
        if !self.sufficient {
            rows = self.verify(day, rows.into_iter(), &go_on);
        }
        if day.dumps().iter().any(|dump| !dump.extras.is_empty()) {
            let more = in_extras(search, day).into_iter();
            rows.extend(self.verify(day, more, &go_on));
            rows.sort_unstable();
            rows.dedup();
        }
        rows
    }

    /// Those of a day's `rows` that match, ascending as they were.
    pub(super) fn among(&self, day: &Day, rows: &[u32], go_on: impl Fn() -> bool) -> Vec<u32> {
        let there = rows.iter().copied().filter(|&row| (row as usize) < day.len());
        self.verify(day, there, go_on)
    }

    fn verify(&self, day: &Day, rows: impl Iterator<Item = u32>, go_on: impl Fn() -> bool) -> Vec<u32> {
        let going = rows.enumerate().take_while(|(done, _)| !done.is_multiple_of(CHUNK) || go_on());
        let is_match = |row: &u32| self.matcher.is_match(&day.item(*row as usize).fields(&self.names));
        going.map(|(_, row)| row).filter(is_match).collect()
    }
}

/// The rows whose title, stocks or subjects hold one of the strings where a dump gives them beside the text.
fn in_extras(search: &Search, day: &Day) -> Vec<u32> {
    let mut rows = Vec::new();
    for (index, run) in day.runs() {
        let Some(dump) = day.dumps().get(index).filter(|dump| !dump.extras.is_empty()) else { continue };
        let records = dump.records.get(run.start as usize..run.end as usize).unwrap_or_default();
        let holding = records.iter().zip(run.start..).filter(|(record, _)| search.is_in_extra(dump, record));
        rows.extend(holding.filter_map(|(_, at)| day.row_of(index, at)).map(|row| row as u32));
    }
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// The rows whose shown text holds one of the strings.
fn in_texts(search: &Search, day: &Day) -> Vec<u32> {
    let mut rows = Vec::new();
    for (index, run) in day.runs() {
        let Some(dump) = day.dumps().get(index) else { continue };
        let records = dump.records.get(run.start as usize..run.end as usize).unwrap_or_default();
        search.holding(dump, records, |at| {
            rows.extend(day.row_shown_by(index, run.start + at as u32).map(|row| row as u32));
        });
    }
    if !rows.is_sorted_by(|a, b| a < b) {
        rows.sort_unstable();
        rows.dedup();
    }
    rows
}

impl Search {
    /// `None` where nothing is required of the text, or the strings are too many or too large to search for.
    fn of(required: &Required) -> Option<Self> {
        let letters = |literal: &String| literal.bytes().any(|byte| byte.is_ascii_alphabetic());
        let ignore_case = required.ignore_ascii_case && required.literals.iter().any(letters);
        match required.literals.as_slice() {
            [] => None,
            literals if literals.iter().any(String::is_empty) => None,
            literals if ignore_case => cased(literals).map(Self::Cased),
            literals if literals.len() <= FEW => {
                Some(Self::Each(literals.iter().map(|literal| Finder::new(literal).into_owned()).collect()))
            }
            literals => {
                let mut builder = AhoCorasick::builder();
                // With this kind of match the crate searches few short strings by Teddy, seven times as fast.
                builder.match_kind(MatchKind::LeftmostFirst).build(literals).ok().map(Self::Several)
            }
        }
    }

    fn is_in_extra(&self, dump: &Dump, record: &Record) -> bool {
        let Some(extra) = dump.extra(record) else { return false };
        let stocks = extra.stocks.iter().flat_map(|stock| [&stock.name, &stock.code]);
        let mut words = extra.title.iter().chain(stocks).chain(&extra.subjects);
        words.any(|word| self.stands_in(word.as_bytes()))
    }

    fn stands_in(&self, text: &[u8]) -> bool {
        match self {
            Self::Each(finders) => finders.iter().any(|finder| finder.find(text).is_some()),
            Self::Cased(regex) => regex.is_match(text),
            Self::Several(strings) => strings.is_match(text),
        }
    }

    /// Calls `found` with the index of every record whose text holds one of the strings, in any order, and more than once
    /// where it holds several.
    fn holding(&self, dump: &Dump, records: &[Record], mut found: impl FnMut(usize)) {
        match self {
            Self::Each(finders) => {
                for finder in finders {
                    walk(dump, records, |text| finder.find(text), &mut found);
                }
            }
            Self::Cased(regex) => walk(dump, records, |text| regex.find(text).map(|hit| hit.start()), &mut found),
            Self::Several(strings) => walk(dump, records, |text| strings.find(text).map(|hit| hit.start()), &mut found),
        }
    }
}

/// Latin letters match in either case, and nothing but them does.
fn cased(literals: &[String]) -> Option<Regex> {
    let escaped: Vec<String> = literals.iter().map(|literal| regex::escape(literal)).collect();
    RegexBuilder::new(&escaped.join("|")).case_insensitive(true).unicode(false).build().ok()
}

/// Searches all records at once, jumping to the next record after a hit: the first hit says all of a record.
fn walk(dump: &Dump, records: &[Record], find: impl Fn(&[u8]) -> Option<usize>, found: &mut impl FnMut(usize)) {
    let Some(last) = records.last() else { return };
    let (end, mut at) = (last.range().end, 0);
    while let Some(record) = records.get(at) {
        let from = record.range().start;
        let Some(hit) = dump.text.get(from..end).and_then(&find) else { return };
        let offset = from + hit;
        // The record that begins last before the hit; what stands between records belongs to none.
        at += records.get(at..).unwrap_or_default().partition_point(|record| record.range().start <= offset) - 1;
        // A hit can reach beyond its record, and another one stand wholly within it.
        let within = records.get(at).and_then(|record| dump.text.get(offset..record.range().end));
        if within.is_some_and(|text| find(text).is_some()) {
            found(at);
        }
        at += 1;
    }
}
