//! Many strings at once, by SIMD (Teddy), with Chinese text in mind.
//!
//! Teddy finds candidates by the first four bytes of the strings. A Chinese character begins with one of six bytes and
//! tells itself apart by the two after it, so that the four bytes from the third one on say more than the first four: by
//! them twenty names are found in half the time.

use std::ops::Range;

use aho_corasick::packed::{Config, MatchKind, Searcher};

/// How many bytes of a string are passed over: all but the last of a Chinese character.
const PASSED: usize = 2;
/// Shorter strings have not enough left to search for.
const SHORTEST: usize = PASSED + 4;

/// Finds strings of several bytes each.
#[derive(Debug)]
pub(super) struct Packed {
    strings: Box<[Box<[u8]>]>,
    passed: usize,
    tails: Searcher,
}

impl Packed {
    /// `None` where the processor cannot do it, or there are too many.
    pub(super) fn of(strings: &[String]) -> Option<Self> {
        let passed = if strings.iter().all(|string| string.len() >= SHORTEST) {
            PASSED
        } else {
            0
        };
        let tails = strings
            .iter()
            .filter_map(|string| string.as_bytes().get(passed..));
        let tails = Config::new()
            .match_kind(MatchKind::LeftmostFirst)
            .builder()
            .extend(tails)
            .build()?;
        Some(Self {
            strings: strings
                .iter()
                .map(|string| string.as_bytes().into())
                .collect(),
            passed,
            tails,
        })
    }

    /// Where the first of them stands; of two that begin at one place either.
    pub(super) fn find(&self, text: &[u8]) -> Option<Range<usize>> {
        let mut from = self.passed;
        loop {
            let tail = from + self.tails.find(text.get(from..)?)?.start();
            let start = tail - self.passed;
            let here = text.get(start..)?;
            if let Some(string) = self.strings.iter().find(|string| here.starts_with(string)) {
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

    /// Where the first string stands, asked place by place.
    fn asked(strings: &[String], text: &str) -> Option<usize> {
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
            let Some(packed) = Packed::of(&strings) else { return Ok(()) };
            let found = packed.find(text.as_bytes());
            prop_assert_eq!(found.clone().map(|found| found.start), asked(&strings, &text));
            if let Some(found) = found {
                prop_assert!(strings.iter().any(|string| string.as_bytes() == &text.as_bytes()[found.clone()]));
            }
        }
    }
}
