//! Finds names in texts.

use std::sync::Arc;

use regex::bytes;

use super::regex_builder::literals_regex;

/// Finds the names that a word stands for.
#[derive(Debug)]
pub(super) struct NameFinder {
    /// The names as texts write them.
    pub(super) written: Vec<String>,
    /// Finds them, ASCII letters in either case.
    pub(super) regex: bytes::Regex,
    /// Whether the word is the whole of a name, so it means nothing else.
    pub(super) is_whole: bool,
}

impl NameFinder {
    /// `None` if there is no name, or there are too many.
    pub(super) fn new(written: Vec<String>, is_whole: bool) -> Option<Arc<Self>> {
        let regex = literals_regex(&written).ok()?;
        (!written.is_empty()).then(|| {
            Arc::new(Self {
                written,
                regex,
                is_whole,
            })
        })
    }

    pub(super) fn is_in(&self, text: &[u8]) -> bool {
        self.regex.is_match(text)
    }
}
