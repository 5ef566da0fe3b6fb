//! `body:`, the text without title, dateline and attribution.

use crate::query::field::{Field, Suggestion, TextField, TextOrigin};
use crate::query::pinyin::ReadingRule;

pub(super) const FIELD: Field = Field::Text(TextField {
    names: ["body", "正文"],
    any: |item, is_match| is_match(item.body()),
    pinyin: Some(ReadingRule::Body),
    origin: TextOrigin::Story,
    suggestion: Suggestion::Nothing,
});
