//! `in:`, the stocks and words of a watchlist.

use crate::query::field::{Field, ListField};

pub(super) const FIELD: Field = Field::List(ListField {
    names: ["in", "自选"],
});
