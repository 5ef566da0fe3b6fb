//! The id of a story: the same in every run, whatever its dump is called and wherever it is in the dump.
//!
//! 1. The wire's own number, if a record has one.
//! 2. Otherwise a hash of minute and opening: it stays when the text is cut, titled or lengthened.
//! 3. If several stories of a minute have one opening, a hash of minute, opening and full text for each. That applies to some
//!    60 of 11,801 real stories, such as four announcements of one plan. If one of them kept the short hash, its id, and the
//!    marks that depend on it, would go to another story once one arrives that sorts first.
//!
//! The first two are computed from the shown record when they are read; a day stores only the exceptions.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

use super::compare;
use super::merge::may_share_opening;
use super::records::{RecordIndex, RecordTable};
use super::rows::{DayRow, MergedStories};
use crate::item::ItemId;

/// The ids by row, of rows whose id is not [`of_record`].
pub(super) type IdExceptions = HashMap<u32, ItemId>;

/// The id that the shown record alone gives.
pub(super) fn of_record(table: &RecordTable, shown: RecordIndex) -> ItemId {
    match table.wire_id(shown) {
        Some(number) => ItemId::from_wire(number),
        None => ItemId::from_content(xxh3_64(&opening_bytes(table, shown))),
    }
}

fn of_full_text(table: &RecordTable, shown: RecordIndex) -> ItemId {
    let mut bytes = [0; 20];
    bytes[..12].copy_from_slice(&opening_bytes(table, shown));
    bytes[12..].copy_from_slice(&compare::hash(table.text(shown)).to_le_bytes());
    ItemId::from_content(xxh3_64(&bytes))
}

/// Minute and opening, low byte first on every machine.
fn opening_bytes(table: &RecordTable, index: RecordIndex) -> [u8; 12] {
    let record = table.record(index);
    let mut bytes = [0; 12];
    bytes[..4].copy_from_slice(&record.stamp.minute().to_le_bytes());
    bytes[4..].copy_from_slice(&record.opening.to_le_bytes());
    bytes
}

/// Finds the rows whose id is not that of the shown record. `any_alike` is whether any two records of a minute may have the
/// same opening.
pub(super) fn exceptions(
    table: &RecordTable,
    any_alike: bool,
    rows: &[DayRow],
    stories: &MergedStories,
) -> IdExceptions {
    let mut found = IdExceptions::new();
    if table.has_extras() {
        let numbered = |(row, at): (&DayRow, u32)| {
            let number = number_of_others(table, row.shown, stories.records(at as usize)?)?;
            Some((at, ItemId::from_wire(number)))
        };
        found.extend(rows.iter().zip(0..).filter_map(numbered));
    }
    if !any_alike {
        return found;
    }
    for minute in openings(table, rows).chunk_by_mut(|a, b| a.minute == b.minute) {
        if may_share_opening(minute, |row| row.opening) {
            minute.sort_by_key(|row| row.opening);
            let groups = minute.chunk_by(|a, b| a.opening == b.opening);
            for alike in groups.filter(|alike| alike.len() > 1) {
                separate(table, rows, alike, &mut found);
            }
        }
    }
    found
}

/// The number of a story whose shown record has none.
fn number_of_others(
    table: &RecordTable,
    shown: RecordIndex,
    records: &[RecordIndex],
) -> Option<u64> {
    match table.wire_id(shown) {
        Some(_) => None,
        None => records.iter().find_map(|&index| table.wire_id(index)),
    }
}

/// Minute and opening of a row's shown record.
struct RowOpening {
    minute: u32,
    row: u32,
    opening: u64,
}

/// The openings of all rows, by minute. Rows are ordered by the finest time of any record of their story, which may differ
/// from that of the shown one.
fn openings(table: &RecordTable, rows: &[DayRow]) -> Vec<RowOpening> {
    let opening = |(row, at): (&DayRow, u32)| {
        let record = table.record(row.shown);
        RowOpening {
            minute: record.stamp.minute(),
            row: at,
            opening: record.opening,
        }
    };
    let mut openings: Vec<RowOpening> = rows.iter().zip(0..).map(opening).collect();
    // Nearly every day is already in this order, and then the sort is one walk.
    openings.sort_by_key(|row| row.minute);
    openings
}

/// Gives each unnumbered one of several stories with one opening the id of its full text.
fn separate(table: &RecordTable, rows: &[DayRow], alike: &[RowOpening], found: &mut IdExceptions) {
    let shown = |row: &RowOpening| rows[row.row as usize].shown;
    let unnumbered: Vec<&RowOpening> = alike
        .iter()
        .filter(|row| !found.contains_key(&row.row) && table.wire_id(shown(row)).is_none())
        .collect();
    if unnumbered.len() > 1 {
        let id = |row: &RowOpening| (row.row, of_full_text(table, shown(row)));
        found.extend(unnumbered.into_iter().map(id));
    }
}
