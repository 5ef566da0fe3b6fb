//! `at:`, the time of day to the minute, in Beijing time.

use std::fmt;
use std::sync::Arc;

use super::time::{self, HourMinute};
use crate::query::condition::Condition;
use crate::query::field::{Field, Suggestion, ValueField};
use crate::query::item::QueryItem;

pub(super) const FIELD: Field = Field::Value(ValueField {
    names: ["at", "时间"],
    examples: &["09:30", "09:30..11:30", "21:00..02:30"],
    is_ordered: false,
    suggestion: Suggestion::Examples,
    parse: |value, _compare, _now| {
        let (from, to) = value.split_once("..").unwrap_or((value, value));
        Some(Arc::new(TimeOfDayRange {
            from: time::hour_minute(from)?,
            to: time::hour_minute(to)?,
        }))
    },
});

/// From one minute of the day to another, both included; past midnight if the second is the smaller.
#[derive(Debug)]
struct TimeOfDayRange {
    from: HourMinute,
    to: HourMinute,
}

impl Condition for TimeOfDayRange {
    fn matches(&self, item: &dyn QueryItem) -> bool {
        let at = item.stamp().clock();
        if self.from <= self.to {
            self.from <= at && at <= self.to
        } else {
            self.from <= at || at <= self.to
        }
    }
}

impl fmt::Display for TimeOfDayRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute) = self.from;
        write!(f, "at:{hour:02}:{minute:02}")?;
        if self.from == self.to {
            return Ok(());
        }
        let (hour, minute) = self.to;
        write!(f, "..{hour:02}:{minute:02}")
    }
}
