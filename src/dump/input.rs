//! Input and answer of a dialect.

use std::path::Path;

use crate::item::{NewsDay, Rollover};

/// A decoded text and its context.
pub(super) struct ParseInput<'a> {
    pub(super) path: &'a Path,
    pub(super) text: &'a str,
    pub(super) rollover: Rollover,
    /// See [`super::ReadOptions::date`].
    pub(super) date: Option<NewsDay>,
}

impl ParseInput<'_> {
    /// The file's name without its folder.
    pub(super) fn file_name(&self) -> &str {
        self.path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default()
    }
}

/// How sure a dialect is that a text is written in it, and the feature that shows it, for `check`.
pub(super) enum Detection {
    /// No other dialect has this feature.
    Certain(&'static str),
    /// Taken unless another dialect is certain.
    Likely(&'static str),
}
