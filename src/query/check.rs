//! A compiled query: what an item must match.

use std::sync::Arc;

use super::condition::Condition;
use super::field::TextField;
use super::name_finder::NameFinder;
use super::pinyin::Pinyin;
use super::text_search::TextSearch;

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

impl Check {
    /// Parts that must all match; a single one stays as it is.
    pub(super) fn and(parts: Vec<Self>) -> Self {
        Self::single(parts).unwrap_or_else(Self::And)
    }

    /// Alternatives; a single one stays as it is.
    pub(super) fn or(parts: Vec<Self>) -> Self {
        Self::single(parts).unwrap_or_else(Self::Or)
    }

    fn single(mut parts: Vec<Self>) -> Result<Self, Vec<Self>> {
        match parts.pop() {
            Some(only) if parts.is_empty() => Ok(only),
            last => {
                parts.extend(last);
                Err(parts)
            }
        }
    }
}

/// Finds a pattern in items.
#[derive(Clone, Debug)]
pub(super) struct Finder {
    pub(super) search: Arc<TextSearch>,
    /// The letters read as pinyin, for a word that may be pinyin.
    pub(super) pinyin: Option<Arc<Pinyin>>,
    /// The names of stocks that the word stands for; `None` until it gets names.
    pub(super) names: Option<Arc<NameFinder>>,
}

impl Finder {
    /// Whether it looks for literals and nothing else.
    pub(super) fn is_literal(&self) -> bool {
        self.search.as_regex().is_none() && self.pinyin.is_none() && self.names.is_none()
    }
}
