//! A list or object that is not closed yet.

use crate::dump::dialect::roles::ItemRole;

#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "three facts about what is within it are no state"
)]
pub(super) struct Frame {
    pub(super) is_object: bool,
    pub(super) line: u32,
    /// Where its bracket is.
    pub(super) start: usize,
    /// The role of the name whose value it is.
    pub(super) role: Option<ItemRole>,
    /// How many fields were known when it was opened.
    pub(super) first_field: usize,
    /// How many objects were known to lack something when it was opened.
    pub(super) first_lacking: usize,
    /// Whether there is an item within it.
    pub(super) has_items: bool,
    /// Whether there is an item within it that is not its own part, so that it is none itself.
    pub(super) is_container: bool,
    pub(super) has_empty_list: bool,
}

impl Frame {
    /// Takes over what a list or object within it has.
    pub(super) const fn contain(&mut self, inner: &Self) {
        self.has_items |= inner.has_items;
        self.is_container |= inner.is_container;
        self.has_empty_list |= inner.has_empty_list;
    }
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Expect {
    Value,
    Name,
    Colon,
    Separator,
}
