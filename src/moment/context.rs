//! What makes a typed time exact.

use std::fmt;

use crate::item::{NewsDay, Rollover, Stamp};

/// From one news day to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaySpan {
    /// The first day.
    pub first: NewsDay,
    /// The last day.
    pub last: NewsDay,
}

impl DaySpan {
    /// A single day.
    pub const fn single(day: NewsDay) -> Self {
        Self {
            first: day,
            last: day,
        }
    }

    /// Whether a day is one of these.
    pub fn contains(self, day: NewsDay) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

/// What a time is relative to.
#[derive(Clone, Copy)]
pub struct TimeContext<'a> {
    /// The moment that counts as now.
    pub now: Stamp,
    /// When the newest item went out; without one, `最新` is now.
    pub newest: Option<Stamp>,
    /// The end of news days.
    pub rollover: Rollover,
    /// The news day of a time of day alone. `None`: its latest occurrence that is not after now.
    pub clock_day: Option<NewsDay>,
    /// Whether the dumps have one of these days. Decides which year a date without a year is in.
    pub has_days: &'a dyn Fn(DaySpan) -> bool,
}

impl TimeContext<'static> {
    /// The context of a moment, with the usual rollover and no dumps.
    pub fn at(now: Stamp) -> Self {
        Self {
            now,
            newest: None,
            rollover: Rollover::default(),
            clock_day: None,
            has_days: &|_| false,
        }
    }
}

impl TimeContext<'_> {
    /// The current news day.
    pub fn today(&self) -> NewsDay {
        NewsDay::containing(self.now, self.rollover)
    }
}

impl fmt::Debug for TimeContext<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TimeContext")
            .field("now", &self.now)
            .field("rollover", &self.rollover)
            .field("clock_day", &self.clock_day)
            .finish_non_exhaustive()
    }
}
