//! The watchlists that `in:` can name: each means the stocks and words in it, as `stock:` and phrases find them.

use std::sync::{Arc, OnceLock};

use super::check::Check;

/// A stock or a word of a watchlist.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ListTerm {
    /// A code in its normal form. Finds the stock by every known name.
    Code(String),
    /// A name or another word. Finds the text, and the stocks whose names hold it.
    Word(String),
    /// A text and nothing else, such as the name of a stock whose code is a term too.
    Phrase(String),
}

/// A watchlist, ready to be searched for.
#[derive(Debug)]
pub struct Watchlist {
    file: String,
    terms: Vec<ListTerm>,
    /// Made once: a query with the list is compiled at every key.
    pub(super) check: OnceLock<Check>,
}

impl PartialEq for Watchlist {
    fn eq(&self, other: &Self) -> bool {
        self.file == other.file && self.terms == other.terms
    }
}

impl Eq for Watchlist {}

impl Watchlist {
    /// A list of the file with this name.
    pub const fn new(file: String, terms: Vec<ListTerm>) -> Self {
        Self {
            file,
            terms,
            check: OnceLock::new(),
        }
    }

    /// The name of its file.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The name of its file without extension.
    pub fn name(&self) -> &str {
        match self.file.rsplit_once('.') {
            Some((name, _)) if !name.is_empty() => name,
            Some(_) | None => &self.file,
        }
    }

    /// What it holds.
    pub fn terms(&self) -> &[ListTerm] {
        &self.terms
    }

    fn is_called(&self, name: &str) -> bool {
        [self.file(), self.name()]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name))
    }
}

/// All watchlists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watchlists(Vec<Arc<Watchlist>>);

impl FromIterator<Watchlist> for Watchlists {
    fn from_iter<I: IntoIterator<Item = Watchlist>>(lists: I) -> Self {
        Self(lists.into_iter().map(Arc::new).collect())
    }
}

impl Watchlists {
    /// All lists, in the order of their files.
    pub fn all(&self) -> &[Arc<Watchlist>] {
        &self.0
    }

    /// The names of all lists, without extension, each once.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.0.iter().map(|list| list.name().to_owned()).collect();
        names.dedup();
        names
    }

    /// The lists with this name, which may have the extension of a file. More than one if files differ in their extension alone.
    pub fn named(&self, name: &str) -> Vec<Arc<Watchlist>> {
        let lists = self.0.iter().filter(|list| list.is_called(name));
        lists.cloned().collect()
    }
}
