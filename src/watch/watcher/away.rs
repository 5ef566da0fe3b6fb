//! Dumps whose place is away: a source that is missing as a whole, or a mount point that lost its file system.
//!
//! They stay as they were read last, as a dump does that cannot be read. Once the place is back, each of its files is looked
//! at.

use std::path::Path;

use super::Watcher;
use super::watched_file::WatchedFile;
use crate::path::FilePath;
use crate::watch::clocks::ClockReading;
use crate::watch::error::ReadError;
use crate::watch::schedule::HOT_TIME;
use crate::watch::status::{FileError, SourceState, WatchStatus};

impl Watcher {
    /// Whether the place of a file is away.
    pub(super) fn is_away(&self, path: &Path) -> bool {
        let mut unmounted = self.mount_points.unmounted.iter();
        self.roots.is_missing(path) || unmounted.any(|place| path.starts_with(place))
    }

    /// Notes that a file system was mounted or unmounted at a folder.
    pub(super) fn note_remounted(&mut self, folder: &FilePath) {
        let is_shown = |path: &&FilePath| {
            let file = self.files.get(path);
            path.starts_with(folder) && file.is_some_and(|file| file.debounce.shown().is_some())
        };
        if self.files.paths().any(|path| is_shown(&path)) {
            self.mount_points.unmounted.insert(folder.clone());
        } else {
            self.mount_points.late.insert(folder.clone());
        }
    }

    /// Notes that a file is there: a mount point above it has its file system.
    pub(super) fn note_present(&mut self, path: &FilePath, now: ClockReading) {
        let unmounted = &mut self.mount_points.unmounted;
        if unmounted.is_empty() {
            return;
        }
        let above = unmounted.iter().filter(|place| path.starts_with(place));
        let back: Vec<FilePath> = above.cloned().collect();
        unmounted.retain(|place| !back.contains(place));
        self.look_below(&back, now);
    }

    /// Forgets mount points that are no folders any more: their dumps were deleted.
    pub(super) fn forget_mount_points(&mut self, left: &[FilePath], now: ClockReading) {
        let unmounted = &mut self.mount_points.unmounted;
        let gone = left.iter().filter(|folder| unmounted.remove(*folder));
        let gone: Vec<FilePath> = gone.cloned().collect();
        self.look_below(&gone, now);
    }

    /// Looks at every known path below places that are back.
    pub(super) fn look_below(&mut self, places: &[FilePath], now: ClockReading) {
        if places.is_empty() {
            return;
        }
        let is_below = |path: &&FilePath| places.iter().any(|place| path.starts_with(place));
        let folders = self.tree.folders().filter(is_below).cloned();
        let folders: Vec<FilePath> = folders.collect();
        let files: Vec<FilePath> = self.files.paths().filter(is_below).cloned().collect();
        for path in folders.iter().chain(&files) {
            self.schedule.enqueue(path, now.at);
        }
        for path in &files {
            if self.is_newest(path) || self.schedule.has_room_for_hot() {
                self.schedule.keep_hot(path, now.at + HOT_TIME);
            }
        }
    }

    /// Keeps the dumps of a file whose place is away. A change that is pending waits until the place is back.
    pub(super) fn keep_away(&mut self, path: &FilePath) {
        let members = self.files.get(path).map(|file| file.members.clone());
        for path in members.unwrap_or_default().iter().chain([path]) {
            self.pending.remove(path);
            self.files.change(path, WatchedFile::drop_pending);
        }
    }

    /// Adds to the status which sources are there and cannot be read. Errors below a missing source are left out: it has one.
    pub(super) fn add_sources(&self, status: &mut WatchStatus) {
        let unmounted = &self.mount_points.unmounted;
        status.sources = self.roots.sources(|root| {
            let unmounted = unmounted.contains(root).then_some(&ReadError::Unmounted);
            let of_file = || self.files.get(root)?.error.as_ref();
            let error = unmounted.or_else(|| self.tree.error(root)).or_else(of_file);
            error.filter(|error| error.keeps_dumps()).cloned()
        });
        status.errors.extend(self.tree.errors());
        status.errors.extend(unmounted.iter().map(|path| FileError {
            path: path.clone(),
            cause: ReadError::Unmounted,
        }));
        let is_missing = |state: &SourceState| matches!(state, SourceState::Missing(_));
        let missing = status.sources.iter().filter(|it| is_missing(&it.state));
        let missing: Vec<&Path> = missing.map(|source| &*source.path).collect();
        let is_below = |error: &FileError| missing.iter().any(|it| error.path.starts_with(it));
        status.errors.retain(|error| !is_below(error));
        status.errors.sort();
        // A dump behind a link is known by its file and by its folder.
        status.errors.dedup();
    }
}
