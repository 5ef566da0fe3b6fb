//! Reads the file of rules and finds what they hit, on a thread of its own.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::finder::{RuleFinder, RuleSearch};
use super::hits::RuleHits;
use super::reading::RulesReading;
use super::rule_set::RuleSet;
use super::write::{RulesWriting, RulesWritten};
use crate::config::ConfigErrors;
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
    /// The file was edited, or not.
    Written(RulesWritten),
}

/// Starts the worker. Every edit is made; of other waiting requests of a kind only the latest is served. `publish` and `on_panic` are called on
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
                RulesJob::Write(job) => {
                    let again = job.reading.clone();
                    let written = job.perform();
                    let is_written = written.outcome.is_ok();
                    publish(RulesNews::Written(written));
                    if is_written {
                        publish(RulesNews::Read(again.read()));
                    }
                }
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
