//! `id:`, the id of the item, as `list` prints it. An item also answers to the ids of its other wordings and dialects.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use crate::item::ItemId;
use crate::query::condition::{Condition, take_alike};
use crate::query::field::{Field, Suggestion, ValueField};
use crate::query::item::QueryItem;

pub(super) const FIELD: Field = Field::Value(ValueField {
    names: ["id", "编号"],
    examples: [&["2386215", "x9c18956c1a2b3c4d"]; 2],
    is_ordered: false,
    suggestion: Suggestion::Nothing,
    is_relative: false,
    time: None,
    parse: |value, _compare, _context| Some(Arc::new(HasId([value.parse().ok()?].into()))),
});

/// One of these ids.
#[derive(Debug)]
struct HasId(BTreeSet<ItemId>);

impl Condition for HasId {
    fn matches(&self, item: &dyn QueryItem) -> bool {
        item.answers_to_any(&self.0)
    }

    fn join(&self, others: &mut Vec<Arc<dyn Condition>>) -> Option<Arc<dyn Condition>> {
        let mut ids = self.0.clone();
        take_alike(others, |other: &Self| {
            ids.extend(&other.0);
            true
        });
        Some(Arc::new(Self(ids)))
    }
}

impl fmt::Display for HasId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, id) in self.0.iter().enumerate() {
            write!(f, "{}id:{id}", if nth == 0 { "" } else { " | " })?;
        }
        Ok(())
    }
}
