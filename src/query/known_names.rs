//! The known names of stocks that a word stands for.
//!
//! `ywd` finds 英伟达 also in a body, where three initials alone would hit by chance, and `mt` finds nothing but names. Letters
//! that are the initials of a whole name, or the symbol of an American stock, mean that name alone: `byd` finds 比亚迪 and no
//! `白银大跌`. The query knows no names itself: it takes those of a snapshot with
//! [`Matcher::with_names`](super::Matcher::with_names).

use std::sync::Arc;

use super::check::{Check, Finder};
use super::field::{TextField, TextOrigin};
use super::name_finder::NameFinder;
use super::pinyin::{Pinyin, ReadingRule};
use crate::item::Stock;

/// The fewest letters of a symbol that are read as one.
const MIN_SYMBOL_LEN: usize = 3;

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
            Check::Text(*field, Arc::new(finder.with_names(*field, names)))
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
            .any(|text| self.search.is_match(text.as_bytes()))
    }

    fn with_names(&self, field: Option<&TextField>, names: &KnownNames<'_>) -> Self {
        let pinyin = self.pinyin.as_deref();
        let (written, is_whole) = if field.is_some_and(|field| field.origin == TextOrigin::Stocks) {
            let is_read = |stock: &Stock| {
                pinyin.is_some_and(|pinyin| pinyin.is_in(&stock.name, ReadingRule::Name))
            };
            let is_meant = |name: &str, stock: &Stock| self.means(name, stock) || is_read(stock);
            (those(names, is_meant), false)
        } else {
            pinyin.map_or_else(Default::default, |pinyin| meant(pinyin, names))
        };
        Self {
            names: NameFinder::new(written, is_whole),
            ..self.clone()
        }
    }
}

/// The names that begin with what the letters spell, and whether the letters are the whole of one. In that case only those
/// that begin with the whole one.
fn meant(pinyin: &Pinyin, names: &KnownNames<'_>) -> (Vec<String>, bool) {
    let is_whole = |name: &str, stock: &Stock| pinyin.spells(name) || is_symbol(pinyin, stock);
    let whole = those(names, is_whole);
    if whole.is_empty() {
        let begins =
            |name: &str, stock: &Stock| pinyin.begins(name) || begins_symbol(pinyin, stock);
        return (those(names, begins), false);
    }
    let begins = |name: &str, _: &Stock| whole.iter().any(|whole| name.starts_with(whole));
    (those(names, begins), true)
}

/// The names as texts write them. Of two that begin alike, an expression finds the one that comes first: the longer one.
fn those(names: &KnownNames<'_>, is_meant: impl Fn(&str, &Stock) -> bool) -> Vec<String> {
    let meant = names.iter().filter(|(name, stock)| is_meant(name, stock));
    let mut written: Vec<String> = meant.map(|(name, _)| (*name).to_owned()).collect();
    written.sort_unstable_by(|a, b| b.cmp(a));
    written.dedup();
    written
}

/// Whether the letters are the symbol of an American stock.
fn is_symbol(pinyin: &Pinyin, stock: &Stock) -> bool {
    symbol(stock).is_some_and(|symbol| symbol.eq_ignore_ascii_case(pinyin.word()))
        && pinyin.word().len() >= MIN_SYMBOL_LEN
}

/// Whether the letters begin such a symbol, and no syllable.
fn begins_symbol(pinyin: &Pinyin, stock: &Stock) -> bool {
    let begins = |symbol: &str| symbol.to_ascii_lowercase().starts_with(pinyin.word());
    pinyin.word().len() >= MIN_SYMBOL_LEN
        && symbol(stock).is_some_and(begins)
        && !pinyin.begins_syllable()
}

fn symbol(stock: &Stock) -> Option<&str> {
    stock.code.strip_suffix(".US")
}
