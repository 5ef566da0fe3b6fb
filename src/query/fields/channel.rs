//! `channel:`, the channels of the story.

use crate::item::ItemFlags;
use crate::query::field::{Field, Suggestion, TextField, TextOrigin};
use crate::query::item::QueryItem;

pub(super) const FIELD: Field = Field::Text(TextField {
    names: ["channel", "频道"],
    any: any_channel,
    pinyin: None,
    origin: TextOrigin::Outside,
    suggestion: Suggestion::Found,
});

/// A story that was sent in two channels is in both, whichever of them the item names.
fn any_channel(item: &dyn QueryItem, is_match: &dyn Fn(&str) -> bool) -> bool {
    let flags = item.flags();
    item.channel().is_some_and(is_match)
        || (flags.has(ItemFlags::RED) && is_match("加红"))
        || (flags.has(ItemFlags::ORDINARY) && is_match("普通"))
}
