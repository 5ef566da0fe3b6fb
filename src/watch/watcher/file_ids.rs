//! Follows files by device and inode, to see that one was moved.

use super::Watcher;
use super::watched_file::WatchedFile;
use crate::path::FilePath;
use crate::watch::clocks::ClockReading;
use crate::watch::signature::FileId;

impl Watcher {
    /// Changes the ids of a file. Ids that it no longer has do not lead to its path any more.
    pub(super) fn update_ids(&mut self, path: &FilePath, change: impl FnOnce(&mut WatchedFile)) {
        let ids = |file: &WatchedFile| [file.id, file.shown_id];
        let Some(before) = self.files.get(path).map(ids) else {
            return;
        };
        self.files.change(path, change);
        let after = self.files.get(path).map(ids).unwrap_or_default();
        for gone in before.into_iter().flatten() {
            if !after.contains(&Some(gone)) && self.by_id.get(&gone) == Some(path) {
                self.by_id.remove(&gone);
            }
        }
    }

    /// Records at which path a file is. If the file was at another path, it may have been moved: looks at that path again, and
    /// passes on the dump that was shown there. `is_other` says that this path had another file before. Without it, two names
    /// of one file would cause looks at each other for ever.
    pub(super) fn note_file_id(
        &mut self,
        path: &FilePath,
        id: FileId,
        is_other: bool,
        now: ClockReading,
    ) {
        if !is_other && self.by_id.contains_key(&id) {
            return;
        }
        let before = self.by_id.insert(id, path.clone());
        let Some(before) = before.filter(|before| before != path) else {
            return;
        };
        let Some(other) = self.files.get(&before) else {
            return;
        };
        let is_its_dump = other.shown_id == Some(id);
        let was_read = other.id == Some(id);
        let shown = other.debounce.to_inherit().filter(|_| is_its_dump);
        let merged = || other.debounce.merged().filter(|_| was_read);
        let shown = shown.cloned().or_else(merged);
        self.schedule.enqueue(&before, now.at);
        if let Some(shown) = shown {
            self.files.change(path, |file| file.debounce.inherit(shown));
        }
    }
}
