//! Which stock a name stands for: a table that is learnt from the dumps themselves, and that the user can add to.
//!
//! ```text
//!   dumps ─ evidence   which names stand before which codes, and which a dialect gives
//!         ─ standing   how these words stand in texts: a company opens its clause, 机器人 seldom does
//!         ─ learner    which of them are names; only what changed is looked at again
//!         ─ StockNames   finds them in a text, the longest first
//! ```
//!
//! Learning costs a walk over all texts: it is done when somebody asks for stocks, and in the reader on the thread of a
//! worker.

mod evidence;
mod learner;
mod standing;
mod words;
mod worker;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

pub use learner::NameLearner;
pub use worker::{ListDumps, start};

use crate::item::{Stock, normalize_code};

/// A stock that the user gives, in `stocks.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserStock {
    /// Its code and its name, as they are to be shown.
    pub stock: Stock,
    /// How texts call it besides.
    pub aliases: Vec<String>,
}

/// A name as texts write it, and the stock it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownName {
    /// As it is written.
    pub written: String,
    /// For which stock.
    pub stock: Stock,
    /// Whether the user said so, rather than the dumps.
    is_given: bool,
}

/// The table; it does not change once it is made.
#[derive(Debug, Default)]
pub struct StockNames {
    known: Vec<KnownName>,
    /// Which of them names a security best.
    by_code: HashMap<String, usize>,
    search: Option<AhoCorasick>,
}

impl PartialEq for StockNames {
    fn eq(&self, other: &Self) -> bool {
        self.known == other.known
    }
}

impl Eq for StockNames {}

impl StockNames {
    /// The table of these names, each of which is written in one way; of those that stand for one security the first
    /// names it.
    fn of(known: Vec<KnownName>) -> Self {
        let mut by_code = HashMap::new();
        for (at, one) in known.iter().enumerate() {
            if let Some(code) = normalize_code(&one.stock.code) {
                by_code.entry(code).or_insert(at);
            }
        }
        let written = known.iter().map(|one| &one.written);
        // Too many names to search for at once are no table of stocks.
        let search = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(written)
            .ok();
        Self {
            known,
            by_code,
            search,
        }
    }

    /// Every name, with the stock it stands for.
    pub fn known(&self) -> &[KnownName] {
        &self.known
    }

    /// The name of a security, whatever way its code is written.
    pub fn name_of(&self, code: &str) -> Option<&str> {
        let at = self.by_code.get(&normalize_code(code)?)?;
        self.known.get(*at).map(|known| known.stock.name.as_str())
    }

    /// The stocks that a text names, each once, in the order in which it names them.
    pub fn find(&self, text: &str) -> Vec<&Stock> {
        let mut codes = HashSet::new();
        self.hits(text)
            .map(|(_, known)| &known.stock)
            .filter(|stock| codes.insert(&stock.code))
            .collect()
    }

    /// The names that stand in a text and where, in bytes; ascending.
    pub fn hits<'a>(&'a self, text: &str) -> impl Iterator<Item = (Range<usize>, &'a KnownName)> {
        let search = self.search.as_ref().filter(|_| !self.known.is_empty());
        search
            .into_iter()
            .flat_map(move |search| search.find_iter(text))
            .filter_map(move |hit| {
                let known = self.known.get(hit.pattern().as_usize())?;
                let (before, after) = text.split_at_checked(hit.start())?;
                known
                    .stands_between(before, after.get(hit.len()..)?)
                    .then_some((hit.range(), known))
            })
    }
}

impl KnownName {
    /// Whether it is not a part of something else: of a Latin word, or of the name of the group that owns the company.
    fn stands_between(&self, before: &str, after: &str) -> bool {
        let within = |inside: Option<char>, beside: Option<char>| {
            inside.is_some_and(|c| c.is_ascii_alphanumeric())
                && beside.is_some_and(|c| c.is_ascii_alphanumeric())
        };
        let is_mainland = [".SH", ".SZ", ".BJ"]
            .iter()
            .any(|market| self.stock.code.ends_with(market));
        let is_group = !self.is_given && is_mainland && after.starts_with("集团");
        !is_group
            && !within(self.written.chars().next(), before.chars().next_back())
            && !within(self.written.chars().next_back(), after.chars().next())
    }
}
