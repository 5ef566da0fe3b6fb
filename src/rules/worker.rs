//! Reads the file of rules, goes on watching it, and finds what they hit, on a thread of its own: no key waits for the disk.
//! While no request waits, it counts the hits in older days.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::counter::RuleCounter;
use super::finder::{RuleFinder, RuleSearch};
use super::hits::RuleHits;
use super::reading::RulesReading;
use super::rule_set::RuleSet;
use super::totals::RuleTotals;
use super::watch::RulesWatch;
use super::write::{RulesWriting, RulesWritten};
use crate::config::ConfigErrors;
use crate::worker::Worker;

/// How long a file that changed is left alone: editors truncate or rename it before they write it.
const SETTLE_TIME: Duration = Duration::from_millis(50);

/// What the worker is sent.
#[derive(Debug)]
pub enum RulesJob {
    /// Let this watch follow the file, whenever it is read.
    Watch(RulesWatch),
    /// Read the file.
    Read(RulesReading),
    /// Read it once it rests: something has changed.
    ReadAgain(RulesReading),
    /// Find the hits in the newest days.
    Find(RuleSearch),
    /// Edit the file.
    Write(Box<RulesWriting>),
}

/// What the worker publishes.
#[derive(Clone, Debug)]
pub enum RulesNews {
    /// The file was read.
    Read(Result<Arc<RuleSet>, ConfigErrors>),
    /// Hits were found.
    Found(RuleHits),
    /// Hits in all days were counted, as far as it goes without a search; or the rest of them.
    Counted(RuleTotals),
    /// The file was edited, and has other rules now; or it was not.
    Written(RulesWritten),
}

/// What the worker remembers.
#[derive(Debug, Default)]
struct RulesWork {
    finder: RuleFinder,
    counter: RuleCounter,
    /// The numbers that were published last.
    counted: RuleTotals,
}

impl RulesWork {
    /// Finds hits, and then how many there are in all days.
    fn find(&mut self, search: &RuleSearch, publish: impl Fn(RulesNews)) {
        let hits = self.finder.find(search);
        publish(RulesNews::Found(hits.clone()));
        if search.counts_all {
            self.counter.follow(search, &hits);
            self.publish_totals(publish);
        }
    }

    /// Counts for a moment; false if nothing is left to be counted.
    fn count_some(&mut self, publish: impl Fn(RulesNews)) -> bool {
        let is_left = self.counter.count_some(self.finder.taught());
        if !is_left {
            self.publish_totals(publish);
        }
        is_left
    }

    fn publish_totals(&mut self, publish: impl Fn(RulesNews)) {
        let totals = self.counter.totals();
        if !totals.is_same(&self.counted) {
            self.counted = totals.clone();
            publish(RulesNews::Counted(totals));
        }
    }
}

/// Starts the worker. Of the requests that wait, every `Watch`, `Read` and `Write` is served, oldest first; then the latest
/// `ReadAgain` and the latest `Find`. `publish` and `on_panic` are called on its thread.
pub fn start(
    publish: impl Fn(RulesNews) + Send + Sync + 'static,
    on_panic: impl Fn() + Send + Sync + 'static,
) -> Worker<RulesJob> {
    let publish = Arc::new(publish);
    let counted = Arc::clone(&publish);
    // It outlives a panic, which takes the state.
    let watch = Mutex::new(None::<RulesWatch>);
    let work = move |state: &mut RulesWork, jobs: Vec<RulesJob>| {
        let mut watch = watch.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut reading, mut search) = (None, None);
        for job in jobs {
            match job {
                RulesJob::Watch(job) => *watch = Some(job),
                RulesJob::Read(job) => {
                    publish(RulesNews::Read(job.read()));
                }
                RulesJob::ReadAgain(job) => reading = Some(job),
                RulesJob::Find(job) => search = Some(job),
                RulesJob::Write(job) => publish(RulesNews::Written(job.perform())),
            }
        }
        if let Some(reading) = reading {
            watch.iter_mut().for_each(RulesWatch::follow);
            thread::sleep(SETTLE_TIME);
            publish(RulesNews::Read(reading.read()));
        }
        if let Some(search) = search {
            state.find(&search, &*publish);
        }
    };
    let spare = move |state: &mut RulesWork| state.count_some(&*counted);
    Worker::start_with_spare("rules", RulesWork::default, work, spare, on_panic)
}
