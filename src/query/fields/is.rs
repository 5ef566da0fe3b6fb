//! `is:`, a property of the item. A property is one row of [`PROPERTIES`].

use std::fmt;
use std::sync::Arc;

use crate::item::ItemFlags;
use crate::query::condition::Condition;
use crate::query::field::{Field, Suggestion, ValueField};
use crate::query::item::QueryItem;

/// A property of items.
#[derive(Clone, Copy, Debug)]
struct Property {
    name: &'static str,
    has: fn(&dyn QueryItem) -> bool,
    /// Whether it depends on the user's stars and notes.
    is_mark: bool,
}

impl Property {
    const fn new(name: &'static str, has: fn(&dyn QueryItem) -> bool) -> Self {
        let is_mark = false;
        Self { name, has, is_mark }
    }

    const fn mark(name: &'static str, has: fn(&dyn QueryItem) -> bool) -> Self {
        let is_mark = true;
        Self { name, has, is_mark }
    }
}

/// Every property. Completion offers them in this order.
const PROPERTIES: [Property; 9] = [
    Property::new("red", |item| item.flags().is_red()),
    Property::mark("unseen", |item| item.is_unseen()),
    Property::mark("seen", |item| !item.is_unseen()),
    Property::mark("starred", |item| item.is_starred()),
    Property::mark("noted", |item| item.note().is_some()),
    Property::new("revised", |item| item.revision() > 0),
    Property::new("column", |item| item.column().is_some()),
    Property::new("titled", |item| item.title().is_some()),
    Property::new("gone", |item| item.flags().has(ItemFlags::GONE)),
];

pub(super) const FIELD: Field = Field::Value(ValueField {
    names: ["is", "状态"],
    examples: [&NAMES; 2],
    is_ordered: false,
    suggestion: Suggestion::Examples,
    is_relative: false,
    time: None,
    parse: |value, _compare, _context| {
        let found = PROPERTIES.into_iter().find(|found| found.name == value)?;
        Some(Arc::new(found))
    },
});

const NAMES: [&str; PROPERTIES.len()] = {
    let mut names = [""; PROPERTIES.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = PROPERTIES[at].name;
        at += 1;
    }
    names
};

impl Condition for Property {
    fn matches(&self, item: &dyn QueryItem) -> bool {
        (self.has)(item)
    }

    fn reads_marks(&self) -> bool {
        self.is_mark
    }
}

impl fmt::Display for Property {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "is:{}", self.name)
    }
}
