//! Input and answer of a dialect.

use std::borrow::Cow;
use std::path::Path;

use super::dialect::path_day::{day_of_path, days_in_name, name_text};
use super::format::UserFormats;
use crate::item::{NewsDay, Rollover};

/// A decoded text and its context.
pub(super) struct ParseInput<'a> {
    pub(super) path: &'a Path,
    pub(super) text: &'a str,
    pub(super) rollover: Rollover,
    /// See [`super::ReadOptions::date`].
    pub(super) date: Option<NewsDay>,
    pub(super) formats: &'a UserFormats,
}

impl ParseInput<'_> {
    /// The file's name without its folder.
    pub(super) fn file_name(&self) -> Cow<'_, str> {
        self.path.file_name().map(name_text).unwrap_or_default()
    }

    /// The day in the file's name. A heading with another day contradicts it.
    pub(super) fn named_day(&self) -> Option<NewsDay> {
        days_in_name(self.path).map(|days| *days.start())
    }

    /// The day in the file's name or in the names of its folders, for a dump without a heading.
    pub(super) fn path_day(&self) -> Option<NewsDay> {
        day_of_path(self.path)
    }
}

/// How many bytes are searched for a dialect at first. The start of a file is enough for nearly every dump, and a hundred times
/// faster to scan than all of it.
pub(super) const PROBE_LEN: usize = 8 << 10;

/// How sure a dialect is that a text is written in it, and the feature that shows it, for `check`.
pub(super) enum Detection {
    /// No other dialect has this feature.
    Certain(&'static str),
    /// Taken unless another dialect is certain.
    Likely(&'static str),
}
