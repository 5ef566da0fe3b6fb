//! What one kind of layout makes of a file.

use crate::dump::format::{FormatField, FormatLayout};

/// A layout with its fields, and a value of each.
pub(super) struct LayoutGuess {
    pub(super) layout: FormatLayout,
    pub(super) fields: Vec<(FormatField, String)>,
    /// The names of the fields that are not used.
    pub(super) unused: Vec<String>,
}
