//! `file:`, the path of the dump.

use crate::query::field::{Field, Suggestion, TextField, TextOrigin};

pub(super) const FIELD: Field = Field::Text(TextField {
    names: ["file", "文件"],
    any: |item, is_match| is_match(&item.file()),
    pinyin: None,
    origin: TextOrigin::Outside,
    suggestion: Suggestion::Nothing,
});
