//! `id:`, the id of the item, as `list` prints it. An item also answers to the ids of its other wordings and dialects.

use std::fmt;
use std::sync::Arc;

use crate::item::ItemId;
use crate::query::condition::Condition;
use crate::query::field::{Field, Suggestion, ValueField};
use crate::query::item::QueryItem;

pub(super) const FIELD: Field = Field::Value(ValueField {
    names: ["id", "编号"],
    examples: [&["2386215", "x9c18956c1a2b3c4d"]; 2],
    is_ordered: false,
    suggestion: Suggestion::Nothing,
    time: None,
    parse: |value, _compare, _context| Some(Arc::new(HasId(value.parse().ok()?))),
});

#[derive(Debug)]
struct HasId(ItemId);

impl Condition for HasId {
    fn matches(&self, item: &dyn QueryItem) -> bool {
        item.answers_to(self.0)
    }
}

impl fmt::Display for HasId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "id:{}", self.0)
    }
}
