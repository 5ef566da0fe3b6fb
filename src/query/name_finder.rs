//! Finds names in texts.

use std::sync::Arc;

use super::literal_search::LiteralSearch;

/// Finds the names that a word stands for.
#[derive(Debug)]
pub(super) struct NameFinder {
    /// The names as texts write them.
    pub(super) search: LiteralSearch,
    /// Whether the word is the whole of a name, so it means nothing else.
    pub(super) is_whole: bool,
}

impl NameFinder {
    /// `None` if there is no name.
    pub(super) fn new(written: Vec<String>, is_whole: bool) -> Option<Arc<Self>> {
        (!written.is_empty()).then(|| {
            Arc::new(Self {
                search: LiteralSearch::new(written),
                is_whole,
            })
        })
    }

    pub(super) fn written(&self) -> &[String] {
        self.search.literals()
    }

    pub(super) fn is_in(&self, text: &[u8]) -> bool {
        self.search.is_match(text)
    }
}
