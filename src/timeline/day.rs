//! One news day: its merged items in order, as rows that point into the dumps they came from.
//!
//! A row is eight bytes: the index of the shown record, and flags. Everything else of an item is looked up when it is read;
//! tables beside the rows hold only the exceptions, such as stories with several records. To find a row takes a binary
//! search by time.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::slice;
use std::sync::{Arc, OnceLock};

use super::history::{EarlierTexts, HistoryTable, NO_TEXTS};
use super::identity;
use super::records::{RecordIndex, RecordTable};
use super::rows::{DayRow, MergedStories, RowOrder};
use crate::dump::Dump;
use crate::item::{ItemId, NewsDay, Stamp};

/// The initial capacity for the hits in a dump.
const INITIAL_HITS: usize = 128;

/// If more than one in this many rows is found, a walk over all rows is faster than a binary search for each.
const WALK_RATIO: usize = 64;

/// A news day, immutable once built. Rows ascend by time, then by the order of the file.
#[derive(Debug)]
pub struct Day {
    pub(super) date: NewsDay,
    pub(super) records: RecordTable,
    pub(super) rows: Box<[DayRow]>,
    pub(super) stories: MergedStories,
    pub(super) history: HistoryTable,
    /// The earlier wordings that exports have of rows.
    pub(super) archived: BTreeMap<u32, EarlierTexts>,
    /// The id that its records alone give each row. Computed at first use.
    pub(super) content_ids: OnceLock<Box<[ItemId]>>,
    /// Computed at first use.
    pub(super) gaps: OnceLock<Box<[u32]>>,
    /// Computed at first use.
    pub(super) red_rows: OnceLock<Box<[u32]>>,
}

impl Day {
    /// The day itself.
    pub const fn day(&self) -> NewsDay {
        self.date
    }

    /// The dumps that have entries of this day, in an order that does not depend on when they were read.
    pub fn dumps(&self) -> &[Arc<Dump>] {
        self.records.dumps()
    }

    /// Whether it has entries of more than one wire.
    pub const fn has_several_wires(&self) -> bool {
        self.records.has_several_wires()
    }

    /// Whether any of its dumps has more than texts and times; most do not.
    pub fn has_extras(&self) -> bool {
        self.records.has_extras()
    }

    /// The wire of its first dump that says so.
    pub fn first_wire(&self) -> Option<&str> {
        self.dumps().iter().find_map(|dump| dump.wires().next())
    }

    /// The number of items.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no item.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows of red items, ascending, to count those between two moments. The cost is one walk over the day, once.
    pub fn red_rows(&self) -> &[u32] {
        self.red_rows.get_or_init(|| {
            let rows = self.rows.iter().zip(0..);
            let red = rows.filter(|(row, _)| row.flags.is_red());
            red.map(|(_, row)| row).collect()
        })
    }

    /// The row of an item, if this day has it.
    pub fn find(&self, id: ItemId) -> Option<usize> {
        if id.wire().is_some() && !self.records.has_extras() {
            return None; // No dump of this day gives numbers.
        }
        (0..self.rows.len()).find(|&row| self.id(row) == id)
    }

    /// The row of the item that answers to an id: the one that has it, or else the first for which it is the id of another
    /// wording or dialect. The cost is that of [`Self::find`], and some hashes for each item of the id's minute.
    pub fn find_any(&self, id: ItemId) -> Option<usize> {
        let answers = |&row: &usize| self.item(row).answers_to(id);
        self.find(id).or_else(|| (0..self.len()).find(answers))
    }

    /// The row of the item that answers to one of these ids, as [`Self::find_any`] finds it. Items of an id's minute are looked
    /// at before all others.
    pub fn find_story(&self, ids: &[ItemId]) -> Option<usize> {
        let near = ids.iter().find_map(|id| self.find_in_minute(*id));
        near.or_else(|| ids.iter().find_map(|id| self.find_any(*id)))
    }

    fn find_in_minute(&self, id: ItemId) -> Option<usize> {
        let minute = id.minute()?;
        let exact = self.items_of_minute(minute).find(|item| item.id() == id);
        let other = || {
            self.items_of_minute(minute)
                .find(|item| item.answers_to(id))
        };
        exact.or_else(other).map(|item| item.row())
    }

    /// The row of an item that was sent at this moment. Searches the items of that moment before all others.
    pub fn find_at(&self, id: ItemId, stamp: Stamp) -> Option<usize> {
        let from = self.first_row(|other| other.0 < stamp);
        (from..self.rows.len())
            .take_while(|&row| self.stamp(row) == stamp)
            .find(|&row| self.id(row) == id)
            .or_else(|| self.find(id))
    }

    /// The row of the story that has this record, given by the index of its dump and its number there.
    pub fn row_of(&self, dump: usize, record: u32) -> Option<usize> {
        self.row_of_record(self.records.index(dump, record)?)
    }

    /// The rows whose shown record is found by `search`, ascending. It is called with a dump and a range of record numbers,
    /// and adds the numbers of those found, in any order; twice does no harm.
    pub fn rows_by_shown_record(
        &self,
        search: impl FnMut(&Dump, Range<usize>, &mut Vec<u32>),
    ) -> Vec<u32> {
        let found = self.search(search);
        if found.len() < self.rows.len() / WALK_RATIO {
            let is_shown = |row: usize, index| self.rows[row].shown == index;
            let rows = found.iter().filter_map(|&index| {
                let row = self.row_of_record(index)?;
                is_shown(row, index).then_some(row)
            });
            return ascending(rows);
        }
        let mut is_found = vec![false; self.records.len()];
        for index in found {
            is_found[index as usize] = true;
        }
        // Writes every row, and overwrites those that are not found: a branch would be mispredicted.
        let (mut rows, mut len) = (vec![0; self.rows.len()], 0);
        for (at, row) in (0..).zip(&self.rows) {
            rows[len] = at;
            len += usize::from(is_found[row.shown as usize]);
        }
        rows.truncate(len);
        rows
    }

