//! Finds a pattern in texts as it was typed: literals, or a user's regular expression.

use std::ops::Range;

use regex::bytes::Regex;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::Hir;

use super::literal_search::LiteralSearch;
use super::spelling::SearchedWord;

/// Finds a pattern in texts. Searches bytes, because checking that a dump is UTF-8 takes longer than most searches.
#[derive(Debug)]
pub(super) enum TextSearch {
    /// The spellings of a word or phrase, or of many.
    Literals(LiteralSearch),
    /// A user's regular expression.
    Regex(RegexSearch),
}

/// A user's regular expression.
#[derive(Debug)]
pub(super) struct RegexSearch {
    /// As the regex crate takes it.
    pub(super) source: String,
    /// Whether letter case is ignored.
    pub(super) ignore_case: bool,
    pub(super) regex: Regex,
}

impl TextSearch {
    /// The spellings; none of a regular expression.
    pub(super) fn literals(&self) -> &[String] {
        match self {
            Self::Literals(literals) => literals.literals(),
            Self::Regex(_) => &[],
        }
    }

    /// The words and phrases; none of a regular expression.
    pub(super) fn words(&self) -> &[SearchedWord] {
        match self {
            Self::Literals(literals) => literals.words(),
            Self::Regex(_) => &[],
        }
    }

    pub(super) const fn as_regex(&self) -> Option<&RegexSearch> {
        match self {
            Self::Literals(_) => None,
            Self::Regex(regex) => Some(regex),
        }
    }

    /// Builds what searches, if it is not built yet.
    pub(super) fn build(&self) {
        match self {
            Self::Literals(literals) => literals.build(),
            Self::Regex(_) => {}
        }
    }

    /// Whether a text matches.
    pub(super) fn is_match(&self, text: &[u8]) -> bool {
        match self {
            Self::Literals(literals) => literals.is_match(text),
            Self::Regex(search) => search.regex.is_match(text),
        }
    }

    /// The first match that is not empty, in bytes.
    pub(super) fn find(&self, text: &[u8]) -> Option<Range<usize>> {
        match self {
            Self::Literals(literals) => literals.find(text),
            Self::Regex(search) => search.find_iter(text).next(),
        }
    }

    /// Every match that is not empty, none overlapping another.
    pub(super) fn find_all(&self, text: &[u8]) -> Vec<Range<usize>> {
        match self {
            Self::Literals(literals) => literals.find_all(text),
            Self::Regex(search) => search.find_iter(text).collect(),
        }
    }
}

impl RegexSearch {
    /// The syntax tree.
    pub(super) fn tree(&self) -> Option<Hir> {
        parse_regex(&self.source, self.ignore_case).ok()
    }

    fn find_iter(&self, text: &[u8]) -> impl Iterator<Item = Range<usize>> {
        let hits = self.regex.find_iter(text).map(|hit| hit.range());
        hits.filter(|range| !range.is_empty())
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
