//! Records and stories -> rows in order.
//!
//! Rows ascend by the finest time that any record of their story gives; a time without seconds counts as the first second of
//! its minute. Equal times are ordered by record index: by dump, then by the order of the file.
//! Takes n log n comparisons; the sort is linear where dumps are in order already, as they mostly are.

use std::slice;

use super::compare;
use super::exported::{earlier_wordings, is_exported};
use super::records::{RecordGroups, RecordIndex, RecordTable};
use crate::dump::Record;
use crate::dump::story::{non_blank_chars, strip_ellipsis, strip_title};
use crate::item::{ItemFlags, Stamp};

/// One item of a day: its shown record, and the flags of all its records together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DayRow {
    pub(super) shown: RecordIndex,
    pub(super) flags: ItemFlags,
}

/// The sort key of rows.
pub(super) type RowOrder = (Stamp, RecordIndex);

/// The row of a story with several records.
#[derive(Clone, Copy, Debug)]
struct MergedStory {
    row: u32,
    order: RowOrder,
    /// The start of its records in [`MergedStories::records`].
    first: u32,
    len: u32,
}

/// The stories with several records; none on most days.
#[derive(Debug, Default)]
pub(super) struct MergedStories {
    /// Ascending by row.
    stories: Box<[MergedStory]>,
    /// The records of each story, the shown one first.
    records: Box<[RecordIndex]>,
    /// Every record of these stories with its row, ascending.
    rows: Box<[(RecordIndex, u32)]>,
}

impl MergedStories {
    fn get(&self, row: usize) -> Option<&MergedStory> {
        let at = self
            .stories
            .binary_search_by_key(&row, |story| story.row as usize)
            .ok()?;
        self.stories.get(at)
    }

    /// The records of a row's story, the shown one first; `None` if it has only one.
    pub(super) fn records(&self, row: usize) -> Option<&[RecordIndex]> {
        let story = self.get(row)?;
        self.records
            .get(story.first as usize..(story.first + story.len) as usize)
    }

    /// The order of a row whose story has several records.
    pub(super) fn order(&self, row: usize) -> Option<RowOrder> {
        self.get(row).map(|story| story.order)
    }

    /// The row of a record whose story has others.
    pub(super) fn row(&self, index: RecordIndex) -> Option<usize> {
        let at = self.rows.binary_search_by_key(&index, |pair| pair.0).ok()?;
        self.rows.get(at).map(|pair| pair.1 as usize)
    }
}

/// What ordering and merging need of a record, looked up once.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimedRecord {
    pub(super) stamp: Stamp,
    pub(super) index: RecordIndex,
    pub(super) opening: u64,
    pub(super) flags: ItemFlags,
}

/// All the day's records by time.
pub(super) fn by_time(records: &RecordTable) -> Vec<TimedRecord> {
    let timed = |(index, record): (RecordIndex, &Record)| TimedRecord {
        stamp: record.stamp,
        index,
        opening: record.opening,
        flags: record.flags,
    };
    let mut timed: Vec<_> = records.iter().map(timed).collect();
    timed.sort_by_key(|timed| (timed.stamp, timed.index));
    timed
}

/// A row while the day is being built.
struct UnplacedRow {
    order: RowOrder,
    row: DayRow,
    /// The records of a story with several, otherwise empty.
    records: Vec<RecordIndex>,
}

/// Makes the rows: one for every group, and one for every record in none.
pub(super) fn build(
    table: &RecordTable,
    by_time: &[TimedRecord],
    groups: RecordGroups,
) -> (Box<[DayRow]>, MergedStories) {
    let single = |timed: &TimedRecord| DayRow {
        shown: timed.index,
        flags: timed.flags,
    };
    let has_exports = by_time
        .iter()
        .any(|timed| timed.flags.has(ItemFlags::EXPORTED));
    if groups.is_empty() && !has_exports {
        let rows = by_time.iter().map(single).collect();
        return (rows, MergedStories::default());
    }
    let mut grouped: Vec<RecordIndex> = groups.iter().flatten().copied().collect();
    grouped.sort_unstable();
    let singles = by_time
        .iter()
        .filter(|timed| grouped.binary_search(&timed.index).is_err());
    let mut unplaced: Vec<UnplacedRow> = singles
        .map(|timed| UnplacedRow {
            order: (timed.stamp, timed.index),
            row: single(timed),
            records: Vec::new(),
        })
        .collect();
    unplaced.extend(groups.into_iter().filter_map(|group| merged(table, group)));
    unplaced.sort_by_key(|row| row.order);
    if has_exports {
        unplaced = without_earlier_wordings(table, unplaced);
    }
    let rows = unplaced.iter().map(|row| row.row).collect();
    (rows, collect_stories(unplaced))
}

