//! Tree -> checks: regular expressions compiled, words spelled out.
//!
//! Every pattern becomes a regular expression, since the regex crate finds short alternations of literals by SIMD just as
//! well as whole regular expressions, and one engine is one set of rules.

use std::sync::Arc;

use regex::{Regex, RegexBuilder, bytes};

use super::ast::{Condition, Node, Pattern};
use super::error::{Expected, QueryError};
use super::field::TextField;
use super::fold;
use super::pinyin::Pinyin;
use crate::item::alternative_codes;

/// What the automaton of a user's regular expression may take: with it `\w{200}` is refused at once rather than run for seconds.
const SIZE_LIMIT: usize = 1 << 20;
/// What the cache of the lazy automaton may take.
const CACHE_LIMIT: usize = 4 << 20;

/// A query or a part of one, ready to be asked of items.
#[derive(Clone, Debug)]
pub(super) enum Check {
    All,
    And(Vec<Check>),
    Or(Vec<Check>),
    Not(Box<Check>),
    Text(Option<TextField>, Arc<Finder>),
    Condition(Condition),
}

/// Finds a pattern in texts.
#[derive(Debug)]
pub(super) struct Finder {
    pub(super) pattern: Pattern,
    /// The literals for which the regular expression stands, ASCII letters in either case; none for a user's own.
    pub(super) spellings: Vec<String>,
    pub(super) regex: Regex,
    /// The same for a text whose bytes were not looked at yet: that they are UTF-8 takes longer to see than most searches.
    pub(super) bytes: bytes::Regex,
    /// The same letters read as pinyin, for a word that may be some.
    pub(super) pinyin: Option<Pinyin>,
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
        Node::Condition(condition) => Check::Condition(*condition),
    })
}

fn finder(pattern: &Pattern) -> Result<Finder, QueryError> {
    match pattern {
        Pattern::Word(word) => literals(pattern, [fold::spellings(word), codes(word)].concat()),
        Pattern::Phrase(phrase) => literals(pattern, fold::phrase_spellings(phrase)),
        Pattern::Regex {
            source,
            ignore_case,
            at,
        } => {
            let built = build(source, *ignore_case)
                .and_then(|regex| Ok((regex, of_bytes(source, *ignore_case)?)));
            let (regex, bytes) =
                built.map_err(|error| QueryError::new(at.clone(), wrong(&error)))?;
            Ok(Finder {
                pattern: pattern.clone(),
                spellings: Vec::new(),
                regex,
                bytes,
                pinyin: None,
            })
        }
    }
}

/// The other ways to write a code: it is found however a text or a dump writes it, and however it was typed.
fn codes(word: &str) -> Vec<String> {
    let upper = alternative_codes(&word.to_ascii_uppercase());
    if upper.is_empty() {
        alternative_codes(&word.to_ascii_lowercase())
    } else {
        upper
    }
}

fn literals(pattern: &Pattern, spellings: Vec<String>) -> Result<Finder, QueryError> {
    let source = spellings
        .iter()
        .map(|spelling| either_case(spelling))
        .collect::<Vec<_>>()
        .join("|");
    let built = build(&source, false).and_then(|regex| Ok((regex, of_bytes(&source, false)?)));
    let (regex, bytes) = built.map_err(|_| QueryError::new(0..0, Expected::ShorterWord))?;
    let pinyin = match pattern {
        Pattern::Word(word) => Pinyin::of(word),
        Pattern::Phrase(_) | Pattern::Regex { .. } => None,
    };
    Ok(Finder {
        pattern: pattern.clone(),
        spellings,
        regex,
        bytes,
        pinyin,
    })
}

/// A regular expression for a literal with ASCII letters in either case, and only those: by Unicode's rules `k` would be
/// the sign of Kelvin as well, which a search in raw bytes does not find.
fn either_case(literal: &str) -> String {
    let mut source = String::new();
    for c in literal.chars() {
        if c.is_ascii_alphabetic() {
            source.extend(['[', c.to_ascii_lowercase(), c.to_ascii_uppercase(), ']']);
        } else {
            source.push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
        }
    }
    source
}

fn build(source: &str, ignore_case: bool) -> Result<Regex, regex::Error> {
    RegexBuilder::new(source)
        .case_insensitive(ignore_case)
        .size_limit(SIZE_LIMIT)
        .dfa_size_limit(CACHE_LIMIT)
        .build()
}

/// The same for bytes that are text.
fn of_bytes(source: &str, ignore_case: bool) -> Result<bytes::Regex, regex::Error> {
    let mut builder = bytes::RegexBuilder::new(source);
    builder
        .case_insensitive(ignore_case)
        .size_limit(SIZE_LIMIT)
        .dfa_size_limit(CACHE_LIMIT)
        .build()
}

/// The last line of the parser's message: the others draw the place, which a prompt of one line cannot show.
fn wrong(error: &regex::Error) -> Expected {
    match error {
        regex::Error::CompiledTooBig(_) => Expected::SmallerRegex,
        other => {
            let text = other.to_string();
            let last = text.lines().last().unwrap_or_default();
            Expected::Regex(last.trim_start_matches("error: ").to_owned())
        }
    }
}
