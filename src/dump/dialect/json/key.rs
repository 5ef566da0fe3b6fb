//! Days and times that are names: `{"2026-05-31": [{"time": "09:31", …}]}`, `{"2026-05-31 09:31:05": {"content": …}}`.

use std::borrow::Cow;

use crate::dump::dialect::instant::WrittenTime;
use crate::dump::dialect::item_field::ItemField;
use crate::dump::dialect::item_role::ItemRole;
use crate::item::NewsDay;

/// The rank of a time that is a name: an item's own time is better.
const RANK: u8 = 200;

/// The day that a name gives to the items below it.
pub(super) fn day_of_name(name: &str) -> Option<NewsDay> {
    if !name.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    WrittenTime::parse(name).ok().and_then(WrittenTime::day)
}

/// The time that a name gives to the object below it.
pub(super) fn time_of_name(name: Cow<'_, str>) -> Option<ItemField<'_>> {
    if !name.starts_with(|c: char| c.is_ascii_digit()) || !name.contains(':') {
        return None;
    }
    WrittenTime::parse(&name).ok()?;
    let value = name.clone();
    Some(ItemField::new(name, (ItemRole::Time, RANK), value))
}
