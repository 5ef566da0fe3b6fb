//! Reads the file of rules and finds what they hit, on a thread of its own.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::file;
use super::finder::{RuleFinder, RuleSearch};
use super::hits::RuleHits;
use super::rule_set::RuleSet;
use crate::config::{ConfigErrors, RulesFile};
use crate::item::{Rollover, Stamp};
use crate::knowledge::Knowledge;
use crate::moment::TimeContext;
use crate::timeline::Timeline;
use crate::worker::Worker;

/// How long a file that changed is left alone: editors truncate or rename it before they write it.
const SETTLE_TIME: Duration = Duration::from_millis(50);

/// What the worker is sent.
#[derive(Debug)]
pub enum RulesJob {
    /// Read the file.
    Read(RulesReading),
    /// Find the hits in the newest days.
    Find(RuleSearch),
}

/// What the worker publishes.
#[derive(Clone, Debug)]
pub enum RulesNews {
    /// The file was read.
    Read(Result<Arc<RuleSet>, ConfigErrors>),
    /// Hits were found.
    Found(RuleHits),
}

/// The file of rules, and what makes times in its queries exact.
#[derive(Clone, Debug)]
pub struct RulesReading {
    /// The file.
    pub file: RulesFile,
    /// The moment that counts as now.
    pub now: Stamp,
    /// The end of news days.
    pub rollover: Rollover,
    /// The items.
    pub timeline: Arc<Timeline>,
    /// The lists that queries can name.
    pub knowledge: Arc<Knowledge>,
}

impl RulesReading {
    /// Reads the rules.
    pub fn read(&self) -> Result<Arc<RuleSet>, ConfigErrors> {
        let times = TimeContext {
            now: self.now,
            newest: self.timeline.newest().map(|item| item.stamp()),
            rollover: self.rollover,
            clock_day: None,
            has_days: &|days| self.timeline.has_any_day(days.first, days.last),
        };
        file::load(&self.file, &times, self.knowledge.watchlists()).map(Arc::new)
    }
}

/// Starts the worker. Of several waiting requests of a kind only the latest is served; `publish` and `on_panic` are called on
/// its thread.
pub fn start(
    publish: impl Fn(RulesNews) + Send + Sync + 'static,
    on_panic: impl Fn() + Send + Sync + 'static,
) -> Worker<RulesJob> {
    let work = move |finder: &mut RuleFinder, jobs: Vec<RulesJob>| {
        let (mut reading, mut search) = (None, None);
        for job in jobs {
            match job {
                RulesJob::Read(job) => reading = Some(job),
                RulesJob::Find(job) => search = Some(job),
            }
        }
        if let Some(reading) = reading {
            thread::sleep(SETTLE_TIME);
            publish(RulesNews::Read(reading.read()));
        }
        if let Some(search) = search {
            publish(RulesNews::Found(finder.find(&search)));
        }
    };
    Worker::start("rules", RuleFinder::default, work, on_panic)
}
