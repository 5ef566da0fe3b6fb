//! A compiled query.

use std::ops::Range;
use std::sync::Arc;

use super::ast::Node;
use super::compile::{self, Check};
use super::error::QueryError;
use super::item::QueryItem;
use super::pinyin::ReadingRule;
use super::required::{self, RequiredLiterals};
use super::{highlight, implies};
use crate::item::Stock;

/// Matches items; cheap to clone, and usable on any thread.
#[derive(Clone, Debug)]
pub struct Matcher {
    check: Arc<Check>,
}

impl Matcher {
    pub(super) fn new(tree: &Node) -> Result<Self, QueryError> {
        let check = Arc::new(compile::check(tree)?);
        Ok(Self { check })
    }

    /// Whether an item matches.
    pub fn is_match(&self, item: &dyn QueryItem) -> bool {
        self.check.is_match(item)
    }

    /// Returns strings that a raw text must hold for its item to match; `None` if there are no such strings. `names` are the
    /// known names as texts write them, each with its stock.
    pub fn required(&self, names: &[(&str, &Stock)]) -> Option<RequiredLiterals> {
        required::literals(&self.check, names)
    }

    /// Whether it reads the names of stocks, so it matches other items once other names are known.
    pub fn reads_stock_names(&self) -> bool {
        self.check.reads_stock_names()
    }

    /// Whether [`Self::is_text_match`] decides the whole query: no field, no negation, no pinyin. An item that has a title,
    /// stocks or subjects beside its text can still match by these.
    pub fn is_text_only(&self) -> bool {
        self.check.is_text_only()
    }

    /// Whether an item with this UTF-8 text matches by its text. Only meaningful if [`Self::is_text_only`].
    pub fn is_text_match(&self, text: &[u8]) -> bool {
        self.check.is_text_match(text)
    }

    /// Returns the regular expression that is the whole query, if it can search many texts at once that each begin on a line
    /// of their own.
    pub fn line_regex(&self) -> Option<regex::bytes::Regex> {
        required::line_regex(&self.check)
    }

    /// Returns the hits in a text, as ascending byte ranges that do not overlap. Pinyin is found as in bodies: whole
    /// syllables only.
    pub fn highlights(&self, text: &str) -> Vec<Range<usize>> {
        highlight::ranges(&self.check, text, ReadingRule::Body)
    }

    /// Returns the hits in a headline or the name of a stock, where pinyin is also found by initials.
    pub fn headline_highlights(&self, text: &str) -> Vec<Range<usize>> {
        highlight::ranges(&self.check, text, ReadingRule::Headline)
    }

    /// Whether `wide` surely matches every item that this one matches, so only its hits need to be checked.
    pub fn implies(&self, wide: &Self) -> bool {
        implies::implies(&self.check, &wide.check)
    }

    /// Returns the part that still has to be checked for an item that `wide` matches.
    #[must_use]
    pub fn residual(&self, wide: &Self) -> Self {
        let check = Arc::new(implies::residual(&self.check, &wide.check));
        Self { check }
    }
}
