//! `source:`, the attribution at the end of the text.

use crate::query::field::{Field, Suggestion, TextField, TextOrigin};

pub(super) const FIELD: Field = Field::Text(TextField {
    names: ["source", "来源"],
    any: |item, is_match| item.source().is_some_and(is_match),
    pinyin: None,
    origin: TextOrigin::Story,
    suggestion: Suggestion::Found,
});
