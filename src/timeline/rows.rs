//! Records and stories -> rows in order.
//!
//! Rows ascend by the finest time that any record of their story gives; a time without seconds counts as the first second of
//! its minute. Equal times are ordered by record index: by dump, then by the order of the file.
//! Takes n log n comparisons; the sort is linear where dumps are in order already, as they mostly are.

use std::collections::HashMap;
use std::slice;

use super::compare;
use super::exported::{StoryFate, fates, is_exported, split_wordings};
use super::records::{RecordGroups, RecordIndex, RecordTable};
use crate::dump::Record;
use crate::dump::story::{non_blank_chars, strip_ellipsis, strip_title};
use crate::item::{ItemFlags, ItemId, Stamp};

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
    /// Rows with the records in exports that have an earlier wording, ascending.
    earlier: Box<[(u32, RecordIndex)]>,
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

    /// Rows with the records in exports that have an earlier wording, ascending.
    pub(super) const fn earlier(&self) -> &[(u32, RecordIndex)] {
        &self.earlier
    }

    /// The records in exports that have an earlier wording of a row's story.
    pub(super) fn earlier_of(&self, row: usize) -> impl Iterator<Item = RecordIndex> {
        let from = self.earlier.partition_point(|one| (one.0 as usize) < row);
        let earlier = self.earlier.get(from..).unwrap_or_default().iter();
        let of_row = earlier.take_while(move |one| one.0 as usize == row);
        of_row.map(|one| one.1)
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

/// All the day's records by time, without earlier lines of an export for an item.
pub(super) fn by_time(records: &RecordTable) -> Vec<TimedRecord> {
    let timed = |(index, record): (RecordIndex, &Record)| TimedRecord {
        stamp: record.stamp,
        index,
        opening: record.opening,
        flags: record.flags,
    };
    let is_last = |timed: &TimedRecord| !timed.flags.has(ItemFlags::SUPERSEDED);
    let mut timed: Vec<_> = records.iter().map(timed).collect();
    timed.retain(is_last);
    timed.sort_by_key(|timed| (timed.stamp, timed.index));
    timed
}

/// A row while the day is being built.
struct UnplacedRow {
    order: RowOrder,
    row: DayRow,
    /// The records of a story with several. Boxed, because most rows have none.
    several: Option<Box<StoryRecords>>,
}

/// The records of a story with several.
#[derive(Default)]
struct StoryRecords {
    /// Those with its present wording, the shown one first; empty if that is the only one.
    present: Vec<RecordIndex>,
    /// Those in exports that have an earlier wording.
    earlier: Vec<RecordIndex>,
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
            several: None,
        })
        .collect();
    unplaced.extend(groups.into_iter().filter_map(|group| merged(table, group)));
    unplaced.sort_by_key(|row| row.order);
    if has_exports {
        unplaced = fold_earlier_wordings(table, unplaced);
        add_superseded(table, &mut unplaced);
    }
    let rows = unplaced.iter().map(|row| row.row).collect();
    (rows, collect_stories(unplaced))
}

/// Folds what only exports have into the story that a dump has in a later wording.
fn fold_earlier_wordings(table: &RecordTable, rows: Vec<UnplacedRow>) -> Vec<UnplacedRow> {
    let minutes = rows.chunk_by(|a, b| a.order.0.minute() == b.order.0.minute());
    let mut folds: Vec<(usize, StoryFate)> = Vec::new();
    let mut first = 0;
    for minute in minutes {
        let records: Vec<_> = minute.iter().map(UnplacedRow::all_records).collect();
        let moved = |fate: StoryFate| match fate {
            StoryFate::Stays => StoryFate::Stays,
            StoryFate::Joins(other) => StoryFate::Joins(first + other),
            StoryFate::Precedes(other) => StoryFate::Precedes(first + other),
        };
        let fates = fates(table, &records).into_iter().map(moved);
        folds.extend(
            (first..)
                .zip(fates)
                .filter(|(_, fate)| *fate != StoryFate::Stays),
        );
        first += minute.len();
    }
    let mut rows: Vec<Option<UnplacedRow>> = rows.into_iter().map(Some).collect();
    for (at, fate) in folds {
        let Some(row) = rows.get_mut(at).and_then(Option::take) else {
            continue;
        };
        match fate {
            StoryFate::Stays => {}
            StoryFate::Joins(other) => {
                rows[other] = rows[other].take().and_then(|to| to.join(table, &row));
            }
            StoryFate::Precedes(other) => {
                if let Some(to) = &mut rows[other] {
                    let earlier = row.all_records().iter().chain(row.earlier());
                    to.add_earlier(earlier.copied());
                }
            }
        }
    }
    rows.into_iter().flatten().collect()
}

