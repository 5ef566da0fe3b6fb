//! `since:`, everything from a moment on, in Beijing time.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use crate::item::{NewsDay, Stamp};
use crate::moment::{DaySpan, TimeContext, Wanted, When};
use crate::query::condition::Condition;
use crate::query::field::{Field, Suggestion, ValueField};
use crate::query::item::QueryItem;

pub(super) const FIELD: Field = Field::Value(ValueField {
    names: ["since", "起始"],
    examples: [
        &[
            "10:15",
            "open",
            "yesterday",
            "2h",
            "5-14",
            "2026-05-31",
            "2026-05-31T10:15",
        ],
        &[
            "10:15",
            "开盘",
            "昨天",
            "昨收",
            "5-14",
            "2026-05-31",
            "2026-05-31T10:15",
        ],
    ],
    is_ordered: false,
    suggestion: Suggestion::Examples,
    is_relative: true,
    time: Some(Wanted::Time),
    parse: |value, _compare, context| Some(Arc::new(Since(moment(value, context)?))),
});

/// At this moment or later.
#[derive(Debug)]
pub(super) struct Since(pub(super) Stamp);

impl Condition for Since {
    fn matches(&self, item: &dyn QueryItem) -> bool {
        item.stamp() >= self.0
    }

    /// The rollover of a dump may put an item on the day before.
    fn days(&self) -> Option<DaySpan> {
        let date = NewsDay::from_date(self.0.time().date_naive()).unwrap_or_default();
        Some(DaySpan {
            first: date.previous().previous(),
            last: NewsDay::LAST,
        })
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

/// A time of day is the latest such moment that is not after now; a day is its beginning.
fn moment(value: &str, context: &TimeContext<'_>) -> Option<Stamp> {
    When::parse(value, Wanted::Time).ok()?.start(context)
}