    /// The rows of stories with any record found by `search`, ascending; see [`Self::rows_by_shown_record`].
    pub fn rows_by_any_record(
        &self,
        search: impl FnMut(&Dump, Range<usize>, &mut Vec<u32>),
    ) -> Vec<u32> {
        let found = self.search(search).into_iter();
        ascending(found.filter_map(|index| self.row_of_record(index)))
    }

    fn search(
        &self,
        mut search: impl FnMut(&Dump, Range<usize>, &mut Vec<u32>),
    ) -> Vec<RecordIndex> {
        let (mut all, mut found) = (Vec::new(), Vec::with_capacity(INITIAL_HITS));
        for run in self.records.runs() {
            search(&self.dumps()[run.dump()], run.records(), &mut found);
            all.extend(found.drain(..).map(|record| run.index(record)));
        }
        all
    }

    fn row_of_record(&self, index: RecordIndex) -> Option<usize> {
        if let Some(row) = self.stories.row(index) {
            return Some(row);
        }
        let order = (self.records.stamp(index), index);
        let row = self.first_row(|other| other < order);
        (self.rows.get(row)?.shown == index).then_some(row)
    }

    /// The first row whose order does not pass `is_before`.
    pub(super) fn first_row(&self, is_before: impl Fn(RowOrder) -> bool) -> usize {
        let (mut low, mut high) = (0, self.rows.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if is_before(self.order(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn order(&self, row: usize) -> RowOrder {
        let shown = self.rows[row].shown;
        self.stories
            .order(row)
            .unwrap_or_else(|| (self.records.stamp(shown), shown))
    }

    pub(super) fn row(&self, row: usize) -> DayRow {
        self.rows[row]
    }

    pub(super) fn stamp(&self, row: usize) -> Stamp {
        self.order(row).0
    }

    /// The id of a row's item, which stays when its text is revised.
    pub(super) fn id(&self, row: usize) -> ItemId {
        self.history.current_id(self.content_id(row))
    }

    /// The id that the records alone give, without the history of the day.
    pub(super) fn content_id(&self, row: usize) -> ItemId {
        self.content_ids()[row]
    }

    /// The items that keep the id of an earlier text, each by that id, with the id of its text alone.
    pub fn kept_ids(&self) -> impl Iterator<Item = (ItemId, ItemId)> + '_ {
        let rows = if self.history.is_empty() {
            0
        } else {
            self.len()
        };
        let ids = (0..rows).map(|row| (self.id(row), self.content_id(row)));
        ids.filter(|(id, content_id)| id != content_id)
    }

    fn content_ids(&self) -> &[ItemId] {
        self.content_ids.get_or_init(|| {
            let story = |row| self.story_records(row);
            let earlier = |row| self.stories.earlier_of(row);
            identity::of_rows(&self.records, self.len(), story, earlier)
        })
    }

    /// Every id that a row's story answers to: see [`super::ItemRef::all_ids`].
    pub(super) fn all_ids(&self, row: usize) -> Vec<ItemId> {
        let (content_id, id) = (self.content_id(row), self.id(row));
        let earlier = &self.earlier_texts(row).texts;
        let mut ids = identity::all_of_story(&self.records, self.story_records(row), earlier);
        let exported = self.stories.earlier_of(row);
        ids.extend(exported.filter_map(|index| Some(self.records.exported(index)?.id)));
        ids.extend(self.history.content_ids(id).chain([content_id, id]));
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Whether a row's story may answer to an id: it has a record of the id's minute, or records with numbers.
    pub(super) fn may_have(&self, row: usize, id: ItemId) -> bool {
        let mut records = self.story_records(row).iter();
        match id.minute() {
            Some(minute) => records.any(|&record| self.records.stamp(record).minute() == minute),
            None => records.any(|&record| self.records.wire_id(record).is_some()),
        }
    }

    /// The same for any of these ids.
    pub(super) fn may_have_any(&self, row: usize, ids: &BTreeSet<ItemId>) -> bool {
        let has_numbers = ids.first().is_some_and(|first| first.wire().is_some());
        let is_of_minute = |minute| {
            let [first, last] = [0, u64::MAX].map(|hash| ItemId::from_content(minute, hash));
            ids.range(first..=last).next().is_some()
        };
        self.story_records(row).iter().any(|&record| {
            (has_numbers && self.records.wire_id(record).is_some())
                || is_of_minute(self.records.stamp(record).minute())
        })
    }

    /// The texts that a row's story had: those that were seen to change, or else those in exports.
    pub(super) fn earlier_texts(&self, row: usize) -> &EarlierTexts {
        let seen = || self.history.earlier(self.content_id(row));
        let seen = (!self.history.is_empty()).then(seen).flatten();
        let archived = || self.archived.get(&(row as u32));
        seen.or_else(archived).unwrap_or(&NO_TEXTS)
    }

    /// The records of a row's story, the shown one first.
    pub(super) fn story_records(&self, row: usize) -> &[RecordIndex] {
        self.stories
            .records(row)
            .unwrap_or_else(|| slice::from_ref(&self.rows[row].shown))
    }
}

fn ascending(rows: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut rows: Vec<u32> = rows.map(|row| row as u32).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}
