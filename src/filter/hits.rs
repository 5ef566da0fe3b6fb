//! What a pass finds and publishes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::item::NewsDay;
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
