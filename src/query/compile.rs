//! Tree -> checks: regular expressions compiled, equal parts left out. Words are spelled out at the first search.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::ast::{Node, Pattern};
use super::check::{Check, Finder};
use super::error::{Expected, QueryError};
use super::join;
use super::literal_search::LiteralSearch;
use super::pinyin::Pinyin;
use super::regex_builder::user_regex;
use super::spelling::SearchedWord;
use super::text_search::{RegexSearch, TextSearch, parse_regex};

/// The most words of a query that are read as pinyin. Each is run over every headline.
const MAX_PINYIN_WORDS: usize = 64;

/// The most regular expressions. Compiling that many takes a frame.
const MAX_REGEXES: usize = 512;

/// The most alternatives that are groups. Each is checked for every item that may match.
const MAX_GROUPS: usize = 1000;

/// Compiles a tree.
pub(super) fn check(node: &Node) -> Result<Check, QueryError> {
    Compiler::default().check(node)
}

/// Compiles alternatives of a list.
pub(super) fn alternatives(nodes: &[Node]) -> Result<Check, QueryError> {
    Compiler::default().alternatives(nodes)
}

#[derive(Default)]
struct Compiler {
    pinyin_words: usize,
    regexes: usize,
    groups: usize,
}

impl Compiler {
    fn check(&mut self, node: &Node) -> Result<Check, QueryError> {
        Ok(match node {
            Node::All => Check::All,
            Node::And(parts) => join::requirements(self.different(parts)?),
            Node::Or(parts) => self.alternatives(parts)?,
            Node::Not(part) => Check::Not(Box::new(self.check(part)?)),
            Node::Text(field, pattern) => Check::Text(*field, Arc::new(self.finder(pattern)?)),
            Node::Condition(condition) => Check::Condition(Arc::clone(condition)),
            Node::List(list) => list.check().clone(),
        })
    }

    /// The parts without repetitions. Parts that print alike are equal.
    fn different(&mut self, parts: &[Node]) -> Result<Vec<Check>, QueryError> {
        let mut seen = HashSet::new();
        let new = parts.iter().filter(|part| seen.insert(part.to_string()));
        new.map(|part| self.check(part)).collect()
    }

    fn alternatives(&mut self, parts: &[Node]) -> Result<Check, QueryError> {
        let is_group = |part: &&Check| matches!(part, Check::And(_));
        let parts = self.different(parts)?;
        self.groups += parts.iter().filter(is_group).count();
        let max = MAX_GROUPS;
        at_most(max, self.groups, 0..0, Expected::FewerGroups { max })?;
        Ok(join::alternatives(parts))
    }

    fn finder(&mut self, pattern: &Pattern) -> Result<Finder, QueryError> {
        if let Pattern::Regex { at, .. } = pattern {
            self.regexes += 1;
            let max = MAX_REGEXES;
            at_most(
                max,
                self.regexes,
                at.clone(),
                Expected::FewerRegexes { max },
            )?;
        }
        let finder = finder(pattern)?;
        self.pinyin_words += usize::from(finder.pinyin.is_some());
        let max = MAX_PINYIN_WORDS;
        at_most(
            max,
            self.pinyin_words,
            0..0,
            Expected::FewerPinyinWords { max },
        )?;
        Ok(finder)
    }
}

fn at_most(
    max: usize,
    count: usize,
    at: Range<usize>,
    expected: Expected,
) -> Result<(), QueryError> {
    if count > max {
        return Err(QueryError::new(at, expected));
    }
    Ok(())
}

fn finder(pattern: &Pattern) -> Result<Finder, QueryError> {
    let (search, pinyin) = match pattern {
        Pattern::Word(word) => (
            literals(vec![SearchedWord::Word(word.clone())]),
            Pinyin::parse(word).map(Arc::new),
        ),
        Pattern::Phrase(phrase) => (literals(vec![SearchedWord::Phrase(phrase.clone())]), None),
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

const fn literals(words: Vec<SearchedWord>) -> TextSearch {
    TextSearch::Literals(LiteralSearch::of(words))
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
