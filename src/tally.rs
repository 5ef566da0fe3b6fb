//! Counts what the page of help shows of the user's own dumps: hits of queries, and marks of the newest day.
//!
//! A worker counts when the page opens, in a bounded number of items.

use std::sync::Arc;

use crate::filter::FilterPlan;
use crate::knowledge::Knowledge;
use crate::query::Matcher;
use crate::timeline::{Badge, Day, Timeline};

/// How many items are searched, to the next whole day: a year of a wire, and less than a second for each query.
const MAX_ITEMS: usize = 100_000;

/// The counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// The hits of each query; `None` for one that is invalid.
    pub hits: Vec<Option<usize>>,
    /// Whether all days were searched, not only the newest ones.
    pub is_whole: bool,
    /// The marks of the newest day.
    pub marks: MarkCounts,
}

/// How many items of a day have each badge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MarkCounts {
    /// 红.
    pub red: usize,
    /// 升.
    pub promoted: usize,
    /// 改.
    pub revised: usize,
    /// Gone from a rolling dump.
    pub gone: usize,
}

impl Tally {
    /// Counts the hits of queries, and the marks of the newest day.
    pub fn count(
        timeline: &Timeline,
        knowledge: &Arc<Knowledge>,
        queries: Vec<Option<Matcher>>,
    ) -> Self {
        let days = newest(timeline.days());
        let count = |matcher: Matcher| {
            let plan = FilterPlan::new(matcher, Arc::clone(knowledge));
            let found = days.iter().map(|day| plan.search_day(day).len());
            found.sum()
        };
        let hits = queries.into_iter().map(|matcher| matcher.map(count));
        Self {
            hits: hits.collect(),
            is_whole: days.len() == timeline.days().len(),
            marks: days
                .last()
                .map_or_else(MarkCounts::default, |day| MarkCounts::of(day)),
        }
    }
}

impl MarkCounts {
    fn of(day: &Day) -> Self {
        let mut counts = Self::default();
        for item in day.items() {
            counts.gone += usize::from(item.is_gone());
            match Badge::of(item) {
                Some(Badge::Promoted) => counts.promoted += 1,
                Some(Badge::Red) => counts.red += 1,
                Some(Badge::Revised) => counts.revised += 1,
                None => {}
            }
        }
        counts
    }
}

/// The newest days that have the most items to search together.
fn newest(days: &[Arc<Day>]) -> &[Arc<Day>] {
    let mut items = 0;
    let older = days.iter().rposition(|day| {
        items += day.len();
        items >= MAX_ITEMS
    });
    days.get(older.unwrap_or(0)..).unwrap_or_default()
}
