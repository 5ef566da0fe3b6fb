//! Waits for roots that do not exist yet, in the nearest folder above each that does.
//!
//! Only that folder is watched, not what is below it. When the next folder on the way appears, the watch moves there, until
//! the root itself exists.

use std::mem;
use std::path::Path;

use super::Watcher;
use crate::path::FilePath;
use crate::watch::clocks::ClockReading;
use crate::watch::roots::ProbedRoot;

impl Watcher {
    /// Watches the folder in which each missing root, or the next folder on the way to it, has to appear. Ends other watches.
    pub(super) fn watch_nearest_parents(&mut self, roots: &[ProbedRoot], now: ClockReading) {
        let before = mem::take(&mut self.pending_roots);
        for root in roots {
            let ProbedRoot::Missing(path) = root else {
                continue;
            };
            let folder = nearest_folder(path);
            let is_new = before.get(path) != Some(&folder);
            if is_new && !self.is_watched(&folder, roots) {
                // Without a watch the next tick finds the root a little later.
                let _ = self.events.watch(&folder);
            }
            // It may have appeared just before the folder was watched.
            if is_new && (path.exists() || nearest_folder(path) != folder) {
                self.schedule.scan_hot_now(now.at);
            }
            self.pending_roots.insert(path.clone(), folder);
        }
        for folder in before.values() {
            let is_needed = self.pending_roots.values().any(|watched| watched == folder);
            if !is_needed && !self.is_watched(folder, roots) {
                self.events.unwatch(folder);
            }
        }
    }

    /// Probes the roots again if the path is on the way to a missing one.
    pub(super) fn hint_above_pending_root(&mut self, path: &Path, now: ClockReading) {
        let mut pending = self.pending_roots.keys();
        if pending.any(|missing| missing.starts_with(path)) {
            // The folder may be another one of the same name, which has to be watched anew.
            self.pending_roots.retain(|_, folder| **folder != *path);
            self.probe_roots(now);
        }
    }

    /// Whether a folder is watched for its contents, for a named file, or for a pending root.
    fn is_watched(&self, folder: &Path, roots: &[ProbedRoot]) -> bool {
        let is_parent = |root: &ProbedRoot| matches!(root, ProbedRoot::File(path) if path.parent() == Some(folder));
        self.tree.contains(folder)
            || self
                .pending_roots
                .values()
                .any(|watched| **watched == *folder)
            || roots.iter().any(is_parent)
    }
}

/// The nearest folder above a path that exists. The empty path is the current folder.
fn nearest_folder(path: &Path) -> FilePath {
    let mut above = path.ancestors().skip(1);
    above
        .find(|folder| folder.as_os_str().is_empty() || folder.is_dir())
        .unwrap_or(Path::new(""))
        .into()
}
