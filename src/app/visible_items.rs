//! The items that the list can show: the days of the timeline, or the rows that the filter left, newest or oldest first.
//!
//! Every lookup costs at most a binary search over days and one over the rows of a day. Only building walks the days (some
//! thousand in ten years), and never their items.

mod by_time;
mod days;
mod folded_run;
mod folded_runs;
mod lookup;
mod sessions;
mod visible_day;
mod visible_session;

use std::sync::{Arc, OnceLock};

pub use visible_day::VisibleDay;
pub use visible_session::VisibleSession;

use super::ItemKey;
use super::folding::Folding;
use super::search_pass::MatchedDays;
use crate::config::Order;
use crate::item::Stamp;
use crate::timeline::{Day, ItemRef};

/// A position in the list as it is now. It is valid until the list changes; an [`ItemKey`] outlives a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct ListIndex {
    /// Index into [`VisibleItems::days`].
    pub day: usize,
    /// Index into that day's visible items, top to bottom.
    pub nth: usize,
}

/// The items of the list, top to bottom.
#[derive(Debug, Clone, Default)]
pub struct VisibleItems {
    days: Vec<VisibleDay>,
    len: usize,
    order: Order,
    folding: Option<Arc<Folding>>,
}

impl VisibleItems {
    /// Collects days, oldest first, with the rows that are visible; days without visible rows are dropped.
    pub(super) fn new(
        order: Order,
        days: impl DoubleEndedIterator<Item = (Arc<Day>, Option<Arc<[u32]>>)>,
    ) -> Self {
        let mut visible = Self {
            order,
            ..Self::default()
        };
        match order {
            Order::Newest => days.rev().for_each(|(day, rows)| visible.push(day, rows)),
            Order::Oldest => days.for_each(|(day, rows)| visible.push(day, rows)),
        }
        visible
    }

    /// Selects the visible items that a pass found.
    pub(super) fn matching(&self, found: &MatchedDays) -> Self {
        let mut matches = Self {
            order: self.order,
            ..Self::default()
        };
        for VisibleDay { day, rows, .. } in &self.days {
            // A changed day has no matches until it was searched again.
            let found = found.get(&day.day());
            let Some(found) = found.filter(|found| Arc::ptr_eq(&found.day, day)) else {
                continue;
            };
            let rows = match rows {
                None => Arc::clone(&found.rows),
                Some(rows) => {
                    let found = found.rows.iter().copied();
                    found
                        .filter(|row| rows.binary_search(row).is_ok())
                        .collect()
                }
            };
            matches.push(Arc::clone(day), Some(rows));
        }
        matches
    }

    fn push(&mut self, day: Arc<Day>, rows: Option<Arc<[u32]>>) {
        let day = VisibleDay {
            day,
            rows,
            above: self.len,
            sessions: OnceLock::new(),
            runs: OnceLock::new(),
        };
        if day.len() > 0 {
            self.len += day.len();
            self.days.push(day);
        }
    }

    /// The days that have visible items, top to bottom.
    pub fn days(&self) -> &[VisibleDay] {
        &self.days
    }

    /// The number of visible items.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing is visible.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether a filter chose the items.
    pub(super) fn is_filtered(&self) -> bool {
        self.days.first().is_some_and(|day| day.rows.is_some())
    }

    /// Whether the newest or the oldest item is at the top.
    pub const fn order(&self) -> Order {
        self.order
    }

    pub(super) fn first(&self) -> Option<ListIndex> {
        (!self.is_empty()).then(ListIndex::default)
    }

    /// The item below.
    pub(super) fn next(&self, index: ListIndex) -> Option<ListIndex> {
        let (day, nth) = (index.day, index.nth + 1);
        if nth < self.days.get(day)?.len() {
            return Some(ListIndex { day, nth });
        }
        (day + 1 < self.days.len()).then_some(ListIndex {
            day: day + 1,
            nth: 0,
        })
    }

    /// The item above.
    pub(super) fn previous(&self, index: ListIndex) -> Option<ListIndex> {
        if let Some(nth) = index.nth.checked_sub(1) {
            return Some(ListIndex { nth, ..index });
        }
        let day = index.day.checked_sub(1)?;
        Some(ListIndex {
            day,
            nth: self.days.get(day)?.len() - 1,
        })
    }

