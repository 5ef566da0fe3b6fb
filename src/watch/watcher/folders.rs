//! Roots and folders: files that appear and vanish, and how often to look at what.

use std::path::Path;

use super::Watcher;
use super::watched_file::WatchedFile;
use crate::item::NewsDay;
use crate::path::FilePath;
use crate::watch::clocks::ClockReading;
use crate::watch::events::EventSource;
use crate::watch::name;
use crate::watch::roots::{ProbedRoot, Roots};
use crate::watch::schedule::{HOT_TIME, Pace};
use crate::watch::tree::FolderDiff;

/// Up to this many folders are looked at with every tick for ever. With events that takes some milliseconds.
const MAX_HOT_FOLDERS: usize = 512;
/// The same without events, where nothing else finds a new dump.
const MAX_HOT_POLLED_FOLDERS: usize = 4096;

impl Watcher {
    /// Looks at each root, and adds those that are new.
    pub(super) fn probe_roots(&mut self, now: ClockReading) {
        let mut back = self.roots.missing();
        let probed = self.roots.probe();
        back.retain(|root| !self.roots.is_missing(root));
        self.look_below(&back, now);
        for root in &probed {
            match root {
                ProbedRoot::Folder(path) if !self.tree.contains(path) => {
                    let diff = self.tree.add_root(path, now.wall, &mut |folder| {
                        watch_folder(
                            &mut self.events,
                            &mut self.deferred_watches,
                            &mut self.roots,
                            folder,
                        );
                    });
                    self.apply_folder_diff(diff, now);
                }
                ProbedRoot::Folder(_) | ProbedRoot::Missing(_) => {}
                ProbedRoot::File(path) => {
                    let is_new = !self.files.contains(path);
                    self.add_file(path, true, now);
                    let folder = path.parent().filter(|_| is_new);
                    if let Some(folder) = folder.filter(|folder| !self.tree.contains(folder)) {
                        self.watch_folder(&folder.into());
                    }
                }
            }
        }
        self.watch_nearest_parents(&probed, now);
    }

    /// Looks at a known folder.
    pub(super) fn look_at_folder(&mut self, folder: &FilePath, now: ClockReading) {
        let sync = self.schedule.can_sync_with_server();
        let diff = self.tree.rescan(folder, sync, now.wall, &mut |folder| {
            watch_folder(
                &mut self.events,
                &mut self.deferred_watches,
                &mut self.roots,
                folder,
            );
        });
        self.apply_folder_diff(diff, now);
    }

    fn apply_folder_diff(&mut self, diff: FolderDiff, now: ClockReading) {
        let lost_root = diff.left.iter().any(|folder| self.roots.contains(folder));
        self.forget_mount_points(&diff.left, now);
        for folder in diff.left {
            self.events.unwatch(&folder);
            // A dump may be at this path again, as it was before the folder.
            if !self.files.contains(&folder) {
                self.schedule.forget(&folder);
            }
        }
        for folder in &diff.remounted {
            self.note_remounted(folder);
        }
        self.keep_folders_hot(&diff.entered, now);
        for path in &diff.appeared {
            self.add_file(path, false, now);
        }
        // The first load reads all that the first walk finds.
        if self.has_started {
            for path in diff.appeared.iter().chain(&diff.vanished) {
                self.schedule.enqueue(path, now.at);
            }
        }
        if lost_root {
            self.probe_roots(now);
        }
    }

    /// Watches a folder by events.
    pub(super) fn watch_folder(&mut self, folder: &FilePath) {
        watch_folder(&mut self.events, &mut None, &mut self.roots, folder);
    }

    /// Adopts the pace that the roots need now.
    pub(super) fn update_pace(&mut self, now: ClockReading) {
        if self.schedule.set_pace(self.roots.pace(), now.at) {
            let folders: Vec<_> = self.tree.folders().cloned().collect();
            self.keep_folders_hot(&folders, now);
        }
    }

    /// Keeps folders hot: for ever if there are few, otherwise for a while.
    fn keep_folders_hot(&mut self, folders: &[FilePath], now: ClockReading) {
        let max = if self.roots.pace() == Pace::EVENTS {
            MAX_HOT_FOLDERS
        } else {
            MAX_HOT_POLLED_FOLDERS
        };
        let is_few = self.tree.len() <= max;
        let until = now.at + HOT_TIME * if is_few { 1_000_000 } else { 1 };
        for folder in folders {
            self.schedule.keep_hot(folder, until);
        }
    }

    /// Adds a file, unless it is known, and schedules a look at it.
    pub(super) fn add_file(&mut self, path: &FilePath, named: bool, now: ClockReading) {
        let file = WatchedFile {
            named,
            ..WatchedFile::default()
        };
        if self.files.add(path, file) {
            self.unread += 1;
            if self.has_started {
                self.schedule.enqueue(path, now.at);
            }
        } else if named {
            self.files.change(path, |file| file.named = true);
        }
    }

    /// Whether a file's path names the newest day, or the day before.
    pub(super) fn is_newest(&self, path: &Path) -> bool {
        let day = name::last_day(path);
        day.is_some() && day >= self.newest_day.map(NewsDay::previous)
    }
}

fn watch_folder(
    events: &mut Box<dyn EventSource>,
    deferred_watches: &mut Option<Vec<FilePath>>,
    roots: &mut Roots,
    folder: &FilePath,
) {
    roots.note_file_system(folder);
    if let Some(deferred) = deferred_watches {
        deferred.push(folder.clone());
        return;
    }
    match events.watch(folder) {
        // Such a folder cannot be listed either, which is an error of its own. It is watched once it can be.
        Err(error) if error.is_no_permission() => {}
        Err(error) => roots.lose_events(error),
        Ok(()) => {}
    }
}
