//! Where `tail` learns the names of stocks, and how often.

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::headless::learn_names::learn_names;
use crate::names::{NameLearner, StockNames};
use crate::timeline::Timeline;
use crate::watch::WatchSettings;

/// How long names from the timeline are used: learning takes longer than printing an item.
const INTERVAL: Duration = Duration::from_secs(60);
/// How long names from all dumps are used: ten years take a second.
const LONG_INTERVAL: Duration = Duration::from_secs(3600);
/// Names are learnt again at once if the timeline has grown by one in this many items: they were learnt from a part.
const MIN_GROWTH: usize = 2;

/// Learns the names of stocks, if they are needed.
pub(super) struct NameSource {
    learner: Option<NameLearner>,
    /// The input to read, if the timeline has a part of it.
    all: Option<WatchSettings>,
    learnt: Instant,
    /// How many items the names were learnt from.
    learnt_from: usize,
}

impl NameSource {
    /// `all` is the whole input if the timeline has some days alone; names were learnt from it just now.
    pub(super) fn new(learner: Option<NameLearner>, all: Option<WatchSettings>) -> Self {
        Self {
            learner,
            all,
            learnt: Instant::now(),
            learnt_from: 0,
        }
    }

    /// Whether the names are old.
    pub(super) fn is_due(&self, timeline: &Timeline) -> bool {
        let has_grown = timeline.len() > self.learnt_from + self.learnt_from / MIN_GROWTH;
        match self.all {
            Some(_) => self.learnt.elapsed() >= LONG_INTERVAL,
            None => has_grown || self.learnt.elapsed() >= INTERVAL,
        }
    }

    /// Learns names; `None` if they are not needed. An error if the system refuses a thread.
    pub(super) fn learn(&mut self, timeline: &Timeline) -> io::Result<Option<Arc<StockNames>>> {
        self.learnt = Instant::now();
        self.learnt_from = timeline.len();
        let Some(learner) = &mut self.learner else {
            return Ok(None);
        };
        match &self.all {
            Some(all) => learn_names(learner, all).map(Some),
            None => Ok(Some(learner.learn(&timeline.dumps()))),
        }
    }
}
