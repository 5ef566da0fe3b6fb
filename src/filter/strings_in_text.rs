//! Finds all of many strings that a text holds, whatever their length.

use aho_corasick::AhoCorasick;

use super::caseless::CaselessFinder;
use super::grams::GramFinder;

/// The fewest bytes of a string that grams find fast: two Chinese characters. A shorter one would shorten the stride for all.
const MIN_GRAMS: usize = 6;

/// Up to this many short strings are searched one after another.
const MAX_EACH: usize = 12;

/// Finds strings, ASCII letters in either case.
#[derive(Debug)]
pub(super) struct StringsFinder {
    /// The long strings, and the places of these among all strings.
    long: Option<GramFinder>,
    long_places: Vec<usize>,
    short: ShortStrings,
    short_places: Vec<usize>,
}

#[derive(Debug)]
enum ShortStrings {
    Each(Vec<CaselessFinder>),
    Automaton(AhoCorasick),
}

impl StringsFinder {
    /// Searches for these strings. None may be empty.
    pub(super) fn new(strings: &[String]) -> Self {
        let all = 0..strings.len();
        let (long_places, short_places): (Vec<_>, Vec<_>) =
            all.partition(|&place| strings[place].len() >= MIN_GRAMS);
        let at = |places: &[usize]| -> Vec<_> {
            places.iter().map(|&place| strings[place].clone()).collect()
        };
        Self {
            long: GramFinder::new(&at(&long_places), true),
            long_places,
            short: ShortStrings::new(&at(&short_places)),
            short_places,
        }
    }

    /// Passes the place of every string that the text holds, at least once.
    pub(super) fn find_each(&self, text: &[u8], mut pass: impl FnMut(usize)) {
        if let Some(long) = &self.long {
            long.find_each(text, |number| pass(self.long_places[number]));
        }
        self.short
            .find_each(text, |number| pass(self.short_places[number]));
    }
}

impl ShortStrings {
    fn new(strings: &[String]) -> Self {
        let automaton = || {
            let mut builder = AhoCorasick::builder();
            // It fails for gigabytes of strings alone.
            builder.ascii_case_insensitive(true).build(strings).ok()
        };
        let many = (strings.len() > MAX_EACH).then(automaton).flatten();
        many.map_or_else(
            || Self::Each(strings.iter().map(|one| CaselessFinder::new(one)).collect()),
            Self::Automaton,
        )
    }

    fn find_each(&self, text: &[u8], mut pass: impl FnMut(usize)) {
        match self {
            Self::Each(finders) => {
                let finders = finders.iter().enumerate();
                let found = finders.filter(|(_, finder)| finder.find(text).is_some());
                found.for_each(|(number, _)| pass(number));
            }
            Self::Automaton(automaton) => {
                let hits = automaton.find_overlapping_iter(text);
                hits.for_each(|hit| pass(hit.pattern().as_usize()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_string_in_a_text_is_found(
            strings in prop_oneof![
                prop::collection::btree_set("[中国石油化]{1,4}", 1..80),
                prop::collection::btree_set("[中国ka0-3]{1,6}", 1..80),
                prop::collection::btree_set("(中国石油){0,3}[中国石油]{2}", 1..80),
            ],
            text in "([中国石油化kKaA0-3]|中国石油中国石油中国石油){0,60}",
        ) {
            let strings: Vec<_> = strings.into_iter().collect();
            let mut found = BTreeSet::new();
            StringsFinder::new(&strings).find_each(text.as_bytes(), |place| {
                found.insert(place);
            });
            let folded = text.to_ascii_lowercase();
            let held = (0..strings.len()).filter(|&place| folded.contains(&strings[place]));
            prop_assert_eq!(found, held.collect());
        }
    }
}
