//! Which items of a timeline a command is about.

use std::ops::Range;
use std::sync::Arc;

use super::Run;
use crate::cli::Listing;
use crate::filter::FilterPlan;
use crate::item::{NewsDay, Rollover, Stamp};
use crate::knowledge::Knowledge;
use crate::query::Matcher;
use crate::timeline::{Day, ItemRef, Timeline};

/// What items must be.
#[derive(Clone, Debug)]
pub(super) struct Selection {
    /// Made once for all days: the tables it searches by take longer to make than a day to search.
    plan: Option<Arc<FilterPlan>>,
    day: Option<NewsDay>,
    span: Range<Stamp>,
    rollover: Rollover,
    /// Whether `span` leaves anything out.
    whole: bool,
}

impl Selection {
    /// What the command line asks for, at this moment, where this is known.
    pub(super) fn of(
        listing: &Listing,
        matcher: Option<Matcher>,
        knowledge: &Arc<Knowledge>,
        run: &Run<'_>,
    ) -> Self {
        let (now, rollover) = (run.now, run.config.rollover);
        Self {
            plan: matcher.map(|matcher| Arc::new(FilterPlan::new(matcher, Arc::clone(knowledge)))),
            day: listing.span.day(now, rollover),
            span: listing.span.stamps(now, rollover),
            rollover,
            whole: listing.span.since.is_none() && listing.span.until.is_none(),
        }
    }

    /// The days in which there can be any, oldest first.
    pub(super) fn days<'t>(&self, timeline: &'t Timeline) -> Vec<&'t Arc<Day>> {
        timeline
            .days()
            .iter()
            .filter(|day| self.may_have(day.day()))
            .collect()
    }

    /// Whether there can be any in a day. A dump may have a rollover of its own, by which an item's day is one off at most.
    fn may_have(&self, day: NewsDay) -> bool {
        let first = NewsDay::containing(self.span.start, self.rollover).previous();
        let last = NewsDay::containing(self.span.end, self.rollover).next();
        self.day.is_none_or(|only| only == day) && (self.whole || (first..=last).contains(&day))
    }

    /// The rows of a day, ascending; none where it is not a day asked for.
    pub(super) fn rows(&self, day: &Day) -> Vec<u32> {
        if self.day.is_some_and(|only| only != day.day()) {
            return Vec::new();
        }
        let rows = match &self.plan {
            Some(plan) => plan.day(day),
            None => (0..day.len() as u32).collect(),
        };
        if self.whole {
            rows
        } else {
            rows.into_iter()
                .filter(|&row| self.within(day.item(row as usize)))
                .collect()
        }
    }

    fn within(&self, item: ItemRef<'_>) -> bool {
        self.whole || self.span.contains(&item.stamp())
    }

    /// How many items of a day there are.
    pub(super) fn count(&self, day: &Day) -> usize {
        if !self.may_have(day.day()) {
            return 0;
        }
        let all = self.whole && self.plan.is_none() && self.day.is_none();
        if all { day.len() } else { self.rows(day).len() }
    }

    /// The newest `limit` items, by day, newest day first; rows ascend within each.
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
