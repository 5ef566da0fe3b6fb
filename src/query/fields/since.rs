//! `since:`, everything from a moment on, in Beijing time.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use chrono::{NaiveDateTime, NaiveTime};

use super::time;
use crate::item::{NewsDay, Rollover, Stamp};
use crate::query::condition::Condition;
use crate::query::field::{Field, Suggestion, ValueField};
use crate::query::item::QueryItem;

pub(super) const FIELD: Field = Field::Value(ValueField {
    names: ["since", "起始"],
    examples: &["10:15", "2026-05-31", "2026-05-31T10:15"],
    is_ordered: false,
    suggestion: Suggestion::Examples,
    parse: |value, _compare, now| Some(Arc::new(Since(moment(value, now)?))),
});

/// At this moment or later.
#[derive(Debug)]
pub(super) struct Since(pub(super) Stamp);

impl Condition for Since {
    fn matches(&self, item: &dyn QueryItem) -> bool {
        item.stamp() >= self.0
    }

    fn implies(&self, wide: &dyn Condition) -> bool {
        let wide: Option<&Self> = (wide as &dyn Any).downcast_ref();
        wide.is_some_and(|wide| wide.0 <= self.0)
    }
}

impl fmt::Display for Since {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "since:{}", self.0.time().format("%Y-%m-%dT%H:%M:%S"))
    }
}

/// A time of day is the latest such moment that is not after `now`; a date is the beginning of that news day.
fn moment(value: &str, now: Stamp) -> Option<Stamp> {
    if let Some((hour, minute)) = time::hour_minute(value) {
        let (today, time) = (
            now.time().date_naive(),
            NaiveTime::from_hms_opt(hour, minute, 0)?,
        );
        return Stamp::from_beijing(today.and_time(time))
            .filter(|at| *at <= now)
            .or_else(|| Stamp::from_beijing(today.pred_opt()?.and_time(time)));
    }
    if let Some(day) = time::date(value) {
        return NewsDay::from_date(day)?.stamp(Rollover::default().time(), Rollover::default());
    }
    let parse = |format| NaiveDateTime::parse_from_str(value, format).ok();
    Stamp::from_beijing(parse("%Y-%m-%dT%H:%M:%S").or_else(|| parse("%Y-%m-%dT%H:%M"))?)
}