    /// The next newer item.
    pub(super) fn newer(&self, index: ListIndex) -> Option<ListIndex> {
        match self.order {
            Order::Newest => self.previous(index),
            Order::Oldest => self.next(index),
        }
    }

    /// The next older item.
    pub(super) fn older(&self, index: ListIndex) -> Option<ListIndex> {
        match self.order {
            Order::Newest => self.next(index),
            Order::Oldest => self.previous(index),
        }
    }

    /// The newest item of a day of the list.
    pub(super) fn newest_of(&self, day: usize) -> Option<ListIndex> {
        let nth = match self.order {
            Order::Newest => 0,
            Order::Oldest => self.days.get(day)?.len() - 1,
        };
        (day < self.days.len()).then_some(ListIndex { day, nth })
    }

    /// The item of the same day `count` items below another one, or above it, or the last one there; and how far that is.
    pub(super) fn away_in_day(
        &self,
        from: ListIndex,
        count: usize,
        down: bool,
    ) -> (ListIndex, usize) {
        let last = self.days.get(from.day).map_or(0, |day| day.len() - 1);
        let nth = if down {
            from.nth.saturating_add(count).min(last)
        } else {
            from.nth.saturating_sub(count)
        };
        (ListIndex { nth, ..from }, nth.abs_diff(from.nth))
    }

    /// Returns the number of items above this one.
    pub fn rank(&self, index: ListIndex) -> usize {
        self.days
            .get(index.day)
            .map_or(self.len, |day| day.above + index.nth)
    }

    /// Returns the item of this rank, or the last one if there are fewer.
    pub(super) fn at_rank(&self, rank: usize) -> Option<ListIndex> {
        let rank = rank.min(self.len.checked_sub(1)?);
        let day = self
            .days
            .partition_point(|day| day.above <= rank)
            .checked_sub(1)?;
        Some(ListIndex {
            day,
            nth: rank - self.days[day].above,
        })
    }

    /// Returns the item at an index; `None` if the index is past the end, as one of an earlier list can be.
    pub fn item(&self, index: ListIndex) -> Option<ItemRef<'_>> {
        let day = self.days.get(index.day)?;
        (index.nth < day.len()).then(|| day.day.item(self.row_in(day, index.nth)))
    }

    /// Returns the item's row in its day.
    pub fn row(&self, index: ListIndex) -> usize {
        self.days
            .get(index.day)
            .map_or(0, |day| self.row_in(day, index.nth))
    }

    /// Returns the moments before and after a gap in the flow, if one is between an item and the item above it. A filtered
    /// list has no gaps: silence is the rule there.
    pub(super) fn gap_above(&self, index: ListIndex) -> Option<(Stamp, Stamp)> {
        let day = self
            .days
            .get(index.day)
            .filter(|day| day.rows.is_none() && index.nth > 0)?;
        let row = self.row_in(day, index.nth);
        let after = match self.order {
            Order::Newest => row + 1,
            Order::Oldest => row,
        };
        let stamp = |row: usize| day.day.item(row).stamp();
        self.is_after_gap(index.day, after)
            .then(|| Some((stamp(after.checked_sub(1)?), stamp(after))))?
    }

    /// Whether a row of a day comes right after a gap in the flow.
    fn is_after_gap(&self, day: usize, row: usize) -> bool {
        let day = self.days.get(day);
        day.is_some_and(|day| day.is_after_gap(row))
    }

    fn row_in(&self, day: &VisibleDay, nth: usize) -> usize {
        day.row(self.flip(day, nth))
    }

    /// Converts between the order of the list and that of time, either way.
    fn flip(&self, day: &VisibleDay, nth: usize) -> usize {
        match self.order {
            Order::Newest => (day.len() - 1).saturating_sub(nth),
            Order::Oldest => nth,
        }
    }

    /// Returns the key of the item at an index.
    pub(super) fn key(&self, index: ListIndex) -> Option<ItemKey> {
        self.item(index).map(ItemKey::from)
    }
}
