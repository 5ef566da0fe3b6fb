//! `column:`, the column that opens the title.

use crate::query::field::{Field, Suggestion, TextField, TextOrigin};

pub(super) const FIELD: Field = Field::Text(TextField {
    names: ["column", "栏目"],
    any: |item, is_match| item.column().is_some_and(is_match),
    pinyin: None,
    origin: TextOrigin::Story,
    suggestion: Suggestion::Found,
});
