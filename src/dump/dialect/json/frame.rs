//! A list or object that is not closed yet.

use std::borrow::Cow;

use crate::dump::dialect::item_role::ItemRole;
use crate::dump::dialect::roles::NamedRole;
use crate::item::NewsDay;

#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "three facts about what is within it are no state"
)]
pub(super) struct Frame<'a> {
    pub(super) is_object: bool,
    pub(super) line: u32,
    /// Where its bracket is.
    pub(super) start: usize,
    /// The name whose value it is, if that means a role.
    pub(super) name: Cow<'a, str>,
    pub(super) role: Option<NamedRole>,
    /// The date that it has for a name.
    pub(super) day: Option<NewsDay>,
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

impl Frame<'_> {
    /// Whether its name has this role.
    pub(super) fn is(&self, role: ItemRole) -> bool {
        self.role.is_some_and(|(own, _)| own == role)
    }

    /// Takes over what a list or object within it has.
    pub(super) const fn contain(&mut self, inner: &Frame<'_>) {
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
