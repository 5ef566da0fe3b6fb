//! `wire:`, the wire that sent the item.

use crate::query::field::{Field, Suggestion, TextField, TextOrigin};

pub(super) const FIELD: Field = Field::Text(TextField {
    names: ["wire", "电讯"],
    any: |item, is_match| item.wire().is_some_and(is_match),
    pinyin: None,
    origin: TextOrigin::Outside,
    suggestion: Suggestion::Found,
});
