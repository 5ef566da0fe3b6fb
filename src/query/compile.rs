//! Tree -> checks: regular expressions compiled, words spelled out.
//!
//! Every pattern becomes a regular expression. The regex crate finds short alternations of literals by SIMD, as fast as a
//! search for literals would, and one engine has one set of rules.

use std::sync::Arc;

use regex::bytes;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::Hir;

use super::ast::{Node, Pattern};
use super::condition::Condition;
use super::error::{Expected, QueryError};
use super::field::TextField;
use super::name_finder::NameFinder;
use super::pinyin::Pinyin;
use super::regex_builder::{literals_regex, user_regex};
use super::spelling;
use crate::item::alternative_codes;

/// A query or a part of one, ready to be evaluated.
#[derive(Clone, Debug)]
pub(super) enum Check {
    All,
    And(Vec<Check>),
    Or(Vec<Check>),
    Not(Box<Check>),
    Text(Option<&'static TextField>, Arc<Finder>),
    Condition(Arc<dyn Condition>),
}

/// Finds a pattern in texts.
#[derive(Clone, Debug)]
pub(super) struct Finder {
    pub(super) pattern: Pattern,
    /// The literals of the regular expression, ASCII letters in either case; none for a user's own expression.
    pub(super) spellings: Vec<String>,
    /// Searches bytes, because checking that a dump is UTF-8 takes longer than most searches.
    pub(super) regex: bytes::Regex,
    /// The letters read as pinyin, for a word that may be pinyin.
    pub(super) pinyin: Option<Arc<Pinyin>>,
    /// The names of stocks that the word stands for; `None` until it gets names.
    pub(super) names: Option<Arc<NameFinder>>,
}

/// Compiles a tree.
pub(super) fn check(node: &Node) -> Result<Check, QueryError> {
    let all = |parts: &[Node]| parts.iter().map(check).collect::<Result<Vec<_>, _>>();
    Ok(match node {
        Node::All => Check::All,
        Node::And(parts) => Check::And(all(parts)?),
        Node::Or(parts) => Check::Or(all(parts)?),
        Node::Not(part) => Check::Not(Box::new(check(part)?)),
        Node::Text(field, pattern) => Check::Text(*field, Arc::new(finder(pattern)?)),
        Node::Condition(condition) => Check::Condition(Arc::clone(condition)),
    })
}

fn finder(pattern: &Pattern) -> Result<Finder, QueryError> {
    let (spellings, pinyin) = match pattern {
        Pattern::Word(word) => (
            [spelling::of_word(word), codes(word)].concat(),
            Pinyin::parse(word).map(Arc::new),
        ),
        Pattern::Phrase(phrase) => (spelling::of_phrase(phrase), None),
        Pattern::Regex { .. } => (Vec::new(), None),
    };
    Ok(Finder {
        pattern: pattern.clone(),
        regex: regex(pattern, &spellings)?,
        spellings,
        pinyin,
        names: None,
    })
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

fn regex(pattern: &Pattern, spellings: &[String]) -> Result<bytes::Regex, QueryError> {
    match pattern {
        Pattern::Word(_) | Pattern::Phrase(_) => {
            literals_regex(spellings).map_err(|_| QueryError::new(0..0, Expected::ShorterWord))
        }
        Pattern::Regex {
            source,
            ignore_case,
            at,
        } => {
            // The expression of bytes would also take `(?-u:\xFF)`, which no text holds.
            parse_regex(source, *ignore_case)
                .map_err(|error| QueryError::new(at.clone(), last_line(&error)))?;
            user_regex(source, *ignore_case)
                .map_err(|_| QueryError::new(at.clone(), Expected::SmallerRegex))
        }
    }
}

/// The syntax tree of a user's regular expression.
pub(super) fn parse_regex(
    source: &str,
    ignore_case: bool,
) -> Result<Hir, Box<regex_syntax::Error>> {
    Ok(ParserBuilder::new()
        .case_insensitive(ignore_case)
        .build()
        .parse(source)?)
}

/// The other lines of the parser's message draw the place, which a prompt of one line cannot show.
fn last_line(error: &regex_syntax::Error) -> Expected {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    Expected::Regex {
        message: last.trim_start_matches("error: ").to_owned(),
    }
}
