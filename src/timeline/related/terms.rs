//! The words of a text, and how rare they are on the wire.
//!
//! Chinese is not divided into words: two neighbouring characters stand for one. Figures are left out, since the story of a
//! flash often has later ones.

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64;

/// How many characters of a text are looked at …
const LONGEST: usize = 2000;
/// … and of one that only tells how common words are.
const GLANCE: usize = 300;
/// How many items before a flash tell how common its words are: about half a day's, so that the hour's own words, such as
/// those of share prices in the evening, count as common.
const SAMPLE: usize = 256;
/// A word that stands in one of so many items counts as common.
const COMMON: f64 = 20.0;
/// A Latin word tells as much as several pairs of characters: it is mostly a name.
const LATIN: f64 = 2.0;

/// A word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Term {
    /// Two neighbouring characters.
    Pair(char, char),
    /// A word of Latin letters, as a hash that does not regard their case.
    Latin(u64),
}

/// The words of some texts, each once, ascending.
#[derive(Clone, Debug)]
pub(super) struct Terms(Vec<Term>);

impl Terms {
    pub(super) fn of(texts: &[&str]) -> Self {
        let mut terms = Vec::new();
        texts
            .iter()
            .for_each(|text| each(text, LONGEST, |term| terms.push(term)));
        terms.sort_unstable();
        terms.dedup();
        Self(terms)
    }

    /// How much each of these words tells, by how few of the texts have it.
    pub(super) fn weights<'a>(&self, texts: impl Iterator<Item = &'a str>) -> Vec<f64> {
        // The text from which the words are taken has each of them.
        let (mut having, mut count) = (vec![1_u32; self.0.len()], 1_u32);
        let mut found = HashSet::new();
        for text in texts.take(SAMPLE) {
            count += 1;
            found.clear();
            each(text, GLANCE, |term| {
                found.extend(self.0.binary_search(&term))
            });
            found.iter().for_each(|&at| having[at] += 1);
        }
        let weight = |(term, having): (&Term, &u32)| {
            let rarity = (1.0 + f64::from(count) / (COMMON * f64::from(*having))).ln();
            if matches!(term, Term::Latin(_)) {
                rarity * LATIN
            } else {
                rarity
            }
        };
        self.0.iter().zip(&having).map(weight).collect()
    }

    /// How much of what these words tell stands in another text, in thousandths.
    pub(super) fn share(&self, weights: &[f64], other: &Self) -> u32 {
        let all: f64 = weights.iter().sum();
        let is_there = |term: &Term| other.0.binary_search(term).is_ok();
        let shared: f64 = self
            .0
            .iter()
            .zip(weights)
            .filter(|(term, _)| is_there(term))
            .map(|(_, weight)| weight)
            .sum();
        #[expect(clippy::cast_sign_loss, reason = "weights are positive")]
        let share = if all > 0.0 {
            (shared / all * 1000.0) as u32
        } else {
            0
        };
        share
    }
}

/// Calls with each word among the first characters of a text.
fn each(text: &str, longest: usize, mut call: impl FnMut(Term)) {
    let (mut before, mut latin) = (None, String::new());
    for c in text.chars().take(longest).chain([' ']) {
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
        let terms = Terms::of(&[flash]);
        terms.share(&terms.weights(wire.iter().copied()), &Terms::of(&[story]))
    }

    #[test]
    fn figures_and_the_case_of_letters_make_no_difference() {
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
    fn what_every_item_says_counts_little() {
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
