//! Runs the programs of alerts, one at a time, on a thread of its own.

use std::fmt;
use std::sync::Arc;

use crate::item::{ItemId, NewsDay};
use crate::knowledge::Knowledge;
use crate::rules::TaughtRules;
use crate::terminal::timed_program::{ALERT_LIMIT, ProgramSlot, TimedProgramError};
use crate::timeline::{ItemRef, Timeline};
use crate::worker::Worker;

/// The most items that a program gets at once: the newest ones of a burst.
const MAX_ITEMS: usize = 200;

/// Prints an item as a JSON object on a line.
pub type AlertPrinter = fn(&mut Vec<u8>, ItemRef<'_>, &Arc<Knowledge>, &TaughtRules);

/// A program to run.
#[derive(Debug)]
pub(super) struct AlertProgram {
    /// The rule that starts it.
    pub rule: Arc<str>,
    /// The program and its arguments.
    pub command: Arc<[String]>,
    /// What it gets, the oldest first.
    pub items: Vec<(NewsDay, ItemId)>,
    /// Where the items are.
    pub timeline: Arc<Timeline>,
    /// The names of stocks, stars and notes.
    pub knowledge: Arc<Knowledge>,
    /// The rules.
    pub rules: TaughtRules,
}

/// The thread. Dropping it kills the program that runs.
pub(super) struct AlertPrograms {
    slot: Arc<ProgramSlot>,
    worker: Worker<AlertProgram>,
}

impl fmt::Debug for AlertPrograms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AlertPrograms").finish_non_exhaustive()
    }
}

impl AlertPrograms {
    /// Starts the thread, which calls `ended` after each program, and `on_panic`.
    pub(super) fn start(
        print: AlertPrinter,
        ended: impl Fn(&AlertProgram, Result<(), TimedProgramError>) + Send + Sync + 'static,
        on_panic: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let slot = Arc::<ProgramSlot>::default();
        let used = Arc::clone(&slot);
        let work = move |(): &mut (), programs: Vec<AlertProgram>| {
            for program in joined(programs) {
                ended(&program, program.run(print, &used));
            }
        };
        let worker = Worker::start("alerts", || (), work, on_panic);
        Self { slot, worker }
    }

    /// Runs a program after those that wait. False if there is no thread to wait for it.
    pub(super) fn run(&self, program: AlertProgram) -> bool {
        let has_thread = self.worker.has_thread();
        if has_thread {
            self.worker.send(program);
        }
        has_thread
    }
}

impl Drop for AlertPrograms {
    fn drop(&mut self) {
        self.slot.close();
    }
}

/// Makes one of all that run the same command. While a program hangs, alerts go on.
fn joined(programs: Vec<AlertProgram>) -> Vec<AlertProgram> {
    let mut joined: Vec<AlertProgram> = Vec::new();
    for mut program in programs {
        let known = joined
            .iter()
            .position(|known| known.command == program.command);
        if let Some(known) = known.map(|at| joined.remove(at)) {
            let earlier = known.items.into_iter();
            program.items.splice(..0, earlier);
        }
        joined.push(program);
    }
    joined
}

impl AlertProgram {
    /// The program without its arguments.
    pub(super) fn name(&self) -> &str {
        self.command.first().map_or("", String::as_str)
    }

    fn run(&self, print: AlertPrinter, slot: &ProgramSlot) -> Result<(), TimedProgramError> {
        let mut input = Vec::new();
        let first = self.items.len().saturating_sub(MAX_ITEMS);
        for &(day, id) in self.items.iter().skip(first) {
            if let Some(item) = self.timeline.item(day, id) {
                print(&mut input, item, &self.knowledge, &self.rules);
            }
        }
        // The items may all be gone by now.
        if input.is_empty() {
            return Ok(());
        }
        slot.run(&self.command, &input, ALERT_LIMIT)
    }
}
