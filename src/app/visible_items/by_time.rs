//! Lookups of visible items by time.

use super::{ListIndex, VisibleDay, VisibleItems};
use crate::config::Order;
use crate::item::{NewsDay, Stamp};

impl VisibleDay {
    /// The number of visible items before a moment.
    fn count_before(&self, stamp: Stamp) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.day.item(self.row(middle)).stamp() < stamp {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

impl VisibleItems {
    /// Returns the first item at or after a moment of a news day.
    pub(in crate::app) fn first_from(&self, day: NewsDay, stamp: Stamp) -> Option<ListIndex> {
        self.nth_by_time(self.count_before(day, stamp))
    }

    /// Returns the last item before a moment of a news day.
    pub(in crate::app) fn last_before(&self, day: NewsDay, stamp: Stamp) -> Option<ListIndex> {
        self.nth_by_time(self.count_before(day, stamp).checked_sub(1)?)
    }

    /// Returns the item nearest in time; of two at the same distance, the earlier one.
    pub(in crate::app) fn nearest(&self, day: NewsDay, stamp: Stamp) -> Option<ListIndex> {
        let candidates = [self.last_before(day, stamp), self.first_from(day, stamp)];
        candidates.into_iter().flatten().min_by_key(|&index| {
            self.item(index)
                .map(|item| item.stamp().unix().abs_diff(stamp.unix()))
        })
    }

    /// The number of items before a moment of a news day.
    fn count_before(&self, day: NewsDay, stamp: Stamp) -> usize {
        let index = self.search_day(day);
        let (Ok(nth) | Err(nth)) = index;
        let in_earlier_days = match self.order {
            Order::Newest => self.len - self.count_above(nth + usize::from(index.is_ok())),
            Order::Oldest => self.count_above(nth),
        };
        in_earlier_days + index.map_or(0, |day| self.days[day].count_before(stamp))
    }

    /// The `nth` item from the oldest.
    fn nth_by_time(&self, nth: usize) -> Option<ListIndex> {
        let last = self.len.checked_sub(1)?;
        let rank = match self.order {
            Order::Newest => last.checked_sub(nth)?,
            Order::Oldest => nth,
        };
        (rank <= last).then(|| self.at_rank(rank))?
    }

    /// The newest item, where new ones arrive.
    pub(in crate::app) fn newest(&self) -> Option<ListIndex> {
        self.nth_by_time(self.len.checked_sub(1)?)
    }
}
