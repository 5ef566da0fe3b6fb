//! The known names of stocks that a word stands for.
//!
//! `ywd` finds 英伟达 also in a body, where three initials alone would hit by chance, and `mt` finds nothing but names. The
//! query knows no names itself: it takes those of a snapshot with [`Matcher::with_names`](super::Matcher::with_names).

use std::sync::Arc;

use super::compile::{Check, Finder};
use super::field::TextOrigin;
use super::name_finder::NameFinder;
use super::pinyin::{Pinyin, ReadingRule};
use crate::item::Stock;

/// Known names as texts write them, each with its stock.
pub(super) type KnownNames<'a> = [(&'a str, &'a Stock)];

/// The check with the names that its words stand for.
pub(super) fn with_names(check: &Check, names: &KnownNames<'_>) -> Check {
    let all = |parts: &[Check]| parts.iter().map(|part| with_names(part, names)).collect();
    match check {
        Check::And(parts) => Check::And(all(parts)),
        Check::Or(parts) => Check::Or(all(parts)),
        Check::Not(part) => Check::Not(Box::new(with_names(part, names))),
        Check::Text(field, finder) => {
            let is_stock = field.is_some_and(|field| field.origin == TextOrigin::Stocks);
            let is_meant = |name: &str, stock: &Stock| {
                if is_stock {
                    let is_read =
                        |pinyin: &Arc<Pinyin>| pinyin.is_in(&stock.name, ReadingRule::Name);
                    finder.means(name, stock) || finder.pinyin.as_ref().is_some_and(is_read)
                } else {
                    finder
                        .pinyin
                        .as_ref()
                        .is_some_and(|pinyin| pinyin.begins(name))
                }
            };
            Check::Text(*field, Arc::new(finder.with_names(names, is_meant)))
        }
        Check::All | Check::Condition(_) => check.clone(),
    }
}

impl Finder {
    /// Whether `stock:` with this word means a stock that texts call by this name.
    pub(super) fn means(&self, name: &str, stock: &Stock) -> bool {
        let texts = [name, &stock.name, &stock.code];
        texts
            .iter()
            .any(|text| self.regex.is_match(text.as_bytes()))
    }

    fn with_names(&self, names: &KnownNames<'_>, is_meant: impl Fn(&str, &Stock) -> bool) -> Self {
        let meant = names.iter().filter(|(name, stock)| is_meant(name, stock));
        let mut written: Vec<String> = meant.map(|(name, _)| (*name).to_owned()).collect();
        // Of two names that begin alike, the expression finds the one that comes first.
        written.sort_unstable_by(|a, b| b.cmp(a));
        written.dedup();
        Self {
            names: NameFinder::new(written),
            ..self.clone()
        }
    }
}
