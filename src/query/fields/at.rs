//! `at:`, the time of day to the minute, in Beijing time.

use std::fmt;
use std::sync::Arc;

use chrono::{NaiveTime, Timelike};

use super::ranges::{InRanges, SortedRanges};
use crate::moment::{TimeContext, TimeOfDaySpan, Wanted, When};
use crate::query::condition::{Condition, take_alike};
use crate::query::field::{Field, Suggestion, ValueField};
use crate::query::item::QueryItem;

pub(super) const FIELD: Field = Field::Value(ValueField {
    names: ["at", "时间"],
    examples: [
        &[
            "09:30",
            "09:30..11:30",
            "15:00..",
            "21:00..02:30",
            "close",
            "morning",
        ],
        &[
            "09:30",
            "09:30..11:30",
            "15:00..",
            "21:00..02:30",
            "收盘",
            "早盘",
        ],
    ],
    is_ordered: false,
    suggestion: Suggestion::Examples,
    is_relative: false,
    time: Some(Wanted::Time),
    parse: |value, _compare, context| Some(Arc::new(minutes(value, context)?)),
});

/// From one minute of the day to another, both included; past midnight if the second is the smaller.
#[derive(Debug)]
struct TimeOfDayRange {
    first: HourMinute,
    last: HourMinute,
}

/// Hour and minute in Beijing.
type HourMinute = (u32, u32);

fn minutes(value: &str, context: &TimeContext<'_>) -> Option<TimeOfDayRange> {
    let when = When::parse(value, Wanted::Time).ok()?;
    let TimeOfDaySpan { first, last } = when.time_of_day(context.rollover)?;
    let hour_minute = |time: NaiveTime| (time.hour(), time.minute());
    Some(TimeOfDayRange {
        first: hour_minute(first),
        last: hour_minute(last),
    })
}

impl TimeOfDayRange {
    /// The range, or its parts before and after midnight.
    fn parts(&self) -> Vec<(HourMinute, HourMinute)> {
        if self.first <= self.last {
            vec![(self.first, self.last)]
        } else {
            vec![(self.first, (23, 59)), ((0, 0), self.last)]
        }
    }
}

impl Condition for TimeOfDayRange {
    fn matches(&self, item: &dyn QueryItem) -> bool {
        let at = item.stamp().clock();
        if self.first <= self.last {
            self.first <= at && at <= self.last
        } else {
            self.first <= at || at <= self.last
        }
    }

    fn join(&self, others: &mut Vec<Arc<dyn Condition>>) -> Option<Arc<dyn Condition>> {
        let (mut printed, mut parts) = (vec![self.to_string()], self.parts());
        take_alike(others, |other: &Self| {
            printed.push(other.to_string());
            parts.extend(other.parts());
            true
        });
        Some(Arc::new(InRanges {
            printed: printed.join(" | "),
            ranges: SortedRanges::new(parts),
            value: |item| item.stamp().clock(),
        }))
    }
}

impl fmt::Display for TimeOfDayRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute) = self.first;
        write!(f, "at:{hour:02}:{minute:02}")?;
        if self.first == self.last {
            return Ok(());
        }
        let (hour, minute) = self.last;
        write!(f, "..{hour:02}:{minute:02}")
    }
}