/// Adds earlier lines of an export to the stories that have its last one.
fn add_superseded(table: &RecordTable, rows: &mut [UnplacedRow]) {
    let is_superseded = |record: &Record| record.flags.has(ItemFlags::SUPERSEDED);
    let superseded = table.iter().filter(|(_, record)| is_superseded(record));
    let superseded: Vec<RecordIndex> = superseded.map(|(index, _)| index).collect();
    if superseded.is_empty() {
        return;
    }
    let mut places: HashMap<ItemId, usize> = HashMap::new();
    for (row, at) in rows.iter().zip(0..) {
        let records = row.all_records().iter().chain(row.earlier());
        let ids = records.filter_map(|&index| Some(table.exported(index)?.id));
        places.extend(ids.map(|id| (id, at)));
    }
    for index in superseded {
        let id = table.exported(index).map(|facts| facts.id);
        if let Some(row) = id.and_then(|id| rows.get_mut(*places.get(&id)?)) {
            row.add_earlier([index]);
        }
    }
}

impl UnplacedRow {
    /// Takes over the records of another.
    fn join(&self, table: &RecordTable, other: &Self) -> Option<Self> {
        let records = [self.all_records(), other.all_records()].concat();
        let earlier = [self.earlier(), other.earlier()].concat();
        let mut joined = merged(table, records)?;
        joined.add_earlier(earlier);
        Some(joined)
    }

    fn earlier(&self) -> &[RecordIndex] {
        let several = self.several.as_deref();
        several.map_or(&[], |records| &records.earlier)
    }

    fn add_earlier(&mut self, records: impl IntoIterator<Item = RecordIndex>) {
        let mut records = records.into_iter().peekable();
        if records.peek().is_some() {
            self.several.get_or_insert_default().earlier.extend(records);
        }
    }

    /// Its records, the shown one first.
    fn all_records(&self) -> &[RecordIndex] {
        match &self.several {
            Some(several) if !several.present.is_empty() => &several.present,
            Some(_) | None => slice::from_ref(&self.row.shown),
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
    let mut earlier = Vec::new();
    if records.iter().any(|&index| is_exported(table, index)) {
        (records, earlier) = split_wordings(table, records);
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
        several: (records.len() > 1 || !earlier.is_empty()).then(|| {
            let present = if records.len() > 1 {
                records
            } else {
                Vec::new()
            };
            Box::new(StoryRecords { present, earlier })
        }),
    })
}

/// The record with the highest key is shown: the longest text without title and without the ellipsis of a cut, then with
/// both. Between equals the text itself decides, then the place in a dump before that in an export, the place where an editor
/// shows the text before a field of JSON or a table, and then the index: never the order of loading.
fn preference(table: &RecordTable, index: RecordIndex) -> impl Ord + use<'_> {
    let text = table.text(index);
    (
        non_blank_chars(strip_ellipsis(strip_title(text))).count(),
        non_blank_chars(text).count(),
        compare::hash(text),
        text,
        !is_exported(table, index),
        table.is_prose(index),
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
    let mut earlier = Vec::new();
    for (unplaced, row) in ordered.into_iter().zip(0..) {
        let Some(several) = unplaced.several else {
            continue;
        };
        earlier.extend(several.earlier.into_iter().map(|index| (row, index)));
        let present = several.present;
        if present.is_empty() {
            continue;
        }
        stories.push(MergedStory {
            row,
            order: unplaced.order,
            first: records.len() as u32,
            len: present.len() as u32,
        });
        rows.extend(present.iter().map(|&index| (index, row)));
        records.extend(present);
    }
    rows.sort_unstable();
    MergedStories {
        stories: stories.into(),
        records: records.into(),
        rows: rows.into(),
        earlier: earlier.into(),
    }
}
