//! Words of lower-case letters that may be pinyin.
//!
//! | text | how its characters are read | `英伟达` is found by |
//! | --- | --- | --- |
//! | headline, name of a stock | whole syllable or initial; the last one also by a part of its syllable | `yingweida`, `ywd`, `yingwd`, `yingwei` |
//! | body | whole syllables only, at least two | `yingweida` |
//!
//! So hits stay while the user types, and no body is hit by chance: every third body would match `jx`. Two letters match
//! nothing but the beginnings of names: in 25 days, `sh` would match four of five headlines. The initials of a whole name match
//! that name alone; `known_names` knows them.
//! The common readings of a character are tried: 重庆 is found by `chongqing` and by `zhongqing`, 台湾 not by `yiwan`.

use std::ops::Range;

use automaton::Automaton;
use readings::READINGS;

mod automaton;
mod more_readings;
mod readings;
#[cfg(test)]
mod tests;

pub use automaton::ReadingRule;

/// The most letters of a word that matches nothing but names.
const MAX_LETTERS_FOR_NAMES: usize = 2;

/// A word that may be pinyin.
#[derive(Debug)]
pub(super) struct Pinyin {
    word: String,
    headline: Automaton,
    /// `None` for less than two whole syllables.
    body: Option<Automaton>,
}

impl Pinyin {
    /// Reads a word as pinyin; `None` if no text can match it. `nvidia` is no pinyin: no syllable begins with `i`.
    pub(super) fn parse(word: &str) -> Option<Self> {
        let is_letters =
            (2..=60).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase());
        if !is_letters {
            return None;
        }
        Some(Self {
            word: word.to_owned(),
            headline: Automaton::new(word, ReadingRule::Headline)?,
            body: Automaton::new(word, ReadingRule::Body),
        })
    }

    /// Whether bodies are searched for it as well.
    pub(super) const fn is_whole(&self) -> bool {
        self.body.is_some()
    }

    /// The letters.
    pub(super) fn word(&self) -> &str {
        &self.word
    }

    /// Whether the letters are the beginning of a longer syllable: alone they match no character yet.
    pub(super) fn is_cut_short(&self) -> bool {
        READINGS
            .syllables
            .iter()
            .any(|syllable| syllable.len() > self.word.len() && syllable.starts_with(&self.word))
    }

    /// Whether the letters are a syllable, or the beginning of one.
    pub(super) fn begins_syllable(&self) -> bool {
        let mut syllables = READINGS.syllables.iter();
        syllables.any(|syllable| syllable.starts_with(&self.word))
    }

    /// Whether any part of a text reads as the word.
    pub(super) fn is_in(&self, text: &str, rule: ReadingRule) -> bool {
        self.find(text, rule).is_some()
    }

    /// The first part of a text that reads as the word.
    pub(super) fn find(&self, text: &str, rule: ReadingRule) -> Option<Range<usize>> {
        self.automaton(rule)?.find(text)
    }

    /// Whether a name begins with characters that read as the word.
    pub(super) fn begins(&self, name: &str) -> bool {
        self.headline.find(name).is_some_and(|hit| hit.start == 0)
    }

    /// Whether a name is characters that read as the word, and nothing else.
    pub(super) fn spells(&self, name: &str) -> bool {
        self.headline.find(name) == Some(0..name.len())
    }

    /// Whether so few letters match nothing but names.
    pub(super) const fn is_for_names(&self) -> bool {
        self.word.len() <= MAX_LETTERS_FOR_NAMES
    }

    /// Every part of a text that reads as the word, none overlapping another.
    pub(super) fn find_all(&self, text: &str, rule: ReadingRule) -> Vec<Range<usize>> {
        self.automaton(rule)
            .map(|automaton| automaton.find_all(text))
            .unwrap_or_default()
    }

    const fn automaton(&self, rule: ReadingRule) -> Option<&Automaton> {
        match rule {
            ReadingRule::Headline | ReadingRule::Body if self.is_for_names() => None,
            ReadingRule::Name | ReadingRule::Headline => Some(&self.headline),
            ReadingRule::Body => self.body.as_ref(),
        }
    }
}
