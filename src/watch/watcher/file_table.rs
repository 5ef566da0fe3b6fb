//! Every watched file by its path.

use std::collections::HashMap;
use std::path::Path;

use super::file_counters::FileCounters;
use super::watched_file::WatchedFile;
use crate::path::FilePath;
use crate::watch::status::WatchStatus;

/// Every watched file by its path. Files change only through [`Self::change`], which keeps the counters right.
#[derive(Debug, Default)]
pub(super) struct FileTable {
    files: HashMap<FilePath, WatchedFile>,
    counters: FileCounters,
}

impl FileTable {
    pub(super) fn contains(&self, path: &Path) -> bool {
        self.files.contains_key(path.as_os_str())
    }

    pub(super) fn get(&self, path: &Path) -> Option<&WatchedFile> {
        self.files.get(path.as_os_str())
    }

    /// Returns a file with its path as it is kept here.
    pub(super) fn get_key_value(&self, path: &Path) -> Option<(&FilePath, &WatchedFile)> {
        self.files.get_key_value(path.as_os_str())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&FilePath, &WatchedFile)> {
        self.files.iter()
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &FilePath> {
        self.files.keys()
    }

    /// Changes a file. Returns `None` if there is none.
    pub(super) fn change<R>(
        &mut self,
        path: &FilePath,
        change: impl FnOnce(&mut WatchedFile) -> R,
    ) -> Option<R> {
        let file = self.files.get_mut(path)?;
        self.counters.remove(path, file);
        let changed = change(file);
        self.counters.add(path, file);
        Some(changed)
    }

    /// Changes every file.
    pub(super) fn change_all(&mut self, change: impl Fn(&mut WatchedFile)) {
        for (path, file) in &mut self.files {
            self.counters.remove(path, file);
            change(file);
            self.counters.add(path, file);
        }
    }

    /// Adds a file. Returns `false` if there is one already.
    pub(super) fn add(&mut self, path: &FilePath, file: WatchedFile) -> bool {
        let is_new = !self.contains(path);
        if is_new {
            self.counters.add(path, &file);
            self.files.insert(path.clone(), file);
        }
        is_new
    }

    pub(super) fn remove(&mut self, path: &FilePath) -> Option<WatchedFile> {
        let file = self.files.remove(path)?;
        self.counters.remove(path, &file);
        Some(file)
    }

    /// Whether the status would name another file that is no dump.
    pub(super) fn names_other_files(&self) -> bool {
        self.counters.names_other_files()
    }

    /// Returns the counts of all files, without sources.
    pub(super) fn status(&self) -> WatchStatus {
        self.counters.status()
    }

    /// Returns the same, counted anew.
    #[cfg(test)]
    pub(super) fn recounted(&self) -> WatchStatus {
        let mut counters = FileCounters::default();
        self.files
            .iter()
            .for_each(|(path, file)| counters.add(path, file));
        counters.status()
    }
}
