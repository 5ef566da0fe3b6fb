//! One news day: its merged items in order, as rows that point into the dumps they came from.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::identity::{self, Exceptions};
use super::revision::{Memory, Renamed};
use super::rows::{self, Order, Row, Stories};
use super::seats::{Dated, Seat, Seats};
use super::view::View;
use super::{ItemRef, Place, gaps, merge};
use crate::dump::Dump;
use crate::item::{ItemId, NewsDay, Stamp};

/// A news day, immutable once built. Rows ascend by time, then by the file's order.
#[derive(Debug)]
pub struct Day {
    date: NewsDay,
    dumps: Box<[Arc<Dump>]>,
    seats: Seats,
    rows: Box<[Row]>,
    stories: Stories,
    exceptions: Exceptions,
    memory: Memory,
    /// Found when they are first asked for.
    gaps: OnceLock<Box<[u32]>>,
}

impl Day {
    /// Merges and orders what the dumps hold of this day.
    ///
    /// `previous` is the same day before its dumps changed: items that are told to be the same story in a new wording
    /// keep their identity and remember the earlier wording. The order of `dumps` makes no difference.
    pub fn build(day: NewsDay, dumps: Vec<Arc<Dump>>, previous: Option<&Self>) -> Self {
        let dated: Vec<Dated> = dumps.into_iter().map(Dated::from).collect();
        Self::build_dated(day, dated.iter().collect(), previous, None).0
    }

    /// The days that these dumps alone have, ascending. One pass over each dump, however many days it has.
    pub fn build_all(dumps: &[Dated]) -> Vec<Arc<Self>> {
        let mut by_day: Vec<(NewsDay, &Dated)> = Vec::with_capacity(dumps.len());
        for dated in dumps {
            by_day.extend(dated.calendar.days().map(|day| (day, dated)));
        }
        by_day.sort_by_key(|(day, _)| *day);
        let days = by_day
            .chunk_by(|a, b| a.0 == b.0)
            .filter_map(|dumps| Some((dumps.first()?.0, dumps)));
        let build = |day, dumps: &[(NewsDay, &Dated)]| {
            Self::build_dated(
                day,
                dumps.iter().map(|(_, dated)| *dated).collect(),
                None,
                None,
            )
            .0
        };
        days.map(|(day, dumps)| Arc::new(build(day, dumps)))
            .collect()
    }

    /// Builds a day of dumps whose calendars are known; tells which identities became others. `seen` is the moment at which
    /// what is new in it was seen, if that is to be noted.
    pub(super) fn build_dated(
        day: NewsDay,
        mut dumps: Vec<&Dated>,
        previous: Option<&Self>,
        seen: Option<Stamp>,
    ) -> (Self, Renamed) {
        dumps.retain(|dated| dated.calendar.has(day));
        dumps.sort_by(|a, b| canonical(&a.dump).cmp(&canonical(&b.dump)));
        let seats = Seats::of(day, &dumps);
        let dumps: Box<[Arc<Dump>]> = dumps.iter().map(|dated| Arc::clone(&dated.dump)).collect();
        let view = View {
            dumps: &dumps,
            seats: &seats,
        };
        let by_time = rows::by_time(&view);
        let (groups, any_alike) = merge::groups(&view, &by_time);
        let (rows, stories) = rows::rows(&view, &by_time, groups);
        let exceptions = identity::exceptions(&view, any_alike, &rows, &stories);
        let mut built = Self {
            date: day,
            dumps,
            seats,
            rows,
            stories,
            exceptions,
            memory: Memory::default(),
            gaps: OnceLock::new(),
        };
        let renamed = previous
            .map(|previous| built.remember(previous, seen))
            .unwrap_or_default();
        (built, renamed)
    }

    fn remember(&mut self, previous: &Self, seen: Option<Stamp>) -> Renamed {
        let (memory, renamed) = Memory::of(previous, self, seen);
        self.memory = memory;
        renamed
    }

    /// The day itself.
    pub const fn day(&self) -> NewsDay {
        self.date
    }

    /// The dumps that have entries of this day, in an order that does not depend on when they were read.
    pub fn dumps(&self) -> &[Arc<Dump>] {
        &self.dumps
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The item in a row; the last one where `row` is past the end.
    ///
    /// # Panics
    /// On a day without items.
    pub fn item(&self, row: usize) -> ItemRef<'_> {
        ItemRef::new(self, row.min(self.rows.len() - 1))
    }

