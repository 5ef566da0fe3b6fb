//! Words of lower-case letters that may be pinyin.
//!
//! In a headline or a stock's name each character may give its whole syllable or its initial, and the last one a part of
//! its syllable, so that hits stay while one types: `yingweida`, `ywd`, `yingwd`, `yingwei`. In a body only whole
//! syllables count, at least two, since initials hit by chance: `jx` stands in every third body.
//! All readings of a character are tried, so 重庆 is found by `chongqing` and by `zhongqing`.

use std::ops::Range;

use automaton::Automaton;
use readings::READINGS;

mod automaton;
mod readings;
#[cfg(test)]
mod tests;

/// A word that may be pinyin.
#[derive(Debug)]
pub(super) struct Pinyin {
    word: String,
    headline: Automaton,
    /// For two whole syllables or more, which alone are looked for in bodies.
    body: Option<Automaton>,
}

/// What a character may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spelling {
    /// Its whole syllable; a word is two characters or more.
    Whole,
    /// Its whole syllable, its initial, or at the end a part of the syllable.
    Mixed,
}

impl Pinyin {
    /// The word as pinyin; `None` if it cannot be any, which takes no text to tell: `nvidia` is none, for no syllable
    /// begins with `i`, and neither is a word of anything but lower-case letters.
    pub(super) fn of(word: &str) -> Option<Self> {
        let letters =
            (2..=60).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase());
        if !letters {
            return None;
        }
        let headline = Automaton::of(word, Spelling::Mixed)?;
        Some(Self {
            word: word.to_owned(),
            headline,
            body: Automaton::of(word, Spelling::Whole),
        })
    }

    /// Whether it is looked for in bodies as well.
    pub(super) fn is_whole(&self) -> bool {
        self.body.is_some()
    }

    /// The letters.
    pub(super) fn word(&self) -> &str {
        &self.word
    }

    /// Whether the letters are the beginning of a longer syllable: alone, they are then less than a character.
    pub(super) fn is_cut_short(&self) -> bool {
        READINGS
            .syllables
            .iter()
            .any(|syllable| syllable.len() > self.word.len() && syllable.starts_with(&self.word))
    }

    /// Where a headline or a stock's name reads so, first place only.
    pub(super) fn in_headline(&self, text: &str) -> Option<Range<usize>> {
        self.headline.find(text)
    }

    /// Where a body reads so, first place only.
    pub(super) fn in_body(&self, text: &str) -> Option<Range<usize>> {
        self.body.as_ref()?.find(text)
    }

    /// Every place of a headline that reads so.
    pub(super) fn all_in_headline(&self, text: &str) -> Vec<Range<usize>> {
        self.headline.find_all(text)
    }

    /// Every place of a body that reads so.
    pub(super) fn all_in_body(&self, text: &str) -> Vec<Range<usize>> {
        self.body
            .as_ref()
            .map(|body| body.find_all(text))
            .unwrap_or_default()
    }
}
