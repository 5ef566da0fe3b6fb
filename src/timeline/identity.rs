//! What tells a story from all others, the same in every run, whatever its dump is called and wherever it stands there.
//!
//! The wire's own number where a record has one. Else a hash of minute and opening: a story keeps it when its text is
//! cut, titled or lengthened. Where stories of one minute open alike (some 60 of 11,801 real ones: four announcements of
//! one plan in a minute), each gets a hash of its full text. Letting one of them keep the short one would hand its
//! identity, and the marks that hang on it, to whichever story sorts first once another arrives.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

use super::fold;
use super::merge::may_open_alike;
use super::rows::{Row, Stories};
use super::view::View;
use crate::item::ItemId;

/// Identities by row, of those rows that do not have [`of_shown`].
pub(super) type Exceptions = HashMap<u32, ItemId>;

/// The identity as the shown record tells it alone.
pub(super) fn of_shown(view: &View<'_>, row: Row) -> ItemId {
    match view.wire_id(row.seat) {
        Some(number) => ItemId::from_wire(number),
        None => of_content(view, row),
    }
}

fn of_content(view: &View<'_>, row: Row) -> ItemId {
    let mut bytes = [0; 12];
    write_opening(&mut bytes, view, row);
    ItemId::from_content(xxh3_64(&bytes))
}

fn of_full_text(view: &View<'_>, row: Row) -> ItemId {
    let mut bytes = [0; 20];
    write_opening(&mut bytes, view, row);
    bytes[12..].copy_from_slice(&fold::hash(view.text(row.seat)).to_le_bytes());
    ItemId::from_content(xxh3_64(&bytes))
}

/// Minute and opening, low byte first on every machine.
fn write_opening(bytes: &mut [u8], view: &View<'_>, row: Row) {
    let record = view.record(row.seat);
    bytes[..4].copy_from_slice(&record.stamp.minute().to_le_bytes());
    bytes[4..12].copy_from_slice(&record.opening.to_le_bytes());
}

/// Finds the rows whose identity the shown record does not tell.
///
/// `any_alike` is whether any two records of a minute may open alike.
pub(super) fn exceptions(
    view: &View<'_>,
    any_alike: bool,
    rows: &[Row],
    stories: &Stories,
) -> Exceptions {
    let mut found = Exceptions::new();
    if view.has_extras() {
        found.extend(
            rows.iter()
                .zip(0..)
                .filter_map(|(row, at)| numbered_elsewhere(view, *row, stories, at)),
        );
    }
    if !any_alike {
        return found;
    }
    for minute in openings(view, rows).chunk_by(|a, b| a.minute == b.minute) {
        if may_open_alike(minute, |opened| opened.opening) {
            let rows = minute
                .iter()
                .filter_map(|opened| Some((rows.get(opened.row as usize)?, opened.row)));
            let mut unnumbered: Vec<(&Row, u32)> = rows
                .filter(|row| view.wire_id(row.0.seat).is_none() && !found.contains_key(&row.1))
                .collect();
            tell_apart(view, &mut unnumbered, &mut found);
        }
    }
    found
}

/// What nearly all rows are told apart by, without a second look at any of them.
struct Opened {
    minute: u32,
    row: u32,
    opening: u64,
}

/// Minute and opening of every row's shown record, by minute. Rows stand by the finest time that any record of their story
/// gives, and the shown one may give another.
fn openings(view: &View<'_>, rows: &[Row]) -> Vec<Opened> {
    let opened = |(row, at): (&Row, u32)| {
        let record = view.record(row.seat);
        Opened {
            minute: record.stamp.minute(),
            row: at,
            opening: record.opening,
        }
    };
    let mut opened: Vec<Opened> = rows.iter().zip(0..).map(opened).collect();
    // On nearly every day they stand so already, which the standard library's sort sees in one walk.
    opened.sort_by_key(|opened| opened.minute);
    opened
}

/// The number of a story whose shown record has none.
fn numbered_elsewhere(
    view: &View<'_>,
    row: Row,
    stories: &Stories,
    at: u32,
) -> Option<(u32, ItemId)> {
    let seats = stories.seats(at as usize)?;
    if view.wire_id(row.seat).is_some() {
        return None;
    }
    seats
        .iter()
        .find_map(|&seat| view.wire_id(seat))
        .map(|number| (at, ItemId::from_wire(number)))
}

/// Gives those of a minute's stories that open alike identities of their own.
fn tell_apart(view: &View<'_>, minute: &mut [(&Row, u32)], found: &mut Exceptions) {
    if minute.len() < 2 {
        return;
    }
    let opening = |row: &(&Row, u32)| view.record(row.0.seat).opening;
    minute.sort_by_key(opening);
    for alike in minute
        .chunk_by(|a, b| opening(a) == opening(b))
        .filter(|alike| alike.len() > 1)
    {
        found.extend(alike.iter().map(|row| (row.1, of_full_text(view, *row.0))));
    }
}
