//! Finds literals in texts.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::bytes::Regex;

use super::regex_builder::literals_regex;
use super::spelling::SearchedWord;

/// Up to this many literals become a regular expression, which the regex crate searches by SIMD. More of them take an
/// automaton less time to build and to run.
const MAX_FOR_REGEX: usize = 64;

/// Finds any of some literals, ASCII letters in either case. At one place the first literal of the list counts.
#[derive(Debug)]
pub(super) struct LiteralSearch {
    /// The words that the literals spell.
    words: Vec<SearchedWord>,
    /// Spelled at the first use: a key waits for the compilation of thousands of words, and not for their search.
    literals: OnceLock<Vec<String>>,
    /// Built at the first search: of many words that must all match, most are never searched for.
    engine: OnceLock<Engine>,
}

#[derive(Debug)]
enum Engine {
    Regex(Regex),
    Automaton(AhoCorasick),
    /// No literals.
    Nothing,
}

impl LiteralSearch {
    /// Searches for literals as they are.
    pub(super) fn new(literals: Vec<String>) -> Self {
        Self {
            literals: literals.into(),
            ..Self::of(Vec::new())
        }
    }

    /// Searches for every spelling of these words.
    pub(super) const fn of(words: Vec<SearchedWord>) -> Self {
        Self {
            words,
            literals: OnceLock::new(),
            engine: OnceLock::new(),
        }
    }

    /// The words; none of literals as they are.
    pub(super) fn words(&self) -> &[SearchedWord] {
        &self.words
    }

    /// What it looks for.
    pub(super) fn literals(&self) -> &[String] {
        self.literals.get_or_init(|| spelled(&self.words))
    }

    /// Builds what searches, which the first search would do.
    pub(super) fn build(&self) {
        self.engine();
    }

    /// Whether a text holds a literal.
    pub(super) fn is_match(&self, text: &[u8]) -> bool {
        match self.engine() {
            Engine::Regex(regex) => regex.is_match(text),
            Engine::Automaton(automaton) => automaton.is_match(text),
            Engine::Nothing => false,
        }
    }

    /// The first literal in a text, in bytes.
    pub(super) fn find(&self, text: &[u8]) -> Option<Range<usize>> {
        match self.engine() {
            Engine::Regex(regex) => regex.find(text).map(|hit| hit.range()),
            Engine::Automaton(automaton) => automaton.find(text).map(|hit| hit.range()),
            Engine::Nothing => None,
        }
    }

    /// Every literal in a text, none overlapping another.
    pub(super) fn find_all(&self, text: &[u8]) -> Vec<Range<usize>> {
        match self.engine() {
            Engine::Regex(regex) => regex.find_iter(text).map(|hit| hit.range()).collect(),
            Engine::Automaton(automaton) => {
                automaton.find_iter(text).map(|hit| hit.range()).collect()
            }
            Engine::Nothing => Vec::new(),
        }
    }

    fn engine(&self) -> &Engine {
        self.engine.get_or_init(|| {
            let literals = self.literals();
            if literals.is_empty() {
                return Engine::Nothing;
            }
            let few = literals.len() <= MAX_FOR_REGEX;
            let regex = few.then(|| literals_regex(literals).ok()).flatten();
            regex.map_or_else(|| automaton(literals), Engine::Regex)
        })
    }
}

/// The spellings of a word, the word itself first; of many words in the order of bytes, each once.
fn spelled(words: &[SearchedWord]) -> Vec<String> {
    if let [word] = words {
        return word.spellings();
    }
    let mut literals: Vec<String> = words.iter().flat_map(SearchedWord::spellings).collect();
    literals.sort_unstable();
    literals.dedup();
    literals
}

fn automaton(literals: &[String]) -> Engine {
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .ascii_case_insensitive(true)
        .build(literals);
    // It fails for gigabytes of literals alone; a query is shorter.
    automaton.map_or(Engine::Nothing, Engine::Automaton)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_spelled_at_the_first_search() {
        let words = ["云光", "hk700"].map(|word| SearchedWord::Word(word.to_owned()));
        let search = LiteralSearch::of(words.into());
        assert!(search.literals.get().is_none());
        assert!(search.is_match("云光".as_bytes()));
        assert!(search.literals().contains(&"雲光".to_owned()));
    }

    proptest! {
        #[test]
        fn many_literals_are_found_like_few(
            literals in prop::collection::vec("[云光aAbK]{1,3}", 1..80),
            text in "[云光aAbBkK 电]{0,40}",
        ) {
            let search = LiteralSearch::new(literals.clone());
            let regex = literals_regex(&literals).unwrap();
            let Engine::Automaton(automaton) = automaton(&literals) else { panic!("no automaton") };
            let expected: Vec<_> = regex.find_iter(text.as_bytes()).map(|hit| hit.range()).collect();
            let found: Vec<_> = automaton.find_iter(&text).map(|hit| hit.range()).collect();
            prop_assert_eq!(&found, &expected);
            prop_assert_eq!(search.find_all(text.as_bytes()), expected.clone());
            prop_assert_eq!(search.find(text.as_bytes()), expected.first().cloned());
            prop_assert_eq!(search.is_match(text.as_bytes()), !expected.is_empty());
        }
    }
}
