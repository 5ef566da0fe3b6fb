//! The words of a text, weighted by how rare they are on the wire.
//!
//! Chinese does not separate words, so each pair of neighbouring characters is taken as one. Figures are left out: the story
//! of a flash often has later ones.

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64;

/// The most characters of a text that are read.
const MAX_CHARS: usize = 2000;
/// The most characters of a text that is read only to count common words.
const MAX_SAMPLE_CHARS: usize = 300;
/// The number of items before a flash that are read to count common words: about half a day's. So the words of the hour count
/// as common, such as those of share prices in the evening.
const SAMPLE_ITEMS: usize = 256;
/// A word in one of this many items counts as common.
const COMMON_RATIO: f64 = 20.0;
/// The weight of a Latin word, in pairs of characters: it is mostly a name.
const LATIN_WEIGHT: f64 = 2.0;

/// A word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Term {
    /// Two neighbouring characters.
    Pair(char, char),
    /// A word of Latin characters, as a hash of its lower case.
    Latin(u64),
}

/// The words of some texts, each once, ascending.
#[derive(Clone, Debug)]
pub(super) struct Terms(Vec<Term>);

impl Terms {
    pub(super) fn new(texts: &[&str]) -> Self {
        let mut terms = Vec::new();
        texts
            .iter()
            .for_each(|text| each(text, MAX_CHARS, |term| terms.push(term)));
        terms.sort_unstable();
        terms.dedup();
        Self(terms)
    }

    /// The weights of these words: the fewer of the texts have one, the larger.
    pub(super) fn weights<'a>(&self, texts: impl Iterator<Item = &'a str>) -> Vec<f64> {
        // Counts the text of the words themselves, which has each of them.
        let (mut having, mut count) = (vec![1_u32; self.0.len()], 1_u32);
        let mut found = HashSet::new();
        for text in texts.take(SAMPLE_ITEMS) {
            count += 1;
            found.clear();
            each(text, MAX_SAMPLE_CHARS, |term| {
                found.extend(self.0.binary_search(&term));
            });
            found.iter().for_each(|&at| having[at] += 1);
        }
        let weight = |(term, having): (&Term, &u32)| {
            let rarity = (1.0 + f64::from(count) / (COMMON_RATIO * f64::from(*having))).ln();
            if matches!(term, Term::Latin(_)) {
                rarity * LATIN_WEIGHT
            } else {
                rarity
            }
        };
        self.0.iter().zip(&having).map(weight).collect()
    }

    /// The share of the weight of these words that another text has, in thousandths.
    pub(super) fn share(&self, weights: &[f64], other: &Self) -> u32 {
        let all: f64 = weights.iter().sum();
        let is_shared = |term: &Term| other.0.binary_search(term).is_ok();
        let shared: f64 = self
            .0
            .iter()
            .zip(weights)
            .filter(|(term, _)| is_shared(term))
            .map(|(_, weight)| weight)
            .sum();
        #[expect(clippy::cast_sign_loss, reason = "weights are positive")]
        // Zero for 0 / 0, which is no number.
        let share = (shared / all * 1000.0) as u32;
        share
    }
}

/// Calls `call` with each word among the first `max_chars` characters of a text.
fn each(text: &str, max_chars: usize, mut call: impl FnMut(Term)) {
    let (mut before, mut latin) = (None, String::new());
    for c in text.chars().take(max_chars).chain([' ']) {
        if c.is_ascii_alphabetic() {
            latin.push(c.to_ascii_lowercase());
        } else if !latin.is_empty() {
            if latin.len() > 1 {
                call(Term::Latin(xxh3_64(latin.as_bytes())));
            }
            latin.clear();
        }
        let is_character = !c.is_ascii() && c.is_alphabetic();
        if let Some(before) = before.filter(|_| is_character) {
            call(Term::Pair(before, c));
        }
        before = is_character.then_some(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(flash: &str, wire: &[&str], story: &str) -> u32 {
        let terms = Terms::new(&[flash]);
        terms.share(&terms.weights(wire.iter().copied()), &Terms::new(&[story]))
    }

    #[test]
    fn figures_and_letter_case_make_no_difference() {
        assert_eq!(
            share("云帆Alpha涨停，报3.5元。", &[], "云帆ALPHA涨停，报4.5元"),
            1000
        );
        assert_eq!(
            share("云帆Alpha涨停。", &[], "云帆Beta涨停。"),
            500,
            "a Latin word counts twice"
        );
        assert_eq!(
            share("123", &[], "123"),
            0,
            "a text without words says nothing"
        );
        assert_eq!(share("A股", &[], "A股"), 0);
    }

    #[test]
    fn common_words_count_little() {
        let (flash, story) = (
            "云帆股价上涨，总市值创新高。",
            "远山股价上涨，总市值创新高。",
        );
        let prices: Vec<String> = ('一'..'十')
            .map(|c| format!("{c}云股价上涨，总市值创新高。"))
            .take(200)
            .collect();
        let prices: Vec<&str> = prices.iter().map(String::as_str).collect();
        assert!(share(flash, &[], story) > 700);
        assert!(share(flash, &prices, story) < 250);
    }
}
