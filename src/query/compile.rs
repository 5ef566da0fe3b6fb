//! Tree -> checks: regular expressions compiled, words spelled out, equal parts left out.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::ast::{Node, Pattern};
use super::check::{Check, Finder};
use super::error::{Expected, QueryError};
use super::literal_search::LiteralSearch;
use super::pinyin::Pinyin;
use super::regex_builder::user_regex;
use super::text_search::{RegexSearch, TextSearch, parse_regex};
use super::{join, spelling};
use crate::item::alternative_codes;

/// The most words of a query that are read as pinyin. Each is run over every headline.
const MAX_PINYIN_WORDS: usize = 64;

/// Compiles a tree.
pub(super) fn check(node: &Node) -> Result<Check, QueryError> {
    Compiler { pinyin_words: 0 }.check(node)
}

struct Compiler {
    pinyin_words: usize,
}

impl Compiler {
    fn check(&mut self, node: &Node) -> Result<Check, QueryError> {
        Ok(match node {
            Node::All => Check::All,
            Node::And(parts) => join::requirements(self.different(parts)?),
            Node::Or(parts) => join::alternatives(self.different(parts)?),
            Node::Not(part) => Check::Not(Box::new(self.check(part)?)),
            Node::Text(field, pattern) => Check::Text(*field, Arc::new(self.finder(pattern)?)),
            Node::Condition(condition) => Check::Condition(Arc::clone(condition)),
        })
    }

    /// The parts without repetitions. Parts that print alike are equal.
    fn different(&mut self, parts: &[Node]) -> Result<Vec<Check>, QueryError> {
        let mut seen = HashSet::new();
        let new = parts.iter().filter(|part| seen.insert(part.to_string()));
        new.map(|part| self.check(part)).collect()
    }

    fn finder(&mut self, pattern: &Pattern) -> Result<Finder, QueryError> {
        let finder = finder(pattern)?;
        self.pinyin_words += usize::from(finder.pinyin.is_some());
        if self.pinyin_words > MAX_PINYIN_WORDS {
            let max = MAX_PINYIN_WORDS;
            return Err(QueryError::new(0..0, Expected::FewerPinyinWords { max }));
        }
        Ok(finder)
    }
}

fn finder(pattern: &Pattern) -> Result<Finder, QueryError> {
    let (search, pinyin) = match pattern {
        Pattern::Word(word) => (
            literals([spelling::of_word(word), codes(word)].concat()),
            Pinyin::parse(word).map(Arc::new),
        ),
        Pattern::Phrase(phrase) => (literals(spelling::of_phrase(phrase)), None),
        Pattern::Regex {
            source,
            ignore_case,
            at,
        } => (regex(source, *ignore_case, at)?, None),
    };
    Ok(Finder {
        search: Arc::new(search),
        pinyin,
        names: None,
    })
}

const fn literals(spellings: Vec<String>) -> TextSearch {
    TextSearch::Literals(LiteralSearch::new(spellings))
}

/// The other ways to write a code, so a code is found in any notation.
fn codes(word: &str) -> Vec<String> {
    let upper = alternative_codes(&word.to_ascii_uppercase());
    if upper.is_empty() {
        alternative_codes(&word.to_ascii_lowercase())
    } else {
        upper
    }
}

fn regex(source: &str, ignore_case: bool, at: &Range<usize>) -> Result<TextSearch, QueryError> {
    // The expression of bytes would also take `(?-u:\xFF)`, which no text holds.
    parse_regex(source, ignore_case)
        .map_err(|error| QueryError::new(at.clone(), last_line(&error)))?;
    let regex = user_regex(source, ignore_case)
        .map_err(|_| QueryError::new(at.clone(), Expected::SmallerRegex))?;
    Ok(TextSearch::Regex(RegexSearch {
        source: source.to_owned(),
        ignore_case,
        regex,
    }))
}

/// The other lines of the parser's message draw the place, which a prompt of one line cannot show.
fn last_line(error: &regex_syntax::Error) -> Expected {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    Expected::Regex {
        message: last.trim_start_matches("error: ").to_owned(),
    }
}
