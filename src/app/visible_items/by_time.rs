//! Lookups of visible items by time.

use chrono::NaiveTime;

use super::{ListIndex, VisibleDay, VisibleItems};
use crate::config::Order;
use crate::item::{NewsDay, Rollover, Stamp};

impl VisibleDay {
    /// The number of visible items before a moment.
    pub(super) fn count_before(&self, stamp: Stamp) -> usize {
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

/// The fewest visible items of a day whose hours are bright. With fewer, nearly every item would begin an hour.
const MIN_ITEMS_TO_MARK_HOURS: usize = 40;

impl VisibleItems {
    /// Whether an item is the first of its hour, or the first after a gap in the flow. Not on a day with few visible items.
    pub fn begins_hour(&self, day: usize, row: usize) -> bool {
        let hour_of = |index| self.item(index).map(|item| item.stamp().minute() / 60);
        let is_busy = self
            .days
            .get(day)
            .is_some_and(|day| day.len() >= MIN_ITEMS_TO_MARK_HOURS);
        let Some(index) = self.index_of_row(day, row).filter(|_| is_busy) else {
            return false;
        };
        let older = self.older(index).and_then(hour_of);
        older != hour_of(index) || self.is_after_gap(day, row)
    }

    /// Returns the first item at or after a moment of a news day.
    pub(in crate::app) fn first_from(&self, day: NewsDay, stamp: Stamp) -> Option<ListIndex> {
        self.nth_by_time(self.count_before(day, stamp))
    }

    /// Returns the last item before a moment of a news day.
    pub(in crate::app) fn last_before(&self, day: NewsDay, stamp: Stamp) -> Option<ListIndex> {
        self.nth_by_time(self.count_before(day, stamp).checked_sub(1)?)
    }

    /// Returns the last item of a visible day until a time of day, or the day's first item if there is none.
    pub(in crate::app) fn at_clock(
        &self,
        day: usize,
        clock: NaiveTime,
        rollover: Rollover,
    ) -> Option<ListIndex> {
        let news_day = self.days.get(day)?.day.day();
        let after = i64::from(news_day.stamp(clock, rollover)?.unix()) + 1;
        let last = self.last_before(news_day, Stamp::from_unix(after)?);
        last.filter(|index| index.day == day)
            .or_else(|| self.first_from(news_day, Stamp::default()))
    }

    /// Returns the item nearest in time, of this day if it has any; of two at the same distance, the earlier one.
    pub(in crate::app) fn nearest(&self, day: NewsDay, stamp: Stamp) -> Option<ListIndex> {
        let candidates = [self.last_before(day, stamp), self.first_from(day, stamp)];
        candidates.into_iter().flatten().min_by_key(|&index| {
            self.item(index).map(|item| {
                let distance = item.stamp().unix().abs_diff(stamp.unix());
                (item.day() != day, distance)
            })
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
