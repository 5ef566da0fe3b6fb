//! The core of watching: holds the state of every file, looks at it, and decides which changes to show.
//!
//! [`Watcher::step`] looks at what is due and returns the changes to show. It reads files, but no clock.

mod away;
mod decisions;
mod file_counters;
mod file_ids;
mod file_table;
mod files;
mod folders;
mod hints;
mod late;
mod left_out;
mod mount_points;
mod pending_roots;
mod refused;
mod refused_files;
mod watched_file;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::mem;
use std::time::Instant;

use super::clocks::ClockReading;
use super::events::EventSource;
use super::file_state::FileReading;
use super::name;
use super::roots::Roots;
use super::schedule::{Pace, Schedule};
use super::settings::{WatchSettings, is_stdin};
use super::signature::FileId;
use super::status::WatchStatus;
use super::tree::FolderTree;
use crate::dump::DumpChange;
use crate::item::NewsDay;
use crate::path::FilePath;
use file_table::FileTable;
use mount_points::MountPoints;
pub(crate) use refused_files::Refusal;
use refused_files::RefusedFiles;
use watched_file::LoadStage;

/// The most bytes that are read in one step. Other news is reported between two steps.
const MAX_STEP_BYTES: u64 = 8 << 20;

/// Everything that is watched.
pub struct Watcher {
    settings: WatchSettings,
    roots: Roots,
    tree: FolderTree,
    files: FileTable,
    by_id: HashMap<FileId, FilePath>,
    schedule: Schedule,
    events: Box<dyn EventSource>,
    /// Folders that are watched after the first load: reading 8,000 dumps causes 16,000 events of our own. `None` after it.
    deferred_watches: Option<Vec<FilePath>>,
    /// Each missing root, and the folder that is watched until it appears.
    pending_roots: HashMap<FilePath, FilePath>,
    /// Folders at which a file system was mounted or unmounted.
    mount_points: MountPoints,
    /// The newest day in the path of a file.
    newest_day: Option<NewsDay>,
    /// Whether the first walk is done, all of whose files the first load reads.
    has_started: bool,
    /// Number of files that were never looked at.
    unread: usize,
    /// Files with a pending change.
    pending: BTreeSet<FilePath>,
    /// The first day that is kept, if memory is short.
    first_day: Option<NewsDay>,
    /// Dumps that were not read, because memory is short.
    refused: RefusedFiles,
    /// When the last full scan of hot files began.
    hot_scan_started: Instant,
}

impl Watcher {
    /// Creates a watcher; [`Self::start`] makes it watch.
    pub fn new(settings: WatchSettings, events: Box<dyn EventSource>, now: ClockReading) -> Self {
        let paths = settings.paths.iter().filter(|path| !is_stdin(path));
        Self {
            roots: Roots::new(paths, settings.poll),
            tree: FolderTree::new(settings.options.limits),
            schedule: Schedule::new(Pace::EVENTS, now.at),
            settings,
            files: FileTable::default(),
            by_id: HashMap::new(),
            events,
            deferred_watches: Some(Vec::new()),
            pending_roots: HashMap::new(),
            mount_points: MountPoints::default(),
            newest_day: None,
            has_started: false,
            unread: 0,
            pending: BTreeSet::new(),
            first_day: None,
            refused: RefusedFiles::default(),
            hot_scan_started: now.at,
        }
    }

    /// Walks all roots. Returns the files; the caller reads them and hands each to [`Self::add_loaded`].
    pub fn start(&mut self, now: ClockReading) -> Vec<FilePath> {
        self.probe_roots(now);
        let days = self.files.paths().filter_map(|path| name::last_day(path));
        self.newest_day = days.max();
        self.watch_newest_folders();
        self.update_pace(now);
        self.unread = 0;
        self.files
            .change_all(|file| file.stage = LoadStage::Queued { hinted: false });
        self.has_started = true;
        self.files.paths().cloned().collect()
    }

    /// Watches the folders with the newest dumps already during the first load.
    fn watch_newest_folders(&mut self) {
        let newest = self.files.paths().filter(|path| self.is_newest(path));
        let hot: HashSet<_> = newest.filter_map(|path| path.parent()).collect();
        let folders = self.deferred_watches.take().unwrap_or_default();
        let (first, later): (Vec<_>, _) = folders
            .into_iter()
            .partition(|folder| hot.contains(&**folder));
        self.deferred_watches = Some(later);
        for folder in &first {
            self.watch_folder(folder);
        }
    }

    /// Records what the first load found in a file. The caller gives its dumps to the timeline.
    pub fn add_loaded(&mut self, reading: FileReading, now: ClockReading) {
        let path = reading.path.clone();
        let stage =
            |file: &mut watched_file::WatchedFile| mem::replace(&mut file.stage, LoadStage::Loaded);
        let Some(stage) = self.files.change(&path, stage) else {
            return;
        };
        if self.note_refusal(&reading, now) {
            self.note_refusal_of_load(&path);
        } else {
            self.apply_reading(reading, now);
        }
        if stage == (LoadStage::Queued { hinted: true }) && self.files.contains(&path) {
            self.schedule.enqueue(&path, now.at);
        }
    }

    /// Ends the first load: watches every folder, and sweeps over all files for changes since they were read.
    pub fn finish_load(&mut self, now: ClockReading) {
        for folder in self.deferred_watches.take().unwrap_or_default() {
            self.watch_folder(&folder);
        }
        self.note_unread_places();
        self.update_pace(now);
        self.schedule.sweep(now.at);
    }

    /// When the next step is due.
    pub fn next_due(&self, now: ClockReading) -> Instant {
        self.schedule.next_due(now.at)
    }

    /// Looks at what is due. Returns the changes to show.
    pub fn step(&mut self, now: ClockReading) -> Vec<DumpChange> {
        self.end_late_places(now);
        let due = self.schedule.take_due(now.at);
        if due.is_tick {
            self.probe_roots(now);
        }
        let (mut changes, mut budget) = (Vec::new(), MAX_STEP_BYTES);
        for path in due.paths {
            if self.tree.contains(&path) {
                self.look_at_folder(&path, now);
            }
            if budget == 0 {
                self.schedule.enqueue(&path, now.at);
            } else if let Some((change, cost)) = self.look_at_file(&path, now) {
                budget = budget.saturating_sub(cost);
                changes.extend(change);
            }
        }
        self.hot_scan_started = due.scan_started.unwrap_or(self.hot_scan_started);
        self.update_pace(now);
        changes
    }

    /// Returns the state of all sources and files.
    pub fn status(&self) -> WatchStatus {
        let mut status = self.files.status();
        status.loading += self.loads_waiting_for_room();
        self.add_sources(&mut status);
        status
    }
}

#[cfg(test)]
impl Watcher {
    /// Asserts that the counters match the files.
    pub(crate) fn check_counters(&self) {
        assert_eq!(self.files.status(), self.files.recounted());
    }
}

#[cfg(test)]
mod tests;
