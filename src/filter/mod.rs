//! Timeline and matcher -> rows that match, day by day.
//!
//! A pass walks the days newest first on worker threads and publishes hits as it finds them. The first screen of hits is
//! there within a frame, however large the archive. A new pass cancels the one before.

mod letters;
mod packed;
mod pass;
mod plan;
mod search;
mod worker;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use plan::FilterPlan;
pub use worker::FilterWorker;

use crate::item::NewsDay;
use crate::knowledge::Knowledge;
use crate::query::Matcher;
use crate::timeline::Day;

/// A complete pass. A narrower query over the same timeline searches only its hits.
#[derive(Clone, Debug)]
pub struct PreviousPass {
    /// Its matcher.
    pub matcher: Matcher,
    /// The rows that match, ascending, of every day that has any.
    pub rows: BTreeMap<NewsDay, Arc<[u32]>>,
}

/// The hits of a day.
#[derive(Clone, Debug)]
pub struct DayHits {
    /// The day that was searched. The rows are rows of this one, even once the timeline has a newer one.
    pub day: Arc<Day>,
    /// The rows that match, ascending.
    pub rows: Arc<[u32]>,
}

/// What a pass publishes.
#[derive(Clone, Debug)]
pub struct PassProgress {
    /// The number that the pass was started with.
    pub pass: u64,
    /// The hits found since the last message. A day that was searched again is here even without hits.
    pub found: Vec<DayHits>,
    /// The oldest day such that it and all newer days were searched; `None` for days that were searched again.
    pub reached: Option<NewsDay>,
    /// Whether the whole timeline was searched. Stays true for days that are searched again later.
    pub complete: bool,
}

/// The rows of one day that match, ascending.
pub fn day(matcher: &Matcher, knowledge: &Arc<Knowledge>, day: &Day) -> Vec<u32> {
    FilterPlan::new(matcher.clone(), Arc::clone(knowledge)).day(day)
}

#[cfg(test)]
mod tests;
