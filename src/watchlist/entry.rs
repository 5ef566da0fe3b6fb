//! What a line of a watchlist was taken for.

use super::code::is_like_code;
use super::error::ListError;
use crate::names::is_common_word;
use crate::query::ListTerm;

/// The longest word, in characters.
const MAX_WORD: usize = 60;
/// The fewest digits of a code.
const MIN_CODE: usize = 5;

/// A stock or a word.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ListEntry {
    /// Its line, from 1.
    pub line: u32,
    /// The code in its normal form.
    pub code: Option<String>,
    /// The names and aliases; of an entry without a code, the words.
    pub words: Vec<String>,
}

impl ListEntry {
    /// What a query looks for. The name of a stock with a code is left out if it is a common word too, such as 机器人.
    pub(super) fn terms(&self) -> impl Iterator<Item = ListTerm> {
        let has_code = self.code.is_some();
        let words = self
            .words
            .iter()
            .filter(move |word| !has_code || is_name(word));
        let words = words.map(move |word| {
            if has_code {
                ListTerm::Phrase(word.clone())
            } else {
                ListTerm::Word(word.clone())
            }
        });
        self.code
            .clone()
            .map(ListTerm::Code)
            .into_iter()
            .chain(words)
    }

    /// Its words that a query does not look for.
    pub fn ignored_words(&self) -> impl Iterator<Item = &String> {
        let has_code = self.code.is_some();
        self.words
            .iter()
            .filter(move |word| has_code && !is_name(word))
    }
}

/// Why a word without a code is left out, if it is. A code with a digit too few, a bracket or a single character would be looked
/// for in every text.
pub(super) fn word_error(word: &str) -> Option<ListError> {
    let owned = || word.to_owned();
    if word.chars().nth(MAX_WORD).is_some() {
        return Some(ListError::LongWord { max: MAX_WORD });
    }
    if is_like_code(word) {
        return Some(ListError::UnknownCode { code: owned() });
    }
    if !word.contains(char::is_alphabetic) {
        return Some(ListError::NoLetter { word: owned() });
    }
    let is_short = word.chars().nth(1).is_none();
    is_short.then(|| ListError::ShortWord { word: owned() })
}

/// Why a name beside a code is left out, if it is. Companies may be called by a number, as 360 is, but by none as long as a code.
pub(super) fn name_error(name: &str) -> Option<ListError> {
    let is_number = name.bytes().all(|byte| byte.is_ascii_digit());
    let is_name = is_number && name.len() < MIN_CODE || name.chars().nth(1).is_none();
    word_error(name).filter(|_| !is_name)
}

/// Whether a text with this word surely names the company.
fn is_name(word: &str) -> bool {
    word.chars().count() > 1 && !is_common_word(word)
}

/// The name of a company as texts write it: without the marks of an exchange and the spaces that fill a table.
pub(super) fn plain_name(written: &str) -> String {
    let is_chinese = |c: char| !c.is_ascii() && c.is_alphabetic();
    let name = if written.contains(is_chinese) {
        written.split_whitespace().collect()
    } else {
        written.trim().to_owned()
    };
    let unmarked = ["XD", "XR", "DR"].iter().find_map(|mark| {
        let rest = name.strip_prefix(mark)?;
        rest.starts_with(is_chinese).then_some(rest)
    });
    let name = unmarked.unwrap_or(&name);
    let whole = name.rsplit_once('-').filter(|(before, mark)| {
        before.ends_with(is_chinese) && ["U", "W", "UW", "WD", "D", "S", "SW"].contains(mark)
    });
    whole.map_or(name, |(before, _)| before).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_loses_the_marks_of_an_exchange() {
        for (written, name) in [
            ("云 岭Ａ", "云岭Ａ"),
            ("XD云岭光", "云岭光"),
            ("云岭光电-U", "云岭光电"),
            ("远山-SW", "远山"),
            ("*ST远山", "*ST远山"),
            ("Sample Works", "Sample Works"),
            ("A-B", "A-B"),
            ("DRAM", "DRAM"),
        ] {
            assert_eq!(plain_name(written), name);
        }
    }

    #[test]
    fn common_word_with_a_code_is_not_looked_for() {
        let entry = ListEntry {
            line: 1,
            code: Some("300024.SZ".to_owned()),
            words: vec!["机器人".to_owned(), "云岭".to_owned()],
        };
        let terms: Vec<_> = entry.terms().collect();
        let code = ListTerm::Code("300024.SZ".to_owned());
        assert_eq!(terms, [code, ListTerm::Phrase("云岭".to_owned())]);
        assert_eq!(entry.ignored_words().collect::<Vec<_>>(), ["机器人"]);
        let word = ListEntry {
            code: None,
            ..entry
        };
        assert_eq!(word.terms().count(), 2, "a word alone is wanted");
    }
}
