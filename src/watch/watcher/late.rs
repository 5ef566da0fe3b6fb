//! Places that had no dump at the start, or that could not be read then: what is in them when they appear is no news.
//!
//! Later they are places like any other, where an entry with an earlier time may be inserted.

use std::path::Path;
use std::time::Duration;

use super::Watcher;
use super::watched_file::WatchedFile;
use crate::path::FilePath;
use crate::watch::clocks::ClockReading;
use crate::watch::error::ReadError;

/// A place appears until no other dump has been found in it for this long: dumps may be copied there one by one.
const APPEARANCE: Duration = Duration::from_secs(10);

impl Watcher {
    /// Folders, files and sources that had no dump at the start, and where dumps appear.
    pub fn late_places(&self) -> impl Iterator<Item = &FilePath> {
        self.roots.late().chain(&self.mount_points.late)
    }

    /// Notes the folders and files that the first load could not read, such as for want of descriptors, memory or permission.
    pub(super) fn note_unread_places(&mut self) {
        let is_unread = |(_, file): &(&FilePath, &WatchedFile)| {
            let error = file.error.as_ref();
            error.is_some_and(ReadError::keeps_dumps) && file.debounce.shown().is_none()
        };
        let files = self.files.iter().filter(is_unread);
        let files = files.map(|(path, _)| path.clone());
        let folders = self.tree.errors().filter(|error| error.cause.keeps_dumps());
        let folders = folders.map(|error| error.path);
        let refused = self.refused.of_load.iter().cloned();
        let unread: Vec<FilePath> = files.chain(folders).chain(refused).collect();
        self.mount_points.late.extend(unread);
    }

    /// Notes that a file holds dumps now and held none before.
    pub(super) fn note_first_dump(&mut self, path: &Path, now: ClockReading) {
        let late = self.late_places().filter(|place| path.starts_with(place));
        let late: Vec<FilePath> = late.cloned().collect();
        let times = late.into_iter().map(|place| (place, now.at));
        self.mount_points.appeared.extend(times);
    }

    /// Ends what is late no more, once every file that was found has been read.
    pub(super) fn end_late_places(&mut self, now: ClockReading) {
        let points = &mut self.mount_points;
        if points.appeared.is_empty() || self.unread > 0 {
            return;
        }
        points.appeared.retain(|place, last| {
            let is_late = now.at < *last + APPEARANCE;
            if !is_late {
                points.late.remove(place);
                self.roots.end_late(place);
            }
            is_late
        });
    }
}
