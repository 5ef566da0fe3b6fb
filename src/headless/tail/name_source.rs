//! Where `tail` learns the names of stocks, and how often.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::headless::learn_names::learn_names;
use crate::names::{NameLearner, StockNames};
use crate::timeline::{Extent, Timeline};
use crate::watch::WatchSettings;

/// How long names from the timeline are used: learning takes longer than printing an item.
const INTERVAL: Duration = Duration::from_secs(60);
/// How long names from all dumps are used: ten years take a second.
const LONG_INTERVAL: Duration = Duration::from_secs(3600);

/// Learns the names of stocks, if they are needed.
pub(super) struct NameSource {
    learner: Option<NameLearner>,
    /// The input to read, if the timeline has a part of it.
    all: Option<WatchSettings>,
    learnt: Instant,
    /// The timeline that the names were learnt from.
    learnt_from: Extent,
}

impl NameSource {
    /// `all` is the whole input if the timeline has some days alone; names were learnt from it just now.
    pub(super) fn new(learner: Option<NameLearner>, all: Option<WatchSettings>) -> Self {
        Self {
            learner,
            all,
            learnt: Instant::now(),
            learnt_from: Extent::default(),
        }
    }

    /// Learns names from now on, if they are needed; returns whether they were not before.
    pub(super) fn need(&mut self, learner: Option<NameLearner>) -> bool {
        let is_first = self.learner.is_none() && learner.is_some();
        if is_first {
            self.learner = learner;
        }
        is_first
    }

    /// Whether the names are old, or of a part of the timeline.
    pub(super) fn is_due(&self, timeline: &Timeline) -> bool {
        if self.all.is_some() {
            return self.learnt.elapsed() >= LONG_INTERVAL;
        }
        let now = timeline.extent();
        let is_old = self.learnt_from != now && self.learnt.elapsed() >= INTERVAL;
        is_old || self.learnt_from.is_part_of(now)
    }

    /// Learns names; `None` if they are not needed.
    pub(super) fn learn(&mut self, timeline: &Timeline) -> Option<Arc<StockNames>> {
        self.learnt = Instant::now();
        self.learnt_from = timeline.extent();
        let learner = self.learner.as_mut()?;
        match &self.all {
            Some(all) => Some(learn_names(learner, all)),
            None => Some(learner.learn(&timeline.dumps())),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use bytes::Bytes;

    use super::*;
    use crate::dump::{self, DumpChange, ReadOptions};
    use crate::timeline::Store;

    /// A dump with this many entries.
    fn dump(day: &str, entries: usize) -> DumpChange {
        let mut text = format!("# 财联社【普通】电报 - {day}\n");
        for minute in 0..entries {
            write!(text, "\n**[09:{minute:02}]** 第{minute}号公告。\n").unwrap();
        }
        let path = day.into();
        let dump = dump::read(&path, Bytes::from(text), ReadOptions::default()).unwrap();
        DumpChange::Read(Arc::new(dump))
    }

    /// An archive that was mounted a second after the start gave no names for a minute.
    #[test]
    fn names_of_a_part_are_due_again() {
        let mut store = Store::default();
        let mut names = NameSource::new(None, None);
        let mut is_due = |change| {
            store.apply(vec![change]);
            let is_due = names.is_due(&store.timeline());
            if is_due {
                names.learn(&store.timeline());
            }
            is_due
        };
        assert!(is_due(dump("2026-01-05", 10)));
        assert!(!is_due(dump("2026-01-06", 5)), "a little more");
        assert!(
            is_due(dump("2026-01-07", 6)),
            "more than half as much again"
        );
        assert!(!is_due(dump("2026-01-08", 1)));
    }
}
