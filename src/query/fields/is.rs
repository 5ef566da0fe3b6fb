//! `is:`, a property of the item. A property is one row of [`PROPERTIES`].

use std::fmt;
use std::sync::Arc;

use crate::item::ItemFlags;
use crate::query::condition::Condition;
use crate::query::field::{Field, Suggestion, ValueField};
use crate::query::item::QueryItem;

/// Whether an item has a property.
type Property = fn(&dyn QueryItem) -> bool;

/// Every property: its name, and whether an item has it. Completion offers them in this order.
const PROPERTIES: [(&str, Property); 5] = [
    ("red", |item| item.flags().is_red()),
    ("revised", |item| item.revision() > 0),
    ("column", |item| item.column().is_some()),
    ("titled", |item| item.title().is_some()),
    ("gone", |item| item.flags().has(ItemFlags::GONE)),
];

pub(super) const FIELD: Field = Field::Value(ValueField {
    names: ["is", "状态"],
    examples: [&NAMES; 2],
    is_ordered: false,
    suggestion: Suggestion::Examples,
    time: None,
    parse: |value, _compare, _context| {
        let (name, has) = PROPERTIES.into_iter().find(|(name, _)| *name == value)?;
        Some(Arc::new(HasProperty { name, has }))
    },
});

const NAMES: [&str; PROPERTIES.len()] = {
    let mut names = [""; PROPERTIES.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = PROPERTIES[at].0;
        at += 1;
    }
    names
};

#[derive(Debug)]
struct HasProperty {
    name: &'static str,
    has: Property,
}

impl Condition for HasProperty {
    fn matches(&self, item: &dyn QueryItem) -> bool {
        (self.has)(item)
    }
}

impl fmt::Display for HasProperty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "is:{}", self.name)
    }
}
