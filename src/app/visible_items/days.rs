//! What a day of the list says about itself: how many of its items are red, and the days that are missing beside it.

use std::ops::Range;

use super::{ListIndex, VisibleDay, VisibleItems};
use crate::config::Order;
use crate::item::Stamp;

/// The most items that are looked at to count the red ones among hits. A frame may count several sessions.
const MAX_COUNTED: usize = 2048;

/// The most hits a day has on average where the list names no days.
const MAX_SPARSE: usize = 2;

impl VisibleDay {
    /// The number of red items in a range of the visible ones, counted from the oldest; `None` if counting takes long.
    pub fn count_red(&self, items: Range<usize>) -> Option<usize> {
        let red = self.day.red_rows();
        let Some(rows) = &self.rows else {
            let before = |row: usize| red.partition_point(|&red| (red as usize) < row);
            return Some(before(items.end) - before(items.start));
        };
        let rows = rows.get(items)?;
        let (first, last) = (*rows.first()?, *rows.last()?);
        let from = red.partition_point(|&row| row < first);
        let until = red.partition_point(|&row| row <= last);
        let red = red.get(from..until)?;
        let (few, many) = if red.len() < rows.len() {
            (red, rows)
        } else {
            (rows, red)
        };
        let is_both = |row: &&u32| many.binary_search(row).is_ok();
        (few.len() <= MAX_COUNTED).then(|| few.iter().filter(is_both).count())
    }

    /// The time of the first and of the last item, if the list holds all of the day.
    pub fn whole_span(&self) -> Option<(Stamp, Stamp)> {
        let last = self.len().checked_sub(1)?;
        let stamp = |row| self.day.item(row).stamp();
        self.rows.is_none().then(|| (stamp(0), stamp(last)))
    }
}

impl VisibleItems {
    /// Whether a filter left so few items of each day that rows between them would take half of the list.
    pub fn is_sparse(&self) -> bool {
        self.is_filtered() && self.len <= MAX_SPARSE * self.days.len()
    }

    /// Returns the number of whole days without an item between a day and the day above it, and the last item before them.
    /// A filtered list has none: silence is the rule there.
    pub(in crate::app) fn missing_days_above(&self, index: ListIndex) -> Option<(Stamp, u32)> {
        if index.nth > 0 {
            return None;
        }
        let above = self.days.get(index.day.checked_sub(1)?)?;
        let here = self.days.get(index.day)?;
        let (older, newer) = match self.order {
            Order::Newest => (here, above),
            Order::Oldest => (above, here),
        };
        let (_, since) = older.whole_span()?;
        let between = newer.day.day().date() - older.day.day().date();
        let missing = u32::try_from(between.num_days() - 1).ok()?;
        (missing > 0).then_some((since, missing))
    }
}
