//! Finds a string whose Latin letters match in either case, at the speed of memory.
//!
//! In Chinese text a Latin letter is rare: even `a` and `A` together are one byte in a thousand. The finder searches for the
//! rarest letter of the string in both cases at once, and compares the string around it. Full-width letters are rarer still:
//! most dumps have none, and each dump remembers whether it does.

use std::ops::Range;

use memchr::memchr2_iter;
use memchr::memmem::Finder;

use crate::dump::is_wide_letter;

/// The Latin letters from the most frequent to the rarest, in 25 days of the wire.
const BY_FREQUENCY: &[u8; 26] = b"aiecspotnmrldhgbukfxvwyzqj";

/// Finds one string. Queries are folded, so full-width letters occur only if the query needs them as they are.
#[derive(Debug)]
pub(super) enum CaselessFinder {
    /// ASCII letters in either case.
    Ascii(RareLetterFinder),
    /// A string without ASCII letters.
    Exact(Finder<'static>),
    /// The same with full-width letters: only in dumps that have any.
    FullWidth(Finder<'static>),
}

impl CaselessFinder {
    pub(super) fn new(string: &str) -> Self {
        if let Some(finder) = RareLetterFinder::new(string) {
            Self::Ascii(finder)
        } else if string.chars().any(is_wide_letter) {
            Self::FullWidth(Finder::new(string).into_owned())
        } else {
            Self::Exact(Finder::new(string).into_owned())
        }
    }

    /// The first occurrence, in bytes.
    pub(super) fn find(&self, text: &[u8]) -> Option<Range<usize>> {
        match self {
            Self::Ascii(finder) => finder.find(text),
            Self::Exact(finder) | Self::FullWidth(finder) => finder
                .find(text)
                .map(|start| start..start + finder.needle().len()),
        }
    }
}

/// Finds a string by its rarest ASCII letter.
#[derive(Debug)]
pub(super) struct RareLetterFinder {
    string: Box<[u8]>,
    /// The offset of the rarest letter.
    rarest: usize,
    cases: (u8, u8),
}

impl RareLetterFinder {
    /// `None` for a string without ASCII letters.
    fn new(string: &str) -> Option<Self> {
        let rarity = |letter: u8| {
            BY_FREQUENCY
                .iter()
                .position(|known| known.eq_ignore_ascii_case(&letter))
        };
        let letters = string
            .bytes()
            .enumerate()
            .filter_map(|(at, byte)| Some((rarity(byte)?, at, byte)));
        let (_, rarest, letter) = letters.max()?;
        Some(Self {
            string: string.as_bytes().into(),
            rarest,
            cases: (letter.to_ascii_lowercase(), letter.to_ascii_uppercase()),
        })
    }

    fn find(&self, text: &[u8]) -> Option<Range<usize>> {
        memchr2_iter(self.cases.0, self.cases.1, text.get(self.rarest..)?)
            .map(|start| start..start + self.string.len())
            .find(|range| {
                let candidate = text.get(range.clone());
                candidate.is_some_and(|bytes| bytes.eq_ignore_ascii_case(&self.string))
            })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn find_agrees_with_a_caseless_regex(word in "[abkvAK公Ａ0]{1,4}", text in "[abkvABKV公司Ａａ0 ]{0,40}") {
            let expression = regex::bytes::RegexBuilder::new(&word).case_insensitive(true).unicode(false).build().unwrap();
            let found = expression.find(text.as_bytes()).map(|found| found.range());
            prop_assert_eq!(CaselessFinder::new(&word).find(text.as_bytes()), found);
        }
    }

    #[test]
    fn rarest_letter_is_searched() {
        assert_eq!(
            RareLetterFinder::new("Nvidia").map(|finder| (finder.rarest, finder.cases)),
            Some((1, (b'v', b'V')))
        );
        assert_eq!(
            RareLetterFinder::new("股A").map(|finder| (finder.rarest, finder.cases)),
            Some((3, (b'a', b'A')))
        );
        assert!(RareLetterFinder::new("股").is_none());
    }
}
