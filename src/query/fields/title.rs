//! `title:`, the title without its outer 【】.

use crate::query::field::{Field, Suggestion, TextField, TextOrigin};
use crate::query::pinyin::ReadingRule;

pub(super) const FIELD: Field = Field::Text(TextField {
    names: ["title", "标题"],
    any: |item, is_match| item.title().is_some_and(is_match),
    pinyin: Some(ReadingRule::Headline),
    origin: TextOrigin::Story,
    suggestion: Suggestion::Nothing,
});
