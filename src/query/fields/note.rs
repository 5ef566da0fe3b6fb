//! `note:`, what the user wrote about the item.

use crate::query::field::{Field, Suggestion, TextField, TextOrigin};

pub(super) const FIELD: Field = Field::Text(TextField {
    names: ["note", "批注"],
    any: |item, is_match| item.note().is_some_and(is_match),
    pinyin: None,
    origin: TextOrigin::Marks,
    suggestion: Suggestion::Nothing,
});
