//! Values as the columns of the database hold them.

use rusqlite::Row;

use super::change::{Mark, Note};
use crate::item::{ItemId, NewsDay, Stamp};

/// SQLite's integers are signed.
pub(super) const fn bits(id: ItemId) -> i64 {
    id.to_bits().cast_signed()
}

pub(super) fn item_id(row: &Row<'_>, column: usize) -> rusqlite::Result<ItemId> {
    let bits: i64 = row.get(column)?;
    Ok(ItemId::from_bits(bits.cast_unsigned()))
}

pub(super) fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<NewsDay> {
    Ok(NewsDay::from_number(row.get(column)?))
}

pub(super) fn stamp(seconds: u32) -> Stamp {
    Stamp::from_unix(i64::from(seconds)).unwrap_or_default()
}

/// The mark in three columns: `starred_at`, `note`, `noted_at`.
pub(super) fn mark(row: &Row<'_>, first: usize) -> rusqlite::Result<Mark> {
    let starred_at: Option<u32> = row.get(first)?;
    let text: Option<String> = row.get(first + 1)?;
    let noted_at: Option<u32> = row.get(first + 2)?;
    Ok(Mark {
        starred_at: starred_at.map(stamp),
        note: text.map(|text| Note {
            text: text.into(),
            at: stamp(noted_at.unwrap_or_default()),
        }),
    })
}
