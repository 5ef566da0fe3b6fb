//! A word -> its spellings in texts.
//!
//! Letter case, width and simplified or traditional characters make no difference to a reader. To fold every text would cost
//! a copy of the archive, so the word is spelled out instead, and texts are searched as they are. A hit in the raw bytes of
//! a dump is then a hit in an item, which the search of whole dumps relies on. The price: a word is not found in a text that
//! mixes widths or has zero-width characters within the word.

use std::collections::HashMap;
use std::sync::LazyLock;

use hanconv::RawDictionary;

use crate::item::alternative_codes;

/// The most spellings of the Chinese characters of one word. If there are more, only the usual ones are used.
const MAX_SPELLINGS: usize = 8;

/// A word or phrase of a query.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum SearchedWord {
    /// In any letter case, width and script; a code in any notation.
    Word(String),
    /// In any letter case and width.
    Phrase(String),
}

impl SearchedWord {
    pub(super) fn spellings(&self) -> Vec<String> {
        match self {
            Self::Word(word) => [of_word(word), codes(word)].concat(),
            Self::Phrase(phrase) => of_phrase(phrase),
        }
    }
}

/// The other ways to write a code.
fn codes(word: &str) -> Vec<String> {
    let upper = alternative_codes(&word.to_ascii_uppercase());
    if upper.is_empty() {
        alternative_codes(&word.to_ascii_lowercase())
    } else {
        upper
    }
}

/// The spellings of a word, the word itself first. No two differ only in the case of ASCII letters.
fn of_word(word: &str) -> Vec<String> {
    let mut spellings = Vec::new();
    for script in scripts(&half_width(word)) {
        add_cases(&mut spellings, script);
    }
    spellings
}

/// The spellings of a phrase: letter case and width alone.
fn of_phrase(phrase: &str) -> Vec<String> {
    let mut spellings = vec![phrase.to_owned()];
    add_cases(&mut spellings, half_width(phrase));
    spellings
}

/// Adds a text as it is, in lower and upper case, and in full width.
fn add_cases(spellings: &mut Vec<String>, text: String) {
    let (lower, upper) = (text.to_lowercase(), text.to_uppercase());
    let wide = [&lower, &upper, &capitalised(&lower)].map(|s| full_width(s));
    for spelling in [text, lower, upper].into_iter().chain(wide) {
        let is_known = |known: &String| known.eq_ignore_ascii_case(&spelling);
        if !spellings.iter().any(is_known) {
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

/// The text with ASCII letters and digits in full width. Signs stay: a text that writes `Ａ` still writes `.`.
fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
            other => other,
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

/// The word as typed, then in simplified and in traditional characters.
fn scripts(word: &str) -> Vec<String> {
    let simplified: String = word.chars().map(simplify).collect();
    let count = simplified.chars().try_fold(1_usize, |product, c| {
        product.checked_mul(variants(c).len().max(1))
    });
    let mut scripts = vec![word.to_owned(), simplified.clone()];
    if count.is_some_and(|count| count <= MAX_SPELLINGS) {
        scripts.extend(combinations(&simplified));
    } else {
        let is_kept = |c: char| variants(c).contains(&c);
        scripts.push(simplified.chars().map(usual).collect());
        scripts.push(
            simplified
                .chars()
                .map(|c| if is_kept(c) { c } else { usual(c) })
                .collect(),
        );
    }
    scripts
}

/// Every choice of a traditional variant for each character.
fn combinations(word: &str) -> Vec<String> {
    word.chars().fold(vec![String::new()], |begun, c| {
        let choices = match variants(c) {
            [] => vec![c],
            variants => variants.to_vec(),
        };
        begun
            .iter()
            .flat_map(|begun| choices.iter().map(move |next| format!("{begun}{next}")))
            .collect()
    })
}

/// The simplified form of a character.
pub(super) fn simplify(c: char) -> char {
    SCRIPTS.simplified.get(&c).copied().unwrap_or(c)
}

/// The most usual traditional form of a simplified character.
fn usual(c: char) -> char {
    variants(c).first().copied().unwrap_or(c)
}

/// The traditional forms of a simplified character, the usual one first. They include the character itself if traditional
/// texts write it as well (台 beside 臺). Empty for a character with a single form.
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
    Scripts {
        simplified: RawDictionary::TSCharacters
            .iter()
            .filter_map(|(from, to)| Some((single(from)?, single(to)?)))
            .collect(),
        variants: RawDictionary::STCharacters
            .var_iter()
            .filter_map(|(from, to)| {
                Some((single(from)?, to.into_iter().filter_map(single).collect()))
            })
            .collect(),
    }
});
