//! Finds any of thousands of strings in Chinese text, ASCII letters in either case.
//!
//! It looks at the six bytes from each character on, which are mostly two Chinese characters. A hash of them is a place in a
//! table of bits: where the bit is not set, no string begins. An automaton of as many strings does not fit into a
//! processor's cache, and each byte waits for the one before.

use std::ops::Range;

/// Finds strings of three bytes or more.
#[derive(Debug)]
pub(super) struct WindowFinder {
    /// Strings that begin with a character of three bytes, as Chinese ones are.
    wide: WindowTable,
    /// The others.
    narrow: WindowTable,
}

/// Strings by the bytes that they begin with.
#[derive(Debug)]
struct WindowTable {
    /// Keeps the bytes of a window.
    mask: u64,
    /// A bit for each hash of a window.
    bits: Box<[u64]>,
    /// How many low bits of a product are no part of the hash.
    shift: u32,
    /// Each string with its window, ascending by window.
    strings: Box<[(u64, Box<[u8]>)]>,
}

/// The fewest and the most bytes of a window. All strings of a table have as many.
const MIN_WINDOW: usize = 3;
const MAX_WINDOW: usize = 6;
/// How many bits of a table there are for each string, at least: one in so many windows is looked up in vain.
const BITS_PER_STRING: usize = 64;
/// The fewest and the most bits of a table, as powers of two: 2 KiB and 128 KiB.
const MIN_BITS: u32 = 14;
const MAX_BITS: u32 = 20;
/// A multiplier without a pattern: the golden ratio.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

impl WindowFinder {
    /// `None` if a string is shorter than three bytes.
    pub(super) fn new(strings: &[String]) -> Option<Self> {
        if strings.iter().any(|string| string.len() < MIN_WINDOW) {
            return None;
        }
        let is_wide = |string: &&[u8]| is_wide(first_word(string));
        let strings = strings.iter().map(String::as_bytes);
        let (wide, narrow): (Vec<&[u8]>, Vec<&[u8]>) = strings.partition(is_wide);
        Some(Self {
            wide: WindowTable::new(&wide),
            narrow: WindowTable::new(&narrow),
        })
    }

    /// The first occurrence of any string, in bytes; of two that begin there, either.
    pub(super) fn find(&self, text: &[u8]) -> Option<Range<usize>> {
        let mut at = 0;
        while let Some(head) = text.get(at..)?.first_chunk() {
            let word = u64::from_le_bytes(*head);
            // No string begins within a character. Two branches, since a processor foresees most of them and goes on before
            // it knows the length of the character.
            if is_wide(word) {
                if self.wide.may_begin(word)
                    && let Some(len) = self.wide.len_at(word, text.get(at..)?)
                {
                    return Some(at..at + len);
                }
                at += 3;
            } else {
                if self.narrow.may_begin(word)
                    && let Some(len) = self.narrow.len_at(word, text.get(at..)?)
                {
                    return Some(at..at + len);
                }
                at += 1;
            }
        }
        (at..text.len()).find_map(|at| {
            let rest = text.get(at..)?;
            let tables = [&self.wide, &self.narrow];
            let len = tables
                .iter()
                .find_map(|table| table.len_at(first_word(rest), rest));
            Some(at..at + len?)
        })
    }
}

/// Whether a text that begins with these bytes begins with a character of three bytes, or with three of one of four.
#[inline]
const fn is_wide(word: u64) -> bool {
    word & 0xC0_C0_E0 == 0x80_80_E0
}

/// The first bytes of a text, or all of them and zeros.
fn first_word(text: &[u8]) -> u64 {
    let bytes = text.iter().take(size_of::<u64>()).rev();
    bytes.fold(0, |word, byte| word << 8 | u64::from(*byte))
}

impl WindowTable {
    fn new(strings: &[&[u8]]) -> Self {
        let shortest = strings.iter().map(|string| string.len()).min();
        let window = shortest.map_or(MAX_WINDOW, |shortest| shortest.min(MAX_WINDOW));
        let wanted = strings.len().max(1) * BITS_PER_STRING;
        let bits = wanted.next_power_of_two().ilog2();
        let bits = bits.clamp(MIN_BITS, MAX_BITS);
        let mut table = Self {
            mask: (1 << (8 * window)) - 1,
            bits: vec![0; 1 << (bits - 6)].into(),
            shift: u64::BITS - bits,
            strings: Box::default(),
        };
        let keyed = strings
            .iter()
            .map(|&string| (table.key(first_word(string)), string.into()));
        let mut keyed: Vec<(u64, Box<[u8]>)> = keyed.collect();
        keyed.sort_unstable();
        for (key, _) in &keyed {
            let hash = table.hash(*key);
            if let Some(bits) = table.bits.get_mut(hash / 64) {
                *bits |= 1 << (hash % 64);
            }
        }
        table.strings = keyed.into();
        table
    }

    /// The bytes of a window with ASCII letters in lower case. Some other bytes change too: what looks alike is compared.
    #[inline]
    const fn key(&self, word: u64) -> u64 {
        const ASCII: u64 = 0x8080_8080_8080_8080;
        (word | (!word & ASCII) >> 2) & self.mask
    }

    #[inline]
    const fn hash(&self, key: u64) -> usize {
        (key.wrapping_mul(GOLDEN) >> self.shift) as usize
    }

    #[inline]
    fn may_begin(&self, word: u64) -> bool {
        let hash = self.hash(self.key(word));
        let bits = self.bits.get(hash / 64);
        bits.is_some_and(|bits| bits >> (hash % 64) & 1 == 1)
    }

    fn len_at(&self, word: u64, text: &[u8]) -> Option<usize> {
        let key = self.key(word);
        let first = self.strings.partition_point(|(other, _)| *other < key);
        let same = self.strings.get(first..).unwrap_or_default().iter();
        let mut same = same.take_while(|(other, _)| *other == key);
        let begins = |string: &[u8]| {
            let head = text.get(..string.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(string))
        };
        let found = same.find(|(_, string)| begins(string));
        found.map(|(_, string)| string.len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn find_returns_the_first_string(
            strings in prop::collection::vec(prop_oneof!["[中国石油aAk0]{3,6}", "[a-cA-C0-2]{3,9}", "[中国😀]{1,2}"], 1..60),
            text in "[中国石油aAkK0-2b-cB-C，é😀]{0,60}",
        ) {
            let finder = WindowFinder::new(&strings).unwrap();
            let lower = text.to_ascii_lowercase();
            let starts = strings.iter().filter_map(|string| lower.find(&string.to_ascii_lowercase()));
            let found = finder.find(text.as_bytes());
            prop_assert_eq!(found.clone().map(|found| found.start), starts.min());
            if let Some(found) = found {
                let found = &text.as_bytes()[found];
                prop_assert!(strings.iter().any(|string| string.as_bytes().eq_ignore_ascii_case(found)));
            }
        }
    }

    #[test]
    fn strings_in_torn_characters_are_found() {
        let finder = WindowFinder::new(&["云帆智造".to_owned()]).unwrap();
        for before in [
            &[][..],
            b"\xe4",
            b"\xe4\xba",
            b"\xf0\x9f",
            b"\xc3",
            b"\x80\x80",
        ] {
            let text = [before, "云帆智造公告".as_bytes()].concat();
            let found = finder.find(&text);
            assert_eq!(
                found.map(|found| found.start),
                Some(before.len()),
                "{before:?}"
            );
        }
    }

    #[test]
    fn too_short_strings_are_refused() {
        assert!(WindowFinder::new(&["12".to_owned()]).is_none());
    }
}
