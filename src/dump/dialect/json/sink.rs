//! What a walk over JSON hands on.

use crate::dump::dialect::item_field::ItemField;
use crate::dump::error::DumpError;
use crate::item::NewsDay;

/// Takes what a walk finds.
pub(super) trait JsonSink {
    /// Takes an item. Returns `false` to end the walk.
    fn item(&mut self, object: &JsonObject<'_, '_>) -> bool;
    /// Takes a problem.
    fn problem(&mut self, line: u32, error: DumpError);
}

/// An object that is an item.
pub(super) struct JsonObject<'w, 'a> {
    pub(super) line: u32,
    pub(super) fields: &'w [ItemField<'a>],
    /// The day that a list or object around it gives, for a time without a date.
    pub(super) day: Option<NewsDay>,
    /// How many lists and objects it is in.
    pub(super) depth: usize,
}
