//! `day:`, the news day: a day, a week, a month, a year, or a range of them.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use super::ranges::{InRanges, SortedRanges};
use crate::item::NewsDay;
use crate::moment::{DaySpan, TimeContext, Wanted, When};
use crate::query::condition::{Compare, Condition, take_alike};
use crate::query::field::{Field, Suggestion, ValueField};
use crate::query::item::QueryItem;

pub(super) const FIELD: Field = Field::Value(ValueField {
    names: ["day", "日期"],
    examples: [
        &[
            "today",
            "yesterday",
            "-2",
            "monday",
            "last-week",
            "5-14",
            "2026-05-31",
            "2026-05",
            "2026",
            "2026-05-01..2026-05-09",
        ],
        &[
            "今天",
            "昨天",
            "-2",
            "周一",
            "本周",
            "5月14日",
            "2026-05-31",
            "2026-05",
            "2026",
            "5-1..5-9",
        ],
    ],
    is_ordered: true,
    suggestion: Suggestion::Days,
    is_relative: true,
    time: Some(Wanted::Day),
    parse: |value, compare, context| Some(Arc::new(days(value, context)?.compared(compare))),
});

/// From the first of these news days to the last.
#[derive(Clone, Copy, Debug)]
struct DayRange(DaySpan);

fn days(value: &str, context: &TimeContext<'_>) -> Option<DayRange> {
    let when = When::parse(value, Wanted::Day).ok()?;
    when.days(context).map(DayRange)
}

impl DayRange {
    /// The range itself, or the days before it or after it.
    const fn compared(self, compare: Compare) -> Self {
        let DaySpan { first, last } = self.0;
        let (earliest, latest) = (NewsDay::FIRST, NewsDay::LAST);
        let (first, last) = match compare {
            Compare::Equal => (first, last),
            Compare::Above => (last.next(), latest),
            Compare::AtLeast => (first, latest),
            Compare::Below => (earliest, first.previous()),
            Compare::AtMost => (earliest, last),
        };
        Self(DaySpan { first, last })
    }
}

impl Condition for DayRange {
    fn matches(&self, item: &dyn QueryItem) -> bool {
        self.0.contains(item.day())
    }

    fn days(&self) -> Option<DaySpan> {
        Some(self.0)
    }

    fn join(&self, others: &mut Vec<Arc<dyn Condition>>) -> Option<Arc<dyn Condition>> {
        let (mut printed, mut spans) = (vec![self.to_string()], vec![(self.0.first, self.0.last)]);
        take_alike(others, |other: &Self| {
            printed.push(other.to_string());
            spans.push((other.0.first, other.0.last));
            true
        });
        Some(Arc::new(InRanges {
            printed: printed.join(" | "),
            ranges: SortedRanges::new(spans),
            value: |item| item.day(),
        }))
    }

    fn implies(&self, wide: &dyn Condition) -> bool {
        let wide: Option<&Self> = (wide as &dyn Any).downcast_ref();
        wide.is_some_and(|Self(wide)| wide.first <= self.0.first && self.0.last <= wide.last)
    }
}

impl fmt::Display for DayRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "day:{}", self.0.first)?;
        if self.0.first == self.0.last {
            Ok(())
        } else {
            write!(f, "..{}", self.0.last)
        }
    }
}
