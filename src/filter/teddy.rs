//! Finds any of many strings, by SIMD (Teddy), for Chinese text.
//!
//! Teddy finds candidates by the first four bytes of the strings. The first byte of a Chinese character takes only six
//! values, so bytes 2..6 of a string are more distinctive than bytes 0..4: searching for those finds twenty names in half the time.

use std::ops::Range;

use aho_corasick::packed::{Config, MatchKind, Searcher};

/// How many bytes of each string are skipped: all but the last of a Chinese character.
const SKIPPED: usize = 2;
/// A shorter string has fewer than four bytes left to search for.
const MIN_LEN: usize = SKIPPED + 4;

/// Finds strings of several bytes each.
#[derive(Debug)]
pub(super) struct TeddyFinder {
    strings: Box<[Box<[u8]>]>,
    skipped: usize,
    tails: Searcher,
}

impl TeddyFinder {
    /// `None` if the processor lacks the instructions, or there are too many strings.
    pub(super) fn new(strings: &[String]) -> Option<Self> {
        let are_long = strings.iter().all(|string| string.len() >= MIN_LEN);
        let skipped = if are_long { SKIPPED } else { 0 };
        let tails = strings
            .iter()
            .filter_map(|string| string.as_bytes().get(skipped..));
        let tails = Config::new()
            .match_kind(MatchKind::LeftmostFirst)
            .builder()
            .extend(tails)
            .build()?;
        let strings = strings.iter().map(|string| string.as_bytes().into());
        Some(Self {
            strings: strings.collect(),
            skipped,
            tails,
        })
    }

    /// The first occurrence of any string, in bytes; of two that begin there, either.
    pub(super) fn find(&self, text: &[u8]) -> Option<Range<usize>> {
        let mut from = self.skipped;
        loop {
            let tail = from + self.tails.find(text.get(from..)?)?.start();
            let start = tail - self.skipped;
            let rest = text.get(start..)?;
            if let Some(string) = self.strings.iter().find(|string| rest.starts_with(string)) {
                return Some(start..start + string.len());
            }
            from = tail + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The first occurrence, found one string at a time.
    fn first_of(strings: &[String], text: &str) -> Option<usize> {
        strings
            .iter()
            .filter_map(|string| text.find(string.as_str()))
            .min()
    }

    proptest! {
        #[test]
        fn find_returns_the_first_string(
            strings in prop_oneof![
                prop::collection::vec("[中国石油化]{2,4}", 3..50),
                prop::collection::vec("[中国石油0-3]{1,4}", 3..50),
            ],
            text in "[中国石油化0-3]{0,60}",
        ) {
            let Some(finder) = TeddyFinder::new(&strings) else { return Ok(()) };
            let found = finder.find(text.as_bytes());
            prop_assert_eq!(found.clone().map(|found| found.start), first_of(&strings, &text));
            if let Some(found) = found {
                prop_assert!(strings.iter().any(|string| string.as_bytes() == &text.as_bytes()[found.clone()]));
            }
        }
    }
}
