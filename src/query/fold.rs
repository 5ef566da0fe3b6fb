//! A word -> the ways in which a text may spell it.
//!
//! Letter case, width and simplified or traditional characters do not matter to a reader. Folding every text would cost a
//! copy of the archive; so the *word* is spelled out instead, and texts are searched as they are. That makes a hit in the
//! raw bytes of a dump and a hit in an item the same thing, which the fast pass over whole dumps relies on. The price:
//! a word within which a text has zero-width characters or mixes widths is not found.

use std::collections::HashMap;
use std::sync::LazyLock;

use hanconv::RawDictionary;

/// The most spellings of Chinese characters in one word; beyond it only the usual ones are taken.
const MOST_SPELLINGS: usize = 8;

/// The spellings of a word, the word itself first, none of them equal to another but for the case of ASCII letters.
pub(super) fn spellings(word: &str) -> Vec<String> {
    let half = half_width(word);
    let mut spellings: Vec<String> = Vec::new();
    for script in scripts(&half) {
        let lower = script.to_lowercase();
        let upper = script.to_uppercase();
        let wide = [&lower, &upper, &capitalised(&lower)].map(|s| full_width(s));
        add(
            &mut spellings,
            [script, lower, upper].into_iter().chain(wide),
        );
    }
    spellings
}

/// The spellings of a phrase: letter case and width alone.
pub(super) fn phrase_spellings(phrase: &str) -> Vec<String> {
    let mut spellings = Vec::new();
    let half = half_width(phrase);
    let (lower, upper) = (half.to_lowercase(), half.to_uppercase());
    let wide = [&lower, &upper, &capitalised(&lower)].map(|s| full_width(s));
    add(
        &mut spellings,
        [phrase.to_owned(), half, lower, upper]
            .into_iter()
            .chain(wide),
    );
    spellings
}

fn add(spellings: &mut Vec<String>, more: impl IntoIterator<Item = String>) {
    for spelling in more {
        if !spellings
            .iter()
            .any(|known| known.eq_ignore_ascii_case(&spelling))
        {
            spellings.push(spelling);
        }
    }
}

/// The text with full-width letters, digits and signs as ASCII.
pub(super) fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| {
            char::from_u32(u32::from(c).wrapping_sub(0xFEE0))
                .filter(char::is_ascii_graphic)
                .unwrap_or(c)
        })
        .collect()
}

/// The text with ASCII letters and digits in full width; signs stay, since a text that writes `Ａ` still writes `.`.
fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c)
            } else {
                c
            }
        })
        .collect()
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// The word in simplified and traditional characters, as typed first.
fn scripts(word: &str) -> Vec<String> {
    let simplified: String = word.chars().map(simplify).collect();
    let choices: Vec<&[char]> = simplified.chars().map(variants).collect();
    let count = choices
        .iter()
        .try_fold(1_usize, |product, of| product.checked_mul(of.len().max(1)));
    let mut scripts = vec![word.to_owned(), simplified.clone()];
    if count.is_some_and(|count| count <= MOST_SPELLINGS) {
        scripts.extend(combinations(&simplified, &choices));
    } else {
        scripts.push(simplified.chars().map(usual).collect());
        scripts.push(
            simplified
                .chars()
                .map(|c| {
                    if variants(c).contains(&c) {
                        c
                    } else {
                        usual(c)
                    }
                })
                .collect(),
        );
    }
    scripts
}

fn combinations(word: &str, choices: &[&[char]]) -> Vec<String> {
    word.chars()
        .zip(choices)
        .fold(vec![String::new()], |before, (c, of)| {
            let of = if of.is_empty() {
                std::slice::from_ref(&c)
            } else {
                *of
            };
            before
                .iter()
                .flat_map(|begun| of.iter().map(move |next| format!("{begun}{next}")))
                .collect()
        })
}

fn simplify(c: char) -> char {
    SCRIPTS.simplified.get(&c).copied().unwrap_or(c)
}

/// The traditional character that a simplified one most often stands for.
fn usual(c: char) -> char {
    variants(c).first().copied().unwrap_or(c)
}

/// The traditional characters for which a simplified one stands, the usual one first; itself is one of them if
/// traditional texts write it as well (台 beside 臺). None for a character that is written but one way.
fn variants(c: char) -> &'static [char] {
    SCRIPTS.variants.get(&c).map_or(&[], Vec::as_slice)
}

/// `OpenCC`'s tables of single characters.
struct Scripts {
    simplified: HashMap<char, char>,
    variants: HashMap<char, Vec<char>>,
}

static SCRIPTS: LazyLock<Scripts> = LazyLock::new(|| {
    let single = |text: &str| text.chars().next();
    let simplified: HashMap<char, char> = RawDictionary::TSCharacters
        .iter()
        .filter_map(|(from, to)| Some((single(from)?, single(to)?)))
        .collect();
    let variants = RawDictionary::STCharacters
        .var_iter()
        .filter_map(|(from, to)| Some((single(from)?, to.into_iter().filter_map(single).collect())))
        .collect();
    Scripts {
        simplified,
        variants,
    }
});
