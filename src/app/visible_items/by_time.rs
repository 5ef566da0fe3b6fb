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
                low = middle + 1
            } else {
                high = middle
            }
        }
        low
    }
}

impl VisibleItems {
    /// Returns the first item at or after a moment of a news day.
    pub(in crate::app) fn first_from(&self, day: NewsDay, stamp: Stamp) -> Option<ListIndex> {
        let within = self.day_index(day).and_then(|day| {
            let visible = &self.days[day];
            self.index_by_time(day, visible.count_before(stamp))
        });
        within.or_else(|| self.index_by_time(self.later_day(day)?, 0))
    }

    /// Returns the last item before a moment of a news day.
    pub(in crate::app) fn last_before(&self, day: NewsDay, stamp: Stamp) -> Option<ListIndex> {
        let within = self.day_index(day).and_then(|day| {
            let visible = &self.days[day];
            self.index_by_time(day, visible.count_before(stamp).checked_sub(1)?)
        });
        within.or_else(|| {
            let day = self.earlier_day(day)?;
            self.index_by_time(day, self.days[day].len() - 1)
        })
    }

    /// Returns the item nearest in time; of two at the same distance, the earlier one.
    pub(in crate::app) fn nearest(&self, day: NewsDay, stamp: Stamp) -> Option<ListIndex> {
        let candidates = [self.last_before(day, stamp), self.first_from(day, stamp)];
        candidates.into_iter().flatten().min_by_key(|&index| {
            self.item(index)
                .map(|item| item.stamp().unix().abs_diff(stamp.unix()))
        })
    }

    /// Converts an index by time, from 0 for a day's earliest visible item.
    fn index_by_time(&self, day: usize, by_time: usize) -> Option<ListIndex> {
        let visible = &self.days[day];
        (by_time < visible.len()).then(|| ListIndex {
            day,
            nth: self.flip(visible, by_time),
        })
    }

    /// The next visible day in time.
    fn later_day(&self, day: NewsDay) -> Option<usize> {
        match self.order {
            Order::Newest => self
                .days
                .partition_point(|visible| visible.day.day() > day)
                .checked_sub(1),
            Order::Oldest => Some(
                self.days
                    .partition_point(|visible| visible.day.day() <= day),
            ),
        }
        .filter(|&index| index < self.days.len())
    }

    /// The visible day before it in time.
    fn earlier_day(&self, day: NewsDay) -> Option<usize> {
        match self.order {
            Order::Newest => Some(
                self.days
                    .partition_point(|visible| visible.day.day() >= day),
            ),
            Order::Oldest => self
                .days
                .partition_point(|visible| visible.day.day() < day)
                .checked_sub(1),
        }
        .filter(|&index| index < self.days.len())
    }
}
