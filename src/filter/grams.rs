//! Finds any of thousands of strings, in Chinese text several times as fast as an automaton.
//!
//! An automaton follows every byte, and the states of thousands of strings do not fit into the processor's cache. This finder
//! looks at four bytes, a gram, at every third place or so. A string of six bytes has three grams, so wherever it begins, one
//! of them is at such a place.

use std::collections::HashMap;
use std::iter;
use std::ops::{ControlFlow, Range};

use crate::openings::{FirstBytes, HashedSet, opening};

/// The length of a gram in bytes.
const GRAM: usize = 4;
/// The longest stride, in bytes. With a longer one strings have more grams, and more of them are in other texts.
const MAX_STRIDE: usize = 6;
/// How many places are looked at before the grams found there are looked at closely.
const PLACES: usize = 128;

/// Finds strings of four bytes and more.
#[derive(Debug)]
pub(super) struct GramFinder {
    ignore_ascii_case: bool,
    stride: usize,
    grams: HashedSet,
    /// Of short strings, and of those with whole openings: two characters begin many texts, eight bytes few.
    openings: Vec<Openings>,
}

/// Strings by their openings.
#[derive(Debug)]
struct Openings {
    /// The bytes that all of the strings have.
    mask: FirstBytes,
    set: HashedSet,
    /// The strings by their folded opening, ascending.
    strings: HashMap<FirstBytes, Vec<GramString>>,
}

/// A string to find.
#[derive(Debug)]
struct GramString {
    bytes: Box<[u8]>,
    /// Its place among the strings that the finder was given.
    number: usize,
    /// The longest other string of its opening with which it begins, by its place there.
    beginning: Option<usize>,
}

impl GramFinder {
    /// `None` if a string is too short, or there is none.
    pub(super) fn new(strings: &[String], ignore_ascii_case: bool) -> Option<Self> {
        let shortest = strings.iter().map(String::len).min()?;
        let stride = (shortest + 1)
            .checked_sub(GRAM)
            .filter(|&stride| stride > 0)?
            .min(MAX_STRIDE);
        let numbered = strings.iter().map(String::as_str).enumerate();
        let (long, short): (Vec<_>, Vec<_>) =
            numbered.partition(|(_, string)| string.len() >= size_of::<FirstBytes>());
        let openings = [short, long]
            .into_iter()
            .filter_map(|strings| Openings::new(&strings, ignore_ascii_case));
        let grams = strings.iter().flat_map(|string| {
            let grams = string.as_bytes().windows(GRAM).take(stride);
            grams.map(|gram| folded(opening(gram)))
        });
        Some(Self {
            ignore_ascii_case,
            stride,
            grams: HashedSet::new(grams.collect()),
            openings: openings.collect(),
        })
    }

    /// The first occurrence of any string, in bytes; of two that begin there, the shorter one.
    pub(super) fn find(&self, text: &[u8]) -> Option<Range<usize>> {
        let first = self.each_start(text, |start, rest| {
            let lengths = self.strings_at(rest).map(|string| string.bytes.len());
            let shortest = lengths.min();
            shortest.map_or(ControlFlow::Continue(()), |len| {
                ControlFlow::Break(start..start + len)
            })
        });
        first.break_value()
    }

    /// Passes the number of every string that the text holds, once for each occurrence.
    pub(super) fn find_each(&self, text: &[u8], mut pass: impl FnMut(usize)) {
        let all = self.each_start(text, |_, rest| {
            self.strings_at(rest).for_each(|string| pass(string.number));
            ControlFlow::<()>::Continue(())
        });
        debug_assert!(all.is_continue());
    }

    /// Passes every place where a string may begin, ascending, with the text from there on.
    fn each_start<B>(
        &self,
        text: &[u8],
        mut pass: impl FnMut(usize, &[u8]) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        let (mut from, mut places) = (0, [0; PLACES]);
        while from + GRAM <= text.len() {
            let (count, next) = self.find_grams(text, from, &mut places);
            for &place in places.iter().take(count) {
                // Earlier starts have earlier grams, at the places before.
                let first = (place + 1).saturating_sub(self.stride);
                for start in first..=place {
                    let rest = text.get(start..).unwrap_or_default();
                    if starts_character(rest) {
                        pass(start, rest)?;
                    }
                }
            }
            from = next;
        }
        ControlFlow::Continue(())
    }

    /// Looks for grams at every stride from a place on. Returns how many of the places that it wrote have one, and where to go
    /// on. It is a function of its own because the loop is fast only if the processor's registers hold all that it needs.
    #[inline(never)]
    fn find_grams(&self, text: &[u8], from: usize, places: &mut [usize; PLACES]) -> (usize, usize) {
        let (mut count, mut at) = (0, from);
        // Writes every place, and overwrites those without a gram: a branch would be mispredicted.
        for _ in 0..PLACES {
            let Some(&gram) = text.get(at..).and_then(<[u8]>::first_chunk) else {
                break;
            };
            places[count % PLACES] = at;
            let gram = u64::from(u32::from_le_bytes(gram));
            count += usize::from(self.grams.has(folded(gram)));
            at += self.stride;
        }
        (count, at)
    }

    /// The strings with which a text begins.
    fn strings_at<'f>(&'f self, text: &'f [u8]) -> impl Iterator<Item = &'f GramString> {
        let opening = folded(opening(text));
        let openings = self.openings.iter();
        let openings = openings.filter(move |openings| openings.may_have(opening));
        openings.flat_map(move |openings| openings.at(opening, text, self.ignore_ascii_case))
    }
}

