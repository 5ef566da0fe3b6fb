//! Finds names in a text.
//!
//! In most places no name begins. The first bytes there say so faster than an automaton that follows every byte.

use aho_corasick::{AhoCorasick, Anchored, Input, Match, MatchKind, StartKind};

use crate::openings::{FirstBytes, HashedSet, opening};

/// The length of an opening in bytes: two Chinese characters.
const OPENING_LEN: usize = 6;

/// Finds names, the longest of those that begin at one place.
#[derive(Debug)]
pub(super) struct NameSearch {
    /// Of short names, and of those with whole openings.
    openings: Vec<(FirstBytes, HashedSet)>,
    automaton: AhoCorasick,
}

impl NameSearch {
    /// `None` for a table too large to search for, which is no table of stocks.
    pub(super) fn new(names: &[&str]) -> Option<Self> {
        let (long, short): (Vec<_>, Vec<_>) =
            names.iter().partition(|name| name.len() >= OPENING_LEN);
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Anchored)
            .build(names)
            .ok()?;
        Some(Self {
            openings: [short, long]
                .iter()
                .filter_map(|names| openings(names))
                .collect(),
            automaton,
        })
    }

    /// The first name that begins at this place or later.
    pub(super) fn find(&self, text: &str, from: usize) -> Option<Match> {
        let bytes = text.as_bytes();
        (from..bytes.len()).find_map(|at| {
            let may_begin = self.may_begin(bytes.get(at..)?);
            let here = || Input::new(text).range(at..).anchored(Anchored::Yes);
            may_begin.then(|| self.automaton.find(here()))?
        })
    }

    fn may_begin(&self, text: &[u8]) -> bool {
        let is_within_character = text.first().is_none_or(|byte| byte & 0xC0 == 0x80);
        let opening = opening(text);
        let mut openings = self.openings.iter();
        !is_within_character && openings.any(|(mask, set)| set.has(opening & mask))
    }
}

/// The openings of names, as long as the shortest of them; `None` without a name.
fn openings(names: &[&str]) -> Option<(FirstBytes, HashedSet)> {
    let shortest = names.iter().map(|name| name.len()).min()?;
    let len = shortest.clamp(1, OPENING_LEN);
    let mask = FirstBytes::MAX >> (FirstBytes::BITS - 8 * len as u32);
    let openings = names.iter().map(|name| opening(name.as_bytes()) & mask);
    Some((mask, HashedSet::new(openings.collect())))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(names: &[&str], text: &str) -> Vec<(usize, usize)> {
        let search = NameSearch::new(names).unwrap();
        let mut at = 0;
        let mut next = || {
            let hit = search.find(text, at)?;
            at = hit.end();
            Some((hit.pattern().as_usize(), hit.start()))
        };
        std::iter::from_fn(&mut next).collect()
    }

    proptest! {
        #[test]
        fn names_are_found_like_by_an_automaton(
            names in prop::collection::vec("[云帆远山aTé]{1,4}", 0..12), text in "[云帆远山aTé ]{0,30}",
        ) {
            let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
            names.sort_unstable();
            names.dedup();
            let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&names).unwrap();
            let hits = automaton.find_iter(&text).map(|hit| (hit.pattern().as_usize(), hit.start()));
            prop_assert_eq!(found(&names, &text), hits.collect::<Vec<_>>());
        }
    }
}
