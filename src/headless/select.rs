//! Selects the items of a timeline by query, day and time.

use std::ops::Range;
use std::sync::Arc;

use crate::cli::TimeBounds;
use crate::filter::FilterPlan;
use crate::item::{NewsDay, Rollover, Stamp};
use crate::knowledge::Knowledge;
use crate::query::Matcher;
use crate::timeline::{Day, Timeline};

/// Selects items by query, day and time.
#[derive(Clone, Debug)]
pub(super) struct ItemSelector {
    /// Built once for all days: its search tables take longer to build than a day takes to search.
    plan: Option<Arc<FilterPlan>>,
    bounds: TimeBounds,
    rollover: Rollover,
}

impl ItemSelector {
    /// Builds a selector.
    pub(super) fn new(
        bounds: TimeBounds,
        matcher: Option<Matcher>,
        knowledge: &Arc<Knowledge>,
        rollover: Rollover,
    ) -> Self {
        Self {
            plan: matcher.map(|matcher| Arc::new(FilterPlan::new(matcher, Arc::clone(knowledge)))),
            bounds,
            rollover,
        }
    }

    /// Whether a query selects items.
    pub(super) const fn has_query(&self) -> bool {
        self.plan.is_some()
    }

    /// Returns the days that may have selected items, oldest first.
    pub(super) fn days<'t>(&self, timeline: &'t Timeline) -> Vec<&'t Arc<Day>> {
        timeline
            .days()
            .iter()
            .filter(|day| self.may_match(day.day()))
            .collect()
    }

    /// Returns whether a day may have selected items. The rollover of a dump may put an item one day off.
    fn may_match(&self, day: NewsDay) -> bool {
        let in_range = |range: &Range<Stamp>| {
            let first = NewsDay::containing(range.start, self.rollover).previous();
            let last = NewsDay::containing(range.end, self.rollover).next();
            (first..=last).contains(&day)
        };
        self.has_day(day) && self.bounds.stamps.as_ref().is_none_or(in_range)
    }

    fn has_day(&self, day: NewsDay) -> bool {
        self.bounds.days.is_none_or(|days| days.contains(day))
    }

    /// Returns the selected rows of a day, ascending.
    pub(super) fn rows(&self, day: &Day) -> Vec<u32> {
        if !self.has_day(day.day()) {
            return Vec::new();
        }
        let mut rows = match &self.plan {
            Some(plan) => plan.search_day(day),
            None => (0..day.len() as u32).collect(),
        };
        if let Some(range) = &self.bounds.stamps {
            rows.retain(|&row| range.contains(&day.item(row as usize).stamp()));
        }
        rows
    }

    /// Returns the number of selected items in a day.
    pub(super) fn count(&self, day: &Day) -> usize {
        if !self.may_match(day.day()) {
            0
        } else if self.plan.is_none() && self.bounds.stamps.is_none() {
            day.len()
        } else {
            self.rows(day).len()
        }
    }

    /// Whether the days from `complete_from` on have this many selected items.
    pub(super) fn has_newest(
        &self,
        timeline: &Timeline,
        complete_from: NewsDay,
        limit: usize,
    ) -> bool {
        let days = self.days(timeline).into_iter().rev();
        let complete = days.take_while(|day| day.day() >= complete_from);
        let mut left = limit;
        limit == 0
            || complete.into_iter().any(|day| {
                left = left.saturating_sub(self.count(day));
                left == 0
            })
    }

    /// Returns the newest `limit` selected items by day, newest day first, with ascending rows.
    pub(super) fn newest<'t>(
        &self,
        timeline: &'t Timeline,
        limit: usize,
    ) -> Vec<(&'t Arc<Day>, Vec<u32>)> {
        let (mut left, mut found) = (limit, Vec::new());
        for day in self.days(timeline).into_iter().rev() {
            if left == 0 {
                break;
            }
            let mut rows = self.rows(day);
            rows.drain(..rows.len().saturating_sub(left));
            left -= rows.len();
            found.push((day, rows));
        }
        found
    }
}
