//! Latin letters in either case, at the speed of memory.
//!
//! In Chinese text a Latin letter is rare: even `a` and `A` together are one byte in a thousand. So the rarest letter of a
//! word is looked for, both ways to write it at once, and the word is compared where it stands. Letters of full width are
//! rarer still: most dumps have none, and each dump remembers whether it does.

use std::ops::Range;

use memchr::memchr2_iter;
use memchr::memmem::Finder;

use crate::dump::is_wide_letter;

/// The Latin letters, from the one that is met most often to the rarest, as 25 days of the wire use them.
const BY_FREQUENCY: &[u8; 26] = b"aiecspotnmrldhgbukfxvwyzqj";

/// How a string with letters is looked for.
#[derive(Debug)]
pub(super) enum Letters {
    /// ASCII letters in either case.
    Ascii(Cased),
    /// As it is written.
    Exact(Finder<'static>),
    /// As it is written, where a dump has letters of full width at all.
    Wide(Finder<'static>),
}

impl Letters {
    /// How to look for this string.
    pub(super) fn of(string: &str) -> Self {
        if let Some(cased) = Cased::of(string) {
            Self::Ascii(cased)
        } else if string.chars().any(is_wide_letter) {
            Self::Wide(Finder::new(string).into_owned())
        } else {
            Self::Exact(Finder::new(string).into_owned())
        }
    }

    /// Where it stands first.
    pub(super) fn find(&self, text: &[u8]) -> Option<Range<usize>> {
        match self {
            Self::Ascii(cased) => cased.find(text),
            Self::Exact(finder) | Self::Wide(finder) => finder
                .find(text)
                .map(|start| start..start + finder.needle().len()),
        }
    }
}

/// A string of which ASCII letters match in either case, found by its rarest letter.
#[derive(Debug)]
pub(super) struct Cased {
    string: Box<[u8]>,
    rarest: usize,
    cases: (u8, u8),
}

impl Cased {
    fn of(string: &str) -> Option<Self> {
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
        let cases = (letter.to_ascii_lowercase(), letter.to_ascii_uppercase());
        Some(Self {
            string: string.as_bytes().into(),
            rarest,
            cases,
        })
    }

    fn find(&self, text: &[u8]) -> Option<Range<usize>> {
        let places = memchr2_iter(self.cases.0, self.cases.1, text.get(self.rarest..)?);
        let around = places.map(|start| start..start + self.string.len());
        around.into_iter().find(|range| {
            text.get(range.clone())
                .is_some_and(|here| here.eq_ignore_ascii_case(&self.string))
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
            prop_assert_eq!(Letters::of(&word).find(text.as_bytes()), found);
        }
    }

    #[test]
    fn rarest_letter_is_searched() {
        assert_eq!(
            Cased::of("Nvidia").map(|cased| (cased.rarest, cased.cases)),
            Some((1, (b'v', b'V')))
        );
        assert_eq!(
            Cased::of("股A").map(|cased| (cased.rarest, cased.cases)),
            Some((3, (b'a', b'A')))
        );
        assert!(Cased::of("股").is_none());
    }
}
