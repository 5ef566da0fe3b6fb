//! Timeline and matcher -> rows that match, day by day.
//!
//! A pass walks the days newest first on worker threads and publishes what it finds as it goes, so that the first screen
//! of hits is there within a frame whatever the size of the archive. A new pass cancels the one before.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::item::NewsDay;
use crate::query::Matcher;
use crate::timeline::{Day, Timeline};

/// The rows that match, ascending, for every day that was looked at and has any.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    /// Rows per day.
    pub days: BTreeMap<NewsDay, Arc<[u32]>>,
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
pub fn day(matcher: &Matcher, day: &Day) -> Vec<u32> {
    let _ = (matcher, day);
    todo!("timeline helper")
}

/// The worker that runs passes, one at a time; dropping it ends its threads.
#[derive(Debug)]
pub struct Filter {}

impl Filter {
    /// Starts the worker; `publish` is called on its thread.
    pub fn spawn(publish: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        let _ = publish;
        todo!("timeline helper")
    }

    /// Begins a pass over all days, and cancels the one before. `within` are the hits of an older, complete pass whose
    /// matcher this one narrows: then only they are looked at.
    pub fn start(&self, pass: u64, matcher: Matcher, timeline: Arc<Timeline>, within: Option<Hits>) {
        let _ = (pass, matcher, timeline, within);
        todo!("timeline helper")
    }

    /// Looks at these days again, which have changed since the pass with this number began (or are new), and publishes
    /// what they hold, also where that is nothing. The pass itself goes on if it has not come to its end.
    pub fn refresh(&self, pass: u64, matcher: Matcher, timeline: Arc<Timeline>, days: Vec<NewsDay>) {
        let _ = (pass, matcher, timeline, days);
        todo!("timeline helper")
    }

    /// Ends the pass that is running.
    pub fn cancel(&self) {
        todo!("timeline helper")
    }
}
