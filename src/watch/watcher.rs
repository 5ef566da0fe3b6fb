//! The core of watching: what is known of every file, and what follows from a look.
//!
//! One [`Watcher::step`] looks at what is due and gives the changes that are believed. It reads files, and no clock.

mod days;
mod files;
mod folders;
mod hints;
mod known;
mod lookouts;
mod tally;
mod verdicts;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::mem;
use std::time::{Duration, Instant};

use chrono::NaiveDate;

use super::file_state::FileReading;
use super::roots::Roots;
use super::schedule::{Pace, Schedule};
use super::signature::FileId;
use super::tree::Tree;
use super::{ClockReading, EventSource, WatchSettings, WatchStatus, is_stdin, name};
use crate::dump::DumpChange;
use crate::path::FilePath;
use days::Days;
use known::{Known, Stage};

/// Between two readings of one file, however fast it grows …
const BREATH: Duration = Duration::from_millis(10);
/// … and for each of its bytes, so that a very large one that never rests takes no more than a part of the time.
const BREATH_FOR_BYTE: Duration = Duration::from_nanos(6);
/// The sweep looks again after that long in any case.
const LONGEST_BREATH: Duration = Duration::from_secs(2);
/// At most so many bytes are read in one step, so that other news get in between.
const STEP: u64 = 8 << 20;
/// How long what is gone waits for what has yet to be read, since it may only have been moved.
const BEHIND: Duration = Duration::from_millis(100);
/// With at most so many dumps of its days is one compared that appears.
const COMPARED: usize = 16;
/// Up to so many folders are all looked at with every tick: with events behind them some milliseconds …
const FEW_FOLDERS: usize = 512;
/// … and where nothing else would tell of a new dump.
const FEW_POLLED_FOLDERS: usize = 4096;

/// Everything that is watched.
pub struct Watcher {
    settings: WatchSettings,
    roots: Roots,
    tree: Tree,
    files: Known,
    by_id: HashMap<FileId, FilePath>,
    days: Days,
    schedule: Schedule,
    eyes: Box<dyn EventSource>,
    /// Folders that get eyes once the first load is done: reading 8,000 dumps gives 16,000 events of our own.
    blindfold: Option<Vec<FilePath>>,
    /// Where each missing path is waited for: path -> folder.
    lookouts: HashMap<FilePath, FilePath>,
    newest: Option<NaiveDate>,
    /// Whether the first walk is done, all of whose files are read without being asked for.
    has_begun: bool,
    /// How many files were never looked at.
    unread: usize,
    /// Files of which something is doubted.
    doubted: BTreeSet<FilePath>,
    /// When everything lively was last looked at.
    around: Instant,
}

impl Watcher {
    /// Watches nothing yet: see [`Self::begin`].
    pub fn new(settings: WatchSettings, eyes: Box<dyn EventSource>, now: ClockReading) -> Self {
        let paths = settings.paths.iter().filter(|path| !is_stdin(path));
        Self {
            roots: Roots::new(paths, settings.poll),
            tree: Tree::new(settings.options.limits),
            schedule: Schedule::new(Pace::EVENTS, now.at),
            settings,
            files: Known::default(),
            by_id: HashMap::new(),
            days: Days::default(),
            eyes,
            blindfold: Some(Vec::new()),
            lookouts: HashMap::new(),
            newest: None,
            has_begun: false,
            unread: 0,
            doubted: BTreeSet::new(),
            around: now.at,
        }
    }

    /// Walks all paths; the files found are for the caller to read, and to hand to [`Self::loaded`].
    pub fn begin(&mut self, now: ClockReading) -> Vec<FilePath> {
        self.visit_roots(now);
        let newest = self
            .files
            .paths()
            .filter_map(|path| name::date(path.file_name()?))
            .max();
        self.newest = newest;
        let lively: HashSet<_> = self
            .files
            .paths()
            .filter(|path| self.is_newest(path))
            .filter_map(|path| path.parent())
            .collect();
        let (first, later) = self
            .blindfold
            .take()
            .unwrap_or_default()
            .into_iter()
            .partition(|folder| lively.contains(&**folder));
        self.blindfold = Some(later);
        let first: Vec<FilePath> = first;
        for folder in &first {
            self.open_eyes(folder);
        }
        self.settle_pace(now);
        self.unread = 0;
        self.files
            .change_all(|file| file.stage = Stage::Queued { hinted: false });
        self.has_begun = true;
        self.files.paths().cloned().collect()
    }

    /// Takes in what the first load found in a candidate. The timeline is given its dump by the caller.
    pub fn loaded(&mut self, reading: FileReading, now: ClockReading) {
        let path = reading.path.clone();
        let before = self
            .files
            .change(&path, |file| mem::replace(&mut file.stage, Stage::Known));
        let Some(before) = before else { return };
        self.take_in(reading, now);
        if before == (Stage::Queued { hinted: true }) && self.files.has(&path) {
            self.schedule.soon(&path, now.at);
        }
    }

    /// The first load is done: from now on every folder is watched, and what changed meanwhile is found by a sweep.
    pub fn load_done(&mut self, now: ClockReading) {
        for folder in self.blindfold.take().unwrap_or_default() {
            self.open_eyes(&folder);
        }
        self.settle_pace(now);
        self.schedule.sweep(now.at);
    }

    /// When the next step is due.
    pub fn next(&self, now: ClockReading) -> Instant {
        self.schedule.next(now.at)
    }

    /// Looks at what is due; what is believed to have changed.
    pub fn step(&mut self, now: ClockReading) -> Vec<DumpChange> {
        let due = self.schedule.take(now.at);
        if due.tick {
            self.visit_roots(now);
        }
        let (mut changes, mut budget) = (Vec::new(), STEP);
        for path in due.paths {
            if self.tree.has(&path) {
                let difference = self.look_at_folder(&path, now);
                self.take_difference(difference, now);
            }
            if budget == 0 {
                self.schedule.soon(&path, now.at);
            } else if let Some((change, cost)) = self.look_at_file(&path, now) {
                budget = budget.saturating_sub(cost);
                changes.extend(change);
            }
        }
        self.around = due.around.unwrap_or(self.around);
        self.settle_pace(now);
        changes
    }

    /// How it stands.
    pub fn status(&self) -> WatchStatus {
        let mut status = WatchStatus {
            sources: self.roots.sources(),
            ..self.files.status()
        };
        status.errors.extend(self.tree.errors());
        status.errors.sort();
        status
    }
}

#[cfg(test)]
impl Watcher {
    /// Fails where what was kept as files changed is not what they add up to.
    pub(crate) fn check_tally(&self) {
        assert_eq!(self.files.status(), self.files.recounted());
    }
}

#[cfg(test)]
mod tests;
