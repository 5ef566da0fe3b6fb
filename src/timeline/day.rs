//! One news day: its merged items in order, as rows that point into the dumps they came from.

use std::sync::Arc;

use super::{ItemRef, Place};
use crate::dump::Dump;
use crate::item::{ItemId, Marks, NewsDay};

/// One item of a day: which record shows it, and what all its records know together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Index into the day's dumps.
    pub dump: u16,
    /// The union over all records of the story.
    pub marks: Marks,
    /// Index into that dump's records.
    pub record: u32,
}

/// A news day, immutable once built. Rows ascend by time, then by the file's order.
#[derive(Debug)]
pub struct Day {
    day: NewsDay,
    dumps: Vec<Arc<Dump>>,
    rows: Vec<Row>,
}

impl Day {
    /// Merges and orders what the dumps hold of this day.
    ///
    /// `previous` is the same day before its dumps changed: items that are told to be the same story in a new wording
    /// keep their identity and remember the earlier wording. The order of `dumps` makes no difference.
    pub fn build(day: NewsDay, dumps: Vec<Arc<Dump>>, previous: Option<&Self>) -> Self {
        let _ = previous;
        let _ = (&day, &dumps);
        todo!("timeline helper")
    }

    /// The day itself.
    pub const fn day(&self) -> NewsDay {
        self.day
    }

    /// The dumps that have entries of this day.
    pub fn dumps(&self) -> &[Arc<Dump>] {
        &self.dumps
    }

    /// The rows, oldest first.
    pub fn rows(&self) -> &[Row] {
        &self.rows
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

    /// The row of an item, if this day has it.
    pub fn find(&self, id: ItemId) -> Option<usize> {
        self.items().position(|item| item.id() == id)
    }

    /// The row that shows this record, also where another record of the same story is shown in its place.
    pub fn row_of(&self, dump: u16, record: u32) -> Option<usize> {
        let _ = (dump, record);
        todo!("timeline helper")
    }

    pub(super) fn id(&self, row: usize) -> ItemId {
        let _ = row;
        todo!("timeline helper")
    }

    /// Every record of the row's story, the shown one first.
    pub(super) fn places(&self, row: usize) -> Vec<Place<'_>> {
        let _ = row;
        todo!("timeline helper")
    }

    /// The texts the row's story had before, oldest first.
    pub(super) fn earlier(&self, row: usize) -> &[String] {
        let _ = row;
        todo!("timeline helper")
    }
}
