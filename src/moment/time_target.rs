//! Where `t` goes.

use chrono::{Datelike, NaiveTime};

use crate::item::{NewsDay, Rollover, Stamp};
use crate::lang::Lang;

/// A news day, or a moment of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeTarget {
    /// A day.
    Day(NewsDay),
    /// A moment and its news day.
    Moment(NewsDay, Stamp),
}

impl TimeTarget {
    /// The news day.
    pub const fn day(self) -> NewsDay {
        match self {
            Self::Day(day) | Self::Moment(day, _) => day,
        }
    }

    /// The moment; noon for a day.
    pub fn stamp(self, rollover: Rollover) -> Option<Stamp> {
        match self {
            Self::Day(day) => day.stamp(NaiveTime::from_hms_opt(12, 0, 0)?, rollover),
            Self::Moment(_, stamp) => Some(stamp),
        }
    }

    /// Formats the target for a reader whose current day is `today`; the year is left out if it is the same.
    pub fn format(self, lang: Lang, today: NewsDay) -> String {
        let (date, clock) = match self {
            Self::Day(day) => (day.date(), None),
            Self::Moment(_, stamp) => (stamp.time().date_naive(), Some(stamp.time())),
        };
        let date = if date.year() == today.date().year() {
            lang.short_date(date)
        } else {
            lang.date(date)
        };
        clock.map_or_else(
            || date.clone(),
            |clock| format!("{date} {}", clock.format("%H:%M")),
        )
    }
}
