//! `day:`, the news day: a day, a month, a year, or a range of them.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use chrono::{Months, NaiveDate};

use super::time;
use crate::item::{NewsDay, Rollover, Stamp};
use crate::query::condition::{Compare, Condition};
use crate::query::field::{Field, Suggestion, ValueField};
use crate::query::item::QueryItem;

pub(super) const FIELD: Field = Field::Value(ValueField {
    names: ["day", "日期"],
    examples: &[
        "2026-05-31",
        "2026-05",
        "2026",
        "today",
        "yesterday",
        "2026-05-01..2026-05-09",
    ],
    is_ordered: true,
    suggestion: Suggestion::Days,
    parse: |value, compare, now| Some(Arc::new(range(value, now)?.compared(compare)?)),
});

/// From the first of these news days to the last.
#[derive(Clone, Copy, Debug)]
struct DayRange {
    first: NewsDay,
    last: NewsDay,
}

impl DayRange {
    const fn single(day: NewsDay) -> Self {
        Self {
            first: day,
            last: day,
        }
    }

    /// The range itself, or the days before it or after it.
    fn compared(self, compare: Compare) -> Option<Self> {
        let Self { first, last } = self;
        let (earliest, latest) = (NewsDay::default(), latest_day()?);
        let (first, last) = match compare {
            Compare::Equal => (first, last),
            Compare::Above => (last.next(), latest),
            Compare::AtLeast => (first, latest),
            Compare::Below => (earliest, first.previous()),
            Compare::AtMost => (earliest, last),
        };
        Some(Self { first, last })
    }
}

impl Condition for DayRange {
    fn matches(&self, item: &dyn QueryItem) -> bool {
        (self.first..=self.last).contains(&item.day())
    }

    fn implies(&self, wide: &dyn Condition) -> bool {
        let wide: Option<&Self> = (wide as &dyn Any).downcast_ref();
        wide.is_some_and(|wide| wide.first <= self.first && self.last <= wide.last)
    }
}

impl fmt::Display for DayRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "day:{}", self.first)?;
        if self.first == self.last {
            Ok(())
        } else {
            write!(f, "..{}", self.last)
        }
    }
}

/// The last news day that can be represented.
fn latest_day() -> Option<NewsDay> {
    NewsDay::from_date(NaiveDate::from_ymd_opt(2149, 6, 6)?)
}

fn range(value: &str, now: Stamp) -> Option<DayRange> {
    let Some((from, to)) = value.split_once("..") else {
        return period(value, now);
    };
    let (first, last) = (period(from, now)?.first, period(to, now)?.last);
    (first <= last).then_some(DayRange { first, last })
}

/// A day, a month or a year.
fn period(value: &str, now: Stamp) -> Option<DayRange> {
    let today = NewsDay::containing(now, Rollover::default());
    match value {
        "today" | "今天" => return Some(DayRange::single(today)),
        "yesterday" | "昨天" => return Some(DayRange::single(today.previous())),
        _ => {}
    }
    let after = |first: NaiveDate, months| first.checked_add_months(Months::new(months));
    let (first, after) = match value.split('-').count() {
        3 => (time::date(value)?, time::date(value)?.succ_opt()?),
        2 => {
            let first = time::date(&format!("{value}-01"))?;
            (first, after(first, 1)?)
        }
        1 => {
            let first = time::date(&format!("{value}-01-01"))?;
            (first, after(first, 12)?)
        }
        _ => return None,
    };
    Some(DayRange {
        first: NewsDay::from_date(first)?,
        last: NewsDay::from_date(after.pred_opt()?)?,
    })
}