    /// The items, oldest first.
    pub fn items(&self) -> impl DoubleEndedIterator<Item = ItemRef<'_>> + ExactSizeIterator {
        (0..self.rows.len()).map(|row| ItemRef::new(self, row))
    }

    /// The rows, ascending, before which no entry came for long though the session was busy.
    pub fn gaps(&self) -> &[u32] {
        self.gaps.get_or_init(|| gaps::find(self))
    }

    /// The row of an item, if this day has it.
    pub fn find(&self, id: ItemId) -> Option<usize> {
        (0..self.rows.len()).find(|&row| self.id(row) == id)
    }

    /// The row of an item that went out at this moment, if this day has it; found sooner than by its identity alone.
    pub fn find_at(&self, id: ItemId, stamp: Stamp) -> Option<usize> {
        let from = self.first_row(|other| other.0 < stamp);
        let at = (from..self.rows.len()).take_while(|&row| self.stamp(row) == stamp);
        at.into_iter()
            .find(|&row| self.id(row) == id)
            .or_else(|| self.find(id))
    }

    /// The row that shows this record of [`Self::dumps`], also where another record of the same story is shown in its
    /// place.
    pub fn row_of(&self, dump: usize, record: u32) -> Option<usize> {
        self.row_at(self.seats.seat(dump, record)?)
    }

    /// The rows that show a record which `search` finds, ascending. It is called with a dump and a range of its records, and
    /// notes the indices of those found, in any order, be it more than once.
    pub fn rows_shown_by(
        &self,
        search: impl FnMut(&Dump, Range<usize>, &mut Vec<u32>),
    ) -> Vec<u32> {
        let seats = self.seats_of(search);
        if seats.len() < self.rows.len() / MANY {
            let shown = |&seat: &Seat| self.row_at(seat).filter(|&row| self.rows[row].seat == seat);
            return ascending(seats.iter().filter_map(shown));
        }
        let mut is_found = vec![false; self.seats.count()];
        for seat in seats {
            is_found[seat as usize] = true;
        }
        // Every row is written, and the next one over it where it was not found: no processor foresees which are.
        let (mut rows, mut len) = (vec![0; self.rows.len()], 0);
        for (at, row) in (0..).zip(&self.rows) {
            rows[len] = at;
            len += usize::from(is_found[row.seat as usize]);
        }
        rows.truncate(len);
        rows
    }

    /// The rows whose stories have a record which `search` finds, ascending; see [`Self::rows_shown_by`].
    pub fn rows_with(&self, search: impl FnMut(&Dump, Range<usize>, &mut Vec<u32>)) -> Vec<u32> {
        ascending(
            self.seats_of(search)
                .into_iter()
                .filter_map(|seat| self.row_at(seat)),
        )
    }

    fn seats_of(&self, mut search: impl FnMut(&Dump, Range<usize>, &mut Vec<u32>)) -> Vec<Seat> {
        let (mut seats, mut found) = (Vec::new(), Vec::with_capacity(FOUND));
        for span in self.seats.spans() {
            let Some(dump) = self.dumps.get(span.dump()) else {
                continue;
            };
            search(dump, span.records(), &mut found);
            seats.extend(found.drain(..).map(|at| span.seat_of(at)));
        }
        seats
    }

    pub(super) fn row_at(&self, seat: Seat) -> Option<usize> {
        if let Some(row) = self.stories.row(seat) {
            return Some(row);
        }
        let order = (self.view().stamp(seat), seat);
        let row = self.first_row(|other| other < order);
        (self.rows.get(row)?.seat == seat).then_some(row)
    }

    /// The first row that does not stand before a place in the order.
    fn first_row(&self, is_before: impl Fn(Order) -> bool) -> usize {
        let (mut low, mut high) = (0, self.rows.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if is_before(self.order(middle)) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        low
    }

    fn order(&self, row: usize) -> Order {
        let seat = self.rows[row].seat;
        self.stories
            .order(row)
            .unwrap_or_else(|| (self.view().stamp(seat), seat))
    }

    pub(super) const fn view(&self) -> View<'_> {
        View {
            dumps: &self.dumps,
            seats: &self.seats,
        }
    }

    pub(super) fn row(&self, row: usize) -> Row {
        self.rows[row]
    }

    pub(super) fn stamp(&self, row: usize) -> Stamp {
        self.order(row).0
    }

    pub(super) fn id(&self, row: usize) -> ItemId {
        let natural = self.natural_id(row);
        self.memory.id(natural).unwrap_or(natural)
    }

    /// The identity without regard to what was known before.
    pub(super) fn natural_id(&self, row: usize) -> ItemId {
        let exception = if self.exceptions.is_empty() {
            None
        } else {
            self.exceptions.get(&(row as u32))
        };
        exception
            .copied()
            .unwrap_or_else(|| identity::of_shown(&self.view(), self.rows[row]))
    }

    pub(super) const fn memory(&self) -> &Memory {
        &self.memory
    }

    /// The records of the row's story, the shown one first.
    pub(super) fn places_seats(&self, row: usize) -> &[Seat] {
        self.stories
            .seats(row)
            .unwrap_or_else(|| std::slice::from_ref(&self.rows[row].seat))
    }

    /// Every record of the row's story, the shown one first.
    pub(super) fn places(&self, row: usize) -> impl Iterator<Item = Place<'_>> {
        let view = self.view();
        self.places_seats(row).iter().map(move |&seat| Place {
            dump: view.dump(seat),
            record: view.record(seat),
        })
    }

    /// When it was seen that the row's story has become a red one.
    pub(super) fn promoted(&self, row: usize) -> Option<Stamp> {
        if self.memory.is_empty() {
            None
        } else {
            self.memory.promoted(self.natural_id(row))
        }
    }

    /// The texts the row's story had before, oldest first.
    pub(super) fn earlier(&self, row: usize) -> &[Arc<str>] {
        if self.memory.is_empty() {
            &[]
        } else {
            self.memory.earlier(self.natural_id(row))
        }
    }
}

/// Room for what is found in a usual dump.
const FOUND: usize = 128;

/// One found record in so many is worth going through all rows at once rather than looking for the row of each.
const MANY: usize = 64;

fn ascending(rows: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut rows: Vec<u32> = rows.map(|row| row as u32).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// An order of dumps that tells nothing of when they were read.
fn canonical(dump: &Dump) -> impl Ord + '_ {
    (&dump.heading.wire, &dump.heading.channel, &dump.path)
}