/// Leaves out what only exports have and what a dump has in a later wording.
fn without_earlier_wordings(table: &RecordTable, rows: Vec<UnplacedRow>) -> Vec<UnplacedRow> {
    let minutes = rows.chunk_by(|a, b| a.order.0.minute() == b.order.0.minute());
    let earlier: Vec<bool> = minutes
        .flat_map(|minute| {
            let records = minute.iter().map(UnplacedRow::all_records);
            earlier_wordings(table, &records.collect::<Vec<_>>())
        })
        .collect();
    let kept = rows
        .into_iter()
        .zip(earlier)
        .filter(|(_, earlier)| !earlier);
    kept.map(|(row, _)| row).collect()
}

impl UnplacedRow {
    /// Its records, the shown one first.
    fn all_records(&self) -> &[RecordIndex] {
        if self.records.is_empty() {
            slice::from_ref(&self.row.shown)
        } else {
            &self.records
        }
    }
}

/// The row of a story with several records. Those that left a rolling dump count only if no dump has any other.
fn merged(table: &RecordTable, mut records: Vec<RecordIndex>) -> Option<UnplacedRow> {
    records.sort_unstable();
    let is_present = |index: &RecordIndex| !table.record(*index).flags.has(ItemFlags::GONE);
    if records.iter().any(is_present) {
        records.retain(is_present);
    }
    let shown = records
        .iter()
        .copied()
        .max_by(|&a, &b| preference(table, a).cmp(&preference(table, b)))?;
    records.retain(|&index| index != shown);
    records.insert(0, shown);
    let of_text = ItemFlags::TITLED
        .with(ItemFlags::PROVISIONAL)
        .with(ItemFlags::EXPORTED)
        .with(ItemFlags::DISTINCT_OPENING);
    let others = records.iter().skip(1);
    let flags = others
        .map(|&index| table.record(index).flags.without(of_text))
        .fold(table.record(shown).flags, ItemFlags::with);
    Some(UnplacedRow {
        order: finest_time(table, &records)?,
        row: DayRow { shown, flags },
        records,
    })
}

/// The record with the highest key is shown: the longest text without title and without the ellipsis of a cut, then with
/// both. Between equals the text itself decides, then the place in a dump before that in an export, and then the index: never
/// the order of loading.
fn preference(table: &RecordTable, index: RecordIndex) -> impl Ord + use<'_> {
    let text = table.text(index);
    (
        non_blank_chars(strip_ellipsis(strip_title(text))).count(),
        non_blank_chars(text).count(),
        compare::hash(text),
        text,
        !is_exported(table, index),
        u32::MAX - index,
    )
}

/// The first of the finest times of some records.
fn finest_time(table: &RecordTable, records: &[RecordIndex]) -> Option<RowOrder> {
    // The place in a dump counts before that in an export, which may have a few of its items.
    let key = |&index: &RecordIndex| {
        let record = table.record(index);
        let is_coarse = !record.flags.has(ItemFlags::SECONDS);
        (is_coarse, record.stamp, is_exported(table, index), index)
    };
    let finest = records.iter().map(key).min();
    finest.map(|(_, stamp, _, index)| (stamp, index))
}

fn collect_stories(ordered: Vec<UnplacedRow>) -> MergedStories {
    let (mut stories, mut records, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for (unplaced, row) in ordered.into_iter().zip(0..) {
        if unplaced.records.is_empty() {
            continue;
        }
        stories.push(MergedStory {
            row,
            order: unplaced.order,
            first: records.len() as u32,
            len: unplaced.records.len() as u32,
        });
        rows.extend(unplaced.records.iter().map(|&index| (index, row)));
        records.extend(unplaced.records);
    }
    rows.sort_unstable();
    MergedStories {
        stories: stories.into(),
        records: records.into(),
        rows: rows.into(),
    }
}
