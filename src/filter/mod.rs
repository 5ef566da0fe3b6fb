//! Timeline and matcher -> rows that match, day by day.
//!
//! A pass walks the days newest first on worker threads and publishes what it finds as it goes, so that the first screen
//! of hits is there within a frame whatever the size of the archive. A new pass cancels the one before.

mod letters;
mod packed;
mod pass;
mod plan;
mod search;
mod worker;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use plan::Plan;
pub use worker::Filter;

use crate::item::NewsDay;
use crate::knowledge::Knowledge;
use crate::query::Matcher;
use crate::timeline::Day;

/// The rows that match, ascending, for every day that was looked at and has any.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    /// Rows per day.
    pub days: BTreeMap<NewsDay, Arc<[u32]>>,
}

/// A pass that has come to its end: one that asks for less, over the same timeline, looks only at what it has found.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// What was asked.
    pub matcher: Matcher,
    /// What was found.
    pub hits: Hits,
}

/// What was found in a day.
#[derive(Clone, Debug)]
pub struct Found {
    /// The day that was looked at: the rows are rows of this one, also once the timeline has a newer.
    pub day: Arc<Day>,
    /// The rows that match, ascending.
    pub rows: Arc<[u32]>,
}

/// What a pass has to say.
#[derive(Clone, Debug)]
pub struct Progress {
    /// The number the pass was started with.
    pub pass: u64,
    /// What was found since the last message. A day that was looked at again is in it also without any hit.
    pub found: Vec<Found>,
    /// The oldest day so far such that it and all newer ones were looked at.
    pub reached: Option<NewsDay>,
    /// Whether the pass has come to its end; stays true for days that are looked at again later.
    pub complete: bool,
}

/// The rows of one day that match, ascending.
pub fn day(matcher: &Matcher, knowledge: &Arc<Knowledge>, day: &Day) -> Vec<u32> {
    Plan::new(matcher.clone(), Arc::clone(knowledge)).day(day)
}

#[cfg(test)]
mod tests;