impl Openings {
    /// `None` if there is no string.
    fn new(strings: &[(usize, &str)], ignore_ascii_case: bool) -> Option<Self> {
        let shortest = strings.iter().map(|(_, string)| string.len()).min()?;
        let len = shortest.min(size_of::<FirstBytes>());
        let mask = FirstBytes::MAX >> (FirstBytes::BITS - 8 * len as u32);
        let mut by_opening: HashMap<FirstBytes, Vec<GramString>> = HashMap::new();
        for &(number, string) in strings {
            let opening = folded(opening(string.as_bytes())) & mask;
            let bytes = string.bytes();
            by_opening.entry(opening).or_default().push(GramString {
                bytes: bytes.map(|byte| in_case(byte, ignore_ascii_case)).collect(),
                number,
                beginning: None,
            });
        }
        by_opening.values_mut().for_each(|alike| link(alike));
        Some(Self {
            mask,
            set: HashedSet::new(by_opening.keys().copied().collect()),
            strings: by_opening,
        })
    }

    /// Whether a string may begin with a folded opening.
    #[inline]
    fn may_have(&self, opening: FirstBytes) -> bool {
        self.set.has(opening & self.mask)
    }

    /// The strings with which a text begins, the longest first; `opening` is the folded opening of the text.
    fn at<'o>(
        &'o self,
        opening: FirstBytes,
        text: &[u8],
        ignore_ascii_case: bool,
    ) -> impl Iterator<Item = &'o GramString> {
        let alike = self.strings.get(&(opening & self.mask));
        let alike = alike.map_or(&[][..], Vec::as_slice);
        let order = |string: &GramString| {
            let start = text.iter().take(string.bytes.len());
            let start = start.map(|&byte| in_case(byte, ignore_ascii_case));
            string.bytes.iter().copied().cmp(start)
        };
        // Hundreds of names may have one opening. The last one up to the text begins with every one that begins the text.
        let after = alike.partition_point(|string| order(string).is_le());
        let mut nearest = after.checked_sub(1).and_then(|last| alike.get(last));
        while let Some(string) = nearest.filter(|string| order(string).is_ne()) {
            nearest = string.beginning.and_then(|at| alike.get(at));
        }
        iter::successors(nearest, |string| alike.get(string.beginning?))
    }
}

/// Sorts strings of one opening, and finds out which begins with which.
fn link(alike: &mut [GramString]) {
    alike.sort_unstable_by(|a, b| a.bytes.cmp(&b.bytes));
    // The strings with which the last one begins, each a beginning of the next.
    let mut beginnings: Vec<usize> = Vec::new();
    for at in 0..alike.len() {
        let bytes = &alike[at].bytes;
        while beginnings
            .pop_if(|last| !bytes.starts_with(&alike[*last].bytes))
            .is_some()
        {}
        let beginning = beginnings.last().copied();
        alike[at].beginning = beginning;
        beginnings.push(at);
    }
}

/// A byte in the case in which bytes are compared.
const fn in_case(byte: u8, ignore_ascii_case: bool) -> u8 {
    if ignore_ascii_case {
        byte.to_ascii_lowercase()
    } else {
        byte
    }
}

/// Whether a text begins with the first byte of a character, as every string does.
fn starts_character(text: &[u8]) -> bool {
    text.first().is_some_and(|byte| byte & 0xC0 != 0x80)
}

/// An opening with letters in lower case. Other bytes change too, and two openings may become one: the strings themselves decide.
const fn folded(opening: FirstBytes) -> FirstBytes {
    opening | 0x2020_2020_2020_2020
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn first_start(strings: &[String], text: &str) -> Option<usize> {
        let starts = strings.iter().filter_map(|string| text.find(string));
        starts.min()
    }

    proptest! {
        #[test]
        fn grams_find_the_first_string(
            strings in prop_oneof![
                prop::collection::vec("[中国石油化]{2,4}", 1..80),
                prop::collection::vec("[中国kKaA0-3]{4,6}", 1..80),
                prop::collection::vec("[0-3]{6}|[0-3ａ]{9}", 1..80),
            ],
            text in "([中国石油化kKaA0-3ａ]|中国石油化中国石油化中国石油化中国石油化){0,60}", ignore_case in any::<bool>(),
        ) {
            let folded = |text: &str| if ignore_case { text.to_ascii_lowercase() } else { text.to_owned() };
            let finder = GramFinder::new(&strings, ignore_case).unwrap();
            let folded_strings: Vec<_> = strings.iter().map(|string| folded(string)).collect();
            let found = finder.find(text.as_bytes());
            prop_assert_eq!(found.clone().map(|found| found.start), first_start(&folded_strings, &folded(&text)));
            if let Some(found) = found {
                prop_assert!(folded_strings.contains(&folded(text.get(found).unwrap())));
            }
        }
    }

    #[test]
    fn strings_without_a_gram_are_left_to_others() {
        let finder = |strings: &[&str]| {
            let strings: Vec<_> = strings.iter().map(|&string| string.to_owned()).collect();
            GramFinder::new(&strings, true).map(|finder| finder.stride)
        };
        assert_eq!(finder(&[]), None);
        assert_eq!(finder(&["石油", "云"]), None);
        assert_eq!(finder(&["1234", "石油"]), Some(1));
        assert_eq!(finder(&["石油化", "云帆智造"]), Some(6));
    }
}
