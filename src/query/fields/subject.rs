//! `subject:`, the topics that a dump gives.

use crate::query::field::{Field, Suggestion, TextField, TextOrigin};

pub(super) const FIELD: Field = Field::Text(TextField {
    names: ["subject", "主题"],
    any: |item, is_match| item.subjects().into_iter().any(is_match),
    pinyin: None,
    origin: TextOrigin::Story,
    suggestion: Suggestion::Found,
});
