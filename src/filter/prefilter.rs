//! Finds strings in the texts of many records at once.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use memchr::memmem::Finder;
use regex::bytes::Regex;

use super::caseless::CaselessFinder;
use super::grams::GramFinder;
use super::teddy::TeddyFinder;
use crate::dump::Dump;
use crate::item::Stock;
use crate::query::{Matcher, RequiredLiterals};

/// Up to this many strings are searched one after another.
const MAX_EACH: usize = 2;
/// The same for strings with Latin letters: they are found faster.
const MAX_CASELESS: usize = 12;

/// Finds strings, at least one of which is in every hit. Each way is the fastest for its kind of strings in Chinese text.
#[derive(Debug)]
pub(super) enum Prefilter {
    /// A few strings, one after another.
    Each(Vec<Finder<'static>>),
    /// A few strings with Latin letters in either case, one after another.
    Caseless(Vec<CaselessFinder>),
    /// The user's own regular expression, whose matches are within lines.
    Regex(Regex),
    /// Many strings.
    Teddy(TeddyFinder),
    /// More strings than Teddy takes.
    Grams(GramFinder),
    /// Many strings, and short ones among them.
    AhoCorasick(AhoCorasick),
}

impl Prefilter {
    /// Returns the prefilter of a matcher, and whether everything that it finds is a hit; `None` if every item has to be
    /// matched. `names` are the known names as texts write them, each with its stock.
    pub(super) fn new(matcher: &Matcher, names: &[(&str, &Stock)]) -> Option<(Self, bool)> {
        if let Some(regex) = matcher.line_regex() {
            return Some((Self::Regex(regex), true));
        }
        let required = matcher.required(names)?;
        Some((Self::for_literals(&required)?, required.is_sufficient))
    }

    /// `None` if the text need not hold anything, or there are too many strings to search for.
    fn for_literals(required: &RequiredLiterals) -> Option<Self> {
        let has_letters = |literal: &String| literal.bytes().any(|byte| byte.is_ascii_alphabetic());
        let literals = required.literals.as_slice();
        if literals.is_empty() || literals.iter().any(String::is_empty) {
            return None;
        }
        if required.ignore_ascii_case && literals.iter().any(has_letters) {
            return caseless(literals);
        }
        if literals.len() <= MAX_EACH {
            let finders = literals
                .iter()
                .map(|literal| Finder::new(literal).into_owned());
            return Some(Self::Each(finders.collect()));
        }
        TeddyFinder::new(literals)
            .map(Self::Teddy)
            .or_else(|| many(literals, false))
    }

    /// Whether a record has a title, stocks or subjects beside its text that hold one of the strings.
    pub(super) fn is_in_extra(&self, dump: &Dump, record: usize) -> bool {
        let record = dump.records.get(record);
        let Some(extra) = record.and_then(|record| dump.extra(record)) else {
            return false;
        };
        let stocks = extra
            .stocks
            .iter()
            .flat_map(|stock| [&stock.name, &stock.code]);
        let mut words = extra.title.iter().chain(stocks).chain(&extra.subjects);
        words.any(|word| self.is_in(word.as_bytes()))
    }

    /// Whether a text holds one of the strings.
    pub(super) fn is_in(&self, text: &[u8]) -> bool {
        match self {
            Self::Each(finders) => finders.iter().any(|finder| finder.find(text).is_some()),
            Self::Caseless(finders) => finders.iter().any(|finder| finder.find(text).is_some()),
            Self::Regex(regex) => regex.is_match(text),
            Self::Teddy(finder) => finder.find(text).is_some(),
            Self::Grams(finder) => finder.find(text).is_some(),
            Self::AhoCorasick(automaton) => automaton.is_match(text),
        }
    }

    /// Adds the number of each of these records whose text holds one of the strings: in any order, and repeatedly if it holds
    /// several.
    pub(super) fn find_records(&self, dump: &Dump, records: Range<usize>, found: &mut Vec<u32>) {
        match self {
            Self::Each(finders) => {
                for finder in finders {
                    let len = finder.needle().len();
                    let find = |text: &[u8]| finder.find(text).map(|at| at..at + len);
                    walk(dump, &records, find, found);
                }
            }
            Self::Caseless(finders) => {
                let can_occur = |finder: &&CaselessFinder| match finder {
                    CaselessFinder::Ascii(_) | CaselessFinder::Exact(_) => true,
                    CaselessFinder::FullWidth(_) => dump.has_wide_letters(),
                };
                for finder in finders.iter().filter(can_occur) {
                    walk(dump, &records, |text| finder.find(text), found);
                }
            }
            Self::Regex(regex) => {
                let find = |text: &[u8]| regex.find(text).map(|hit| hit.range());
                walk(dump, &records, find, found);
            }
            Self::Teddy(finder) => walk(dump, &records, |text| finder.find(text), found),
            Self::Grams(finder) => walk(dump, &records, |text| finder.find(text), found),
            Self::AhoCorasick(automaton) => {
                let find = |text: &[u8]| automaton.find(text).map(|hit| hit.range());
                walk(dump, &records, find, found);
            }
        }
    }
}

fn caseless(literals: &[String]) -> Option<Prefilter> {
    if literals.len() <= MAX_CASELESS {
        let finders = literals.iter().map(|literal| CaselessFinder::new(literal));
        return Some(Prefilter::Caseless(finders.collect()));
    }
    many(literals, true)
}

fn many(literals: &[String], ignore_ascii_case: bool) -> Option<Prefilter> {
    GramFinder::new(literals, ignore_ascii_case)
        .map(Prefilter::Grams)
        .or_else(|| aho_corasick(literals, ignore_ascii_case).map(Prefilter::AhoCorasick))
}

fn aho_corasick(literals: &[String], ignore_ascii_case: bool) -> Option<AhoCorasick> {
    // With this match kind the crate searches for the first few bytes by SIMD, seven times as fast.
    AhoCorasick::builder()
        .ascii_case_insensitive(ignore_ascii_case)
        .match_kind(MatchKind::LeftmostFirst)
        .build(literals)
        .ok()
}

/// Searches the texts of all these records as one, and goes on at the next record after a hit: one is enough.
fn walk(
    dump: &Dump,
    records: &Range<usize>,
    find: impl Fn(&[u8]) -> Option<Range<usize>>,
    found: &mut Vec<u32>,
) {
    let ranges = dump.records.ranges().get(..records.end).unwrap_or_default();
    let end = ranges.last().map_or(0, |last| last.end as usize);
    let mut at = records.start;
    while let Some(record) = ranges.get(at) {
        let from = record.start as usize;
        let Some(hit) = dump.text.get(from..end).and_then(&find) else {
            return;
        };
        let hit = from + hit.start..from + hit.end;
        at = last_before(ranges, at, hit.start);
        // A hit between two records ends beyond the first, and belongs to none.
        let record_end = ranges.get(at).map_or(0, |record| record.end as usize);
        // A hit may begin in its record and end in the next, while another one is within it.
        let is_within = || {
            let rest = dump.text.get(hit.start..record_end);
            rest.is_some_and(|text| find(text).is_some())
        };
        if hit.end <= record_end || is_within() {
            found.push(at as u32);
        }
        at += 1;
    }
}

/// The last record that begins at or before `offset`, from the one at `from` on. It walks them in order: a binary search would
/// wait for memory at each of its jumps, and takes longer even if hits are few.
fn last_before(ranges: &[Range<u32>], from: usize, offset: usize) -> usize {
    let after = ranges.get(from + 1..).unwrap_or_default();
    from + after
        .iter()
        .take_while(|record| record.start as usize <= offset)
        .count()
}
