//! Records and stories -> rows in order.
//!
//! Rows ascend by the finest time that any record of their story gives; a minute without seconds counts as its first
//! second, as it is printed. Within equal times the order of seats decides: by dump, then as the file has it.

use super::fold;
use super::merge::Groups;
use super::seats::Seat;
use super::view::View;
use crate::dump::Record;
use crate::dump::story::{non_blank_chars, strip_ellipsis, strip_title};
use crate::item::{ItemFlags, Stamp};

/// One item of a day: which record shows it, and what all its records know together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) seat: Seat,
    pub(super) flags: ItemFlags,
}

/// Where a row stands in its day's order: time, then seat.
pub(super) type Order = (Stamp, Seat);

/// A row whose story has several records.
#[derive(Clone, Copy, Debug)]
struct Story {
    row: u32,
    order: Order,
    first: u32,
    len: u32,
}

/// What the rows cannot tell themselves about stories with several records. Empty on most days.
#[derive(Debug, Default)]
pub(super) struct Stories {
    merged: Box<[Story]>,
    /// The records of each story, the shown one first.
    seats: Box<[Seat]>,
    /// Every record of such stories with its row, ascending.
    rows: Box<[(Seat, u32)]>,
}

impl Stories {
    fn story(&self, row: usize) -> Option<&Story> {
        let at = self
            .merged
            .binary_search_by_key(&row, |story| story.row as usize)
            .ok()?;
        self.merged.get(at)
    }

    /// The records of a row's story, the shown one first; `None` where the shown one is the only one.
    pub(super) fn seats(&self, row: usize) -> Option<&[Seat]> {
        let story = self.story(row)?;
        self.seats
            .get(story.first as usize..(story.first + story.len) as usize)
    }

    /// The place in the order of a row whose story has several records.
    pub(super) fn order(&self, row: usize) -> Option<Order> {
        self.story(row).map(|story| story.order)
    }

    /// The row of a record whose story has others.
    pub(super) fn row(&self, seat: Seat) -> Option<usize> {
        let at = self.rows.binary_search_by_key(&seat, |pair| pair.0).ok()?;
        self.rows.get(at).map(|pair| pair.1 as usize)
    }
}

/// What a day is put in order and merged by, of one record: looked up once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timed {
    pub(super) stamp: Stamp,
    pub(super) seat: Seat,
    pub(super) opening: u64,
    pub(super) flags: ItemFlags,
}

impl Timed {
    /// Stories are compared within a minute.
    pub(super) const fn minute(&self) -> u32 {
        self.stamp.minute()
    }
}

/// All the day's records by time.
pub(super) fn by_time(view: &View<'_>) -> Vec<Timed> {
    let timed = |(seat, record): (Seat, &Record)| Timed {
        stamp: record.stamp,
        seat,
        opening: record.opening,
        flags: record.flags,
    };
    let mut timed: Vec<_> = view.seats.records(view.dumps).map(timed).collect();
    // The standard library's sort is linear where runs are sorted already, as those of a dump mostly are.
    timed.sort_by_key(|timed| (timed.stamp, timed.seat));
    timed
}

/// Makes the rows: of every record that stands alone, and of every story.
pub(super) fn rows(view: &View<'_>, by_time: &[Timed], groups: Groups) -> (Box<[Row]>, Stories) {
    let alone = |timed: &Timed| Row {
        seat: timed.seat,
        flags: timed.flags,
    };
    if groups.is_empty() {
        return (by_time.iter().map(alone).collect(), Stories::default());
    }
    let mut merged: Vec<Seat> = groups.iter().flatten().copied().collect();
    merged.sort_unstable();
    let single = by_time
        .iter()
        .filter(|timed| merged.binary_search(&timed.seat).is_err());
    let mut ordered: Vec<(Order, Row, Option<Vec<Seat>>)> = single
        .map(|timed| ((timed.stamp, timed.seat), alone(timed), None))
        .collect();
    ordered.extend(groups.into_iter().filter_map(|seats| story(view, seats)));
    ordered.sort_by_key(|row| row.0);
    let rows = ordered.iter().map(|row| row.1).collect();
    (rows, collect_stories(ordered))
}

/// The row of a story with several records.
fn story(view: &View<'_>, mut seats: Vec<Seat>) -> Option<(Order, Row, Option<Vec<Seat>>)> {
    seats.sort_unstable();
    let shown = seats
        .iter()
        .copied()
        .max_by(|&a, &b| preference(view, a).cmp(&preference(view, b)))?;
    seats.retain(|&seat| seat != shown);
    seats.insert(0, shown);
    let order = finest(view, &seats)?;
    let own = ItemFlags::TITLED
        .with(ItemFlags::PROVISIONAL)
        .with(ItemFlags::DISTINCT_OPENING);
    let others = seats
        .iter()
        .skip(1)
        .map(|&seat| view.record(seat).flags.without(own));
    let flags = others.fold(view.record(shown).flags, ItemFlags::with);
    Some((order, Row { seat: shown, flags }, Some(seats)))
}

/// What makes one record of a story show it: the longest text without title and without the ellipsis of a cut, then with
/// both. Between equals the text itself decides, and then the seat, so that the order of loading does not.
fn preference<'a>(view: &View<'a>, seat: Seat) -> impl Ord + use<'a> {
    let text = view.text(seat);
    (
        non_blank_chars(strip_ellipsis(strip_title(text))).count(),
        non_blank_chars(text).count(),
        fold::hash(text),
        text,
        u32::MAX - seat,
    )
}

/// The first of the finest times that the records give.
fn finest(view: &View<'_>, seats: &[Seat]) -> Option<Order> {
    let coarse = |seat: Seat| !view.record(seat).flags.has(ItemFlags::SECONDS);
    let best = seats
        .iter()
        .map(|&seat| (coarse(seat), view.stamp(seat), seat))
        .min();
    best.map(|(_, stamp, seat)| (stamp, seat))
}

fn collect_stories(ordered: Vec<(Order, Row, Option<Vec<Seat>>)>) -> Stories {
    let (mut stories, mut seats, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for ((order, _, places), row) in ordered.into_iter().zip(0..) {
        if let Some(places) = places {
            stories.push(Story {
                row,
                order,
                first: seats.len() as u32,
                len: places.len() as u32,
            });
            rows.extend(places.iter().map(|&seat| (seat, row)));
            seats.extend(places);
        }
    }
    rows.sort_unstable();
    Stories {
        merged: stories.into(),
        seats: seats.into(),
        rows: rows.into(),
    }
}
