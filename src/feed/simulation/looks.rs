//! Lets time pass, and lets the watcher look whenever something is due, as the feed's thread does.

use std::path::Path;
use std::time::{Duration, SystemTime};

use super::scraper::ScheduleKind;
use super::{NINE, Simulation};
use crate::dump::DumpChange;
use crate::item::Stamp;
use crate::timeline::Arrived;
use crate::watch::{ClockReading, EventHint};

impl Simulation {
    /// Half of the schedules trust the time stamps of files, half read at every look. Neither depends on the test's speed.
    pub(super) fn moment(&self) -> ClockReading {
        let wall = if self.seed.is_multiple_of(2) {
            self.wall + (self.now - self.start)
        } else {
            SystemTime::UNIX_EPOCH
        };
        ClockReading { at: self.now, wall }
    }

    pub(super) fn pass_time(&mut self) {
        let longest = self.scraper.time_left();
        let wanted = [1, 8, 30, 60, 400, 1500, 3000][self.dice.below(7)];
        let passed = Duration::from_millis(wanted).min(longest);
        self.log.push(format!("{} ms pass", passed.as_millis()));
        self.scraper.wait(passed);
        self.advance(passed);
    }

    /// Steps to each time at which something is due, as the feed's thread does.
    pub(super) fn advance(&mut self, passed: Duration) {
        let until = self.now + passed;
        self.look();
        loop {
            let next = self.watcher.next_due(self.moment());
            if next > until {
                break;
            }
            self.now = self.now.max(next);
            self.look();
        }
        self.now = until;
    }

    pub(super) fn look(&mut self) {
        if self.is_disturbed() && self.dice.percent(2) {
            self.log.push("  events overflow".into());
            self.underway.clear();
            self.watcher
                .handle_hint(&EventHint::Anywhere, self.moment());
        }
        while let Some(path) = self.underway.pop_front() {
            if self.dice.percent(self.events.late) {
                self.underway.push_back(path);
                break;
            }
            self.watcher
                .handle_hint(&EventHint::At(path), self.moment());
        }
        let changes = self.watcher.step(self.moment());
        if !changes.is_empty() {
            let described = changes
                .iter()
                .map(|change| self.describe(change))
                .collect::<Vec<_>>();
            self.log.push(format!(
                "  shown after {} ms: {}",
                (self.now - self.start).as_millis(),
                described.join(", ")
            ));
            let late = self.watcher.late_places().cloned().collect();
            self.store.set_late_places(half_past_nine(), late);
            let update = self.store.apply(changes);
            self.show_reader(&update);
            if let Err(what) = self.arrived.take(&update) {
                self.fail(&what);
            }
            let is_past = |item: &Arrived| item.stamp < half_past_nine();
            // A reader that was opened again may have found a single folder empty.
            let is_late = self.user.is_none() && self.is_late();
            if !update.past.iter().all(is_past) || is_late && update.arrived.iter().any(is_past) {
                self.fail("news and what is past are confused");
            }
        }
        self.check();
        self.use_reader();
    }

    /// Whether the root was missing at the start.
    fn is_late(&self) -> bool {
        self.watcher.late_places().next().is_some()
    }

    pub(super) fn is_disturbed(&self) -> bool {
        matches!(self.kind, ScheduleKind::Disturbed | ScheduleKind::Varied)
    }

    fn describe(&self, change: &DumpChange) -> String {
        let name = |path: &Path| {
            path.strip_prefix(self.folder.path())
                .unwrap()
                .display()
                .to_string()
        };
        match change {
            DumpChange::Read(dump) => {
                format!("{} has {}", name(&dump.path), dump.records.len())
            }
            DumpChange::Departed(dump) => {
                format!("{} left {}", dump.records.len(), name(&dump.path))
            }
            DumpChange::Gone(path) => format!("{} is gone", name(path)),
        }
    }
}

/// When the schedules start, as far as a root is concerned that was missing then.
fn half_past_nine() -> Stamp {
    Stamp::from_unix(NINE + 30 * 60).unwrap()
}
