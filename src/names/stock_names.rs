//! The table of names, and how it finds them in a text.

use std::collections::{HashMap, HashSet};
use std::iter;
use std::ops::Range;
use std::sync::LazyLock;

use super::name_search::NameSearch;
use crate::item::{Stock, normalize_code};

/// A name as texts write it, and its stock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownName {
    /// As texts write it.
    pub written: String,
    /// The stock that it stands for.
    pub stock: Stock,
    /// Whether the user gave it.
    pub(super) is_from_user: bool,
}

/// An immutable table of names.
#[derive(Debug, Default)]
pub struct StockNames {
    known: Vec<KnownName>,
    /// The index of the name of each security.
    by_code: HashMap<String, usize>,
    search: Option<NameSearch>,
}

impl PartialEq for StockNames {
    fn eq(&self, other: &Self) -> bool {
        self.known == other.known
    }
}

impl Eq for StockNames {}

impl StockNames {
    /// Makes the table. Each name is written in one way; the first of several for one security is the one that is shown.
    pub(super) fn new(known: Vec<KnownName>) -> Self {
        let mut by_code = HashMap::new();
        for (at, name) in known.iter().enumerate() {
            if let Some(code) = normalize_code(&name.stock.code) {
                by_code.entry(code).or_insert(at);
            }
        }
        let written: Vec<&str> = known.iter().map(|name| name.written.as_str()).collect();
        let search = NameSearch::new(&written);
        Self {
            known,
            by_code,
            search,
        }
    }

    /// The table without a name.
    pub fn none() -> &'static Self {
        static NONE: LazyLock<StockNames> = LazyLock::new(StockNames::default);
        &NONE
    }

    /// All names, each with its stock.
    pub fn known(&self) -> &[KnownName] {
        &self.known
    }

    /// The name of a security. Its code may be in any form.
    pub fn name_of(&self, code: &str) -> Option<&str> {
        let at = self.by_code.get(&normalize_code(code)?)?;
        self.known.get(*at).map(|name| name.stock.name.as_str())
    }

    /// The stocks in a text, each once, in the order of their first names.
    pub fn find(&self, text: &str) -> Vec<&Stock> {
        let mut codes = HashSet::new();
        self.hits(text)
            .map(|(_, name)| &name.stock)
            .filter(|stock| codes.insert(&stock.code))
            .collect()
    }

    /// The names in a text with their ranges in bytes, ascending.
    pub fn hits<'a>(&'a self, text: &str) -> impl Iterator<Item = (Range<usize>, &'a KnownName)> {
        let mut from = 0;
        let found = iter::from_fn(move || {
            let hit = self.search.as_ref()?.find(text, from)?;
            from = hit.end().max(hit.start() + 1);
            Some(hit)
        });
        found.filter_map(move |hit| {
            let name = self.known.get(hit.pattern().as_usize())?;
            let (before, after) = text.split_at_checked(hit.start())?;
            let after = after.get(hit.len()..)?;
            name.is_whole(before, after).then_some((hit.range(), name))
        })
    }
}

impl KnownName {
    /// Whether the name is no part of something else: of a Latin word, or of the name of the group that owns the company.
    fn is_whole(&self, before: &str, after: &str) -> bool {
        let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let starts_within =
            is_latin(self.written.chars().next()) && is_latin(before.chars().next_back());
        let ends_within =
            is_latin(self.written.chars().next_back()) && is_latin(after.chars().next());
        let is_mainland = || {
            let markets = [".SH", ".SZ", ".BJ"];
            markets
                .iter()
                .any(|market| self.stock.code.ends_with(market))
        };
        let is_group = !self.is_from_user && after.starts_with("集团") && is_mainland();
        !is_group && !starts_within && !ends_within
    }
}
