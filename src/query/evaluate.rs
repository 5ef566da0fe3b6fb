//! Evaluates checks against items and raw texts.

use super::compile::{Check, Finder};
use super::field::{TextField, TextOrigin};
use super::item::QueryItem;
use super::pinyin::ReadingRule;

impl Check {
    /// Whether an item passes.
    pub(super) fn is_match(&self, item: &dyn QueryItem) -> bool {
        match self {
            Self::All => true,
            Self::And(parts) => parts.iter().all(|part| part.is_match(item)),
            Self::Or(parts) => parts.iter().any(|part| part.is_match(item)),
            Self::Not(part) => !part.is_match(item),
            Self::Text(None, finder) => finder.is_anywhere(item) || finder.is_read_anywhere(item),
            Self::Text(Some(field), finder) => {
                (field.any)(item, &|text| finder.has(text)) || finder.is_read_in(field, item)
            }
            Self::Condition(condition) => condition.matches(item),
        }
    }

    /// Whether any part reads the names of stocks.
    pub(super) fn reads_stock_names(&self) -> bool {
        match self {
            Self::All | Self::Condition(_) => false,
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::reads_stock_names),
            Self::Not(part) => part.reads_stock_names(),
            Self::Text(field, _) => field.is_some_and(|field| field.origin == TextOrigin::Stocks),
        }
    }

    /// Whether [`Self::is_text_match`] decides the whole query: no field, no negation, no pinyin.
    pub(super) fn is_text_only(&self) -> bool {
        match self {
            Self::Text(None, finder) => finder.pinyin.is_none(),
            Self::And(parts) | Self::Or(parts) => parts.iter().all(Self::is_text_only),
            Self::All | Self::Not(_) | Self::Text(Some(_), _) | Self::Condition(_) => false,
        }
    }

    pub(super) fn is_text_match(&self, text: &[u8]) -> bool {
        match self {
            Self::Text(None, finder) => finder.regex.is_match(text),
            Self::And(parts) => parts.iter().all(|part| part.is_text_match(text)),
            Self::Or(parts) => parts.iter().any(|part| part.is_text_match(text)),
            Self::All | Self::Not(_) | Self::Text(Some(_), _) | Self::Condition(_) => false,
        }
    }
}

impl Finder {
    fn has(&self, text: &str) -> bool {
        self.regex.is_match(text.as_bytes())
    }

    /// Companies that the text merely names are left to `stock:`: a word finds them in the text itself.
    fn is_anywhere(&self, item: &dyn QueryItem) -> bool {
        self.has(item.text())
            || item.title_beside().is_some_and(|title| self.has(title))
            || item
                .given_stocks()
                .iter()
                .any(|stock| self.has(&stock.name) || self.has(&stock.code))
            || item.subjects().iter().any(|subject| self.has(subject))
    }

    /// The same, with the letters read as pinyin.
    fn is_read_anywhere(&self, item: &dyn QueryItem) -> bool {
        let Some(pinyin) = &self.pinyin else {
            return false;
        };
        let reads = |text: &str| pinyin.is_in(text, ReadingRule::Headline);
        reads(item.title().unwrap_or_else(|| item.body()))
            || item.given_stocks().iter().any(|stock| reads(&stock.name))
            || pinyin.is_in(item.body(), ReadingRule::Body)
    }

    fn is_read_in(&self, field: &TextField, item: &dyn QueryItem) -> bool {
        match (&self.pinyin, field.pinyin) {
            (Some(pinyin), Some(rule)) => (field.any)(item, &|text| pinyin.is_in(text, rule)),
            (None, _) | (_, None) => false,
        }
    }
}
