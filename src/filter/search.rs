//! Finding strings in the text of many records at once.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use memchr::memmem::Finder;
use regex::bytes::{Regex, RegexBuilder};

use super::letters::Letters;
use super::packed::Packed;
use crate::dump::Dump;
use crate::item::Stock;
use crate::query::{Matcher, RequiredLiterals};

/// Finds the strings of which a hit holds at least one. Each way is the fastest for its kind of strings in Chinese text.
#[derive(Debug)]
pub(super) enum Search {
    /// Few strings, one after the other at the speed of memory.
    Each(Vec<Finder<'static>>),
    /// Strings with Latin letters in either case, one after the other.
    Cased(Vec<Letters>),
    /// Many of these, or the user's own regular expression, which matches within lines.
    Expression(Regex),
    /// Many strings, by SIMD.
    Packed(Packed),
    /// More strings than that.
    Several(AhoCorasick),
}

/// Up to how many strings are looked for one after the other, …
const FEW: usize = 2;
/// … and where they have letters, which are soon found.
const FEW_CASED: usize = 12;

impl Search {
    /// How a matcher's hits are found, and whether all that is found is a hit; `None` where every item has to be asked.
    /// `names` are the names that are known, as texts write them, each with the stock it stands for.
    pub(super) fn of(matcher: &Matcher, names: &[(&str, &Stock)]) -> Option<(Self, bool)> {
        if let Some(expression) = matcher.line_regex() {
            return Some((Self::Expression(expression), true));
        }
        matcher
            .required(names)
            .and_then(|required| Some((Self::of_strings(&required)?, required.is_sufficient)))
    }

    /// `None` where nothing is required of the text, or the strings are too many or too large to search for.
    fn of_strings(required: &RequiredLiterals) -> Option<Self> {
        let letters = |literal: &String| literal.bytes().any(|byte| byte.is_ascii_alphabetic());
        let ignore_case = required.ignore_ascii_case && required.literals.iter().any(letters);
        match required.literals.as_slice() {
            [] => None,
            literals if literals.iter().any(String::is_empty) => None,
            literals if ignore_case && literals.len() <= FEW_CASED => Some(Self::Cased(
                literals
                    .iter()
                    .map(|literal| Letters::of(literal))
                    .collect(),
            )),
            literals if ignore_case => cased(literals).map(Self::Expression),
            literals if literals.len() <= FEW => Some(Self::Each(
                literals
                    .iter()
                    .map(|literal| Finder::new(literal).into_owned())
                    .collect(),
            )),
            literals => Packed::of(literals)
                .map(Self::Packed)
                .or_else(|| several(literals).map(Self::Several)),
        }
    }

    /// Whether a record has a title, stocks or subjects beside its text that hold one of the strings.
    pub(super) fn is_in_extra(&self, dump: &Dump, record: usize) -> bool {
        let Some(extra) = dump
            .records
            .get(record)
            .and_then(|record| dump.extra(record))
        else {
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
            Self::Cased(strings) => strings.iter().any(|string| string.find(text).is_some()),
            Self::Expression(regex) => regex.is_match(text),
            Self::Packed(strings) => strings.find(text).is_some(),
            Self::Several(strings) => strings.is_match(text),
        }
    }

    /// Notes the index of every one of these records whose text holds one of the strings, in any order, and more than once
    /// where it holds several.
    pub(super) fn holding(&self, dump: &Dump, records: Range<usize>, found: &mut Vec<u32>) {
        match self {
            Self::Each(finders) => {
                for finder in finders {
                    let len = finder.needle().len();
                    walk(
                        dump,
                        &records,
                        |text| finder.find(text).map(|at| at..at + len),
                        found,
                    );
                }
            }
            Self::Cased(strings) => {
                let may_stand = |string: &&Letters| {
                    !matches!(string, Letters::Wide(_)) || dump.has_wide_letters()
                };
                for string in strings.iter().filter(may_stand) {
                    walk(dump, &records, |text| string.find(text), found);
                }
            }
            Self::Expression(regex) => walk(
                dump,
                &records,
                |text| regex.find(text).map(|hit| hit.range()),
                found,
            ),
            Self::Packed(strings) => walk(dump, &records, |text| strings.find(text), found),
            Self::Several(strings) => walk(
                dump,
                &records,
                |text| strings.find(text).map(|hit| hit.range()),
                found,
            ),
        }
    }
}

/// Latin letters match in either case, and nothing but them does.
fn cased(literals: &[String]) -> Option<Regex> {
    let escaped: Vec<String> = literals
        .iter()
        .map(|literal| regex::escape(literal))
        .collect();
    RegexBuilder::new(&escaped.join("|"))
        .case_insensitive(true)
        .unicode(false)
        .build()
        .ok()
}

fn several(literals: &[String]) -> Option<AhoCorasick> {
    // With this kind of match the crate looks for the first few bytes by SIMD, seven times as fast.
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .build(literals)
        .ok()
}

/// Searches all these records at once, jumping to the next one after a hit: the first hit says all of a record.
fn walk(
    dump: &Dump,
    records: &Range<usize>,
    find: impl Fn(&[u8]) -> Option<Range<usize>>,
    found: &mut Vec<u32>,
) {
    let ranges = dump.records.ranges().get(..records.end).unwrap_or_default();
    let (end, mut at) = (
        ranges.last().map_or(0, |last| last.end as usize),
        records.start,
    );
    while let Some(record) = ranges.get(at) {
        let from = record.start as usize;
        let Some(hit) = dump.text.get(from..end).and_then(&find) else {
            return;
        };
        let hit = from + hit.start..from + hit.end;
        // What stands between records belongs to none.
        at = last_before(ranges, at, hit.start);
        let record_end = ranges.get(at).map_or(0, |record| record.end as usize);
        // A hit can reach beyond its record, and another one stand wholly within it.
        let another = || {
            dump.text
                .get(hit.start..record_end)
                .is_some_and(|text| find(text).is_some())
        };
        if hit.end <= record_end || another() {
            found.push(at as u32);
        }
        at += 1;
    }
}

/// The record that begins last at or before `offset`, where the one at `from` does. One after the other, as memory is read
/// fastest: a search that jumps ahead waits for each of its jumps, and takes longer even where hits are few.
fn last_before(ranges: &[Range<u32>], from: usize, offset: usize) -> usize {
    let after = ranges.get(from + 1..).unwrap_or_default();
    from + after
        .iter()
        .take_while(|record| record.start as usize <= offset)
        .count()
}
