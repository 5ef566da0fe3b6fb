//! Files that were loaded together.

use std::sync::Arc;

use super::failpoint::failpoint;
use crate::path::FilePath;
use crate::timeline::{Day, IndexedDump};
use crate::watch::{ClockReading, FileReading, Watcher};

/// What a loading thread hands over.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// All files that were read, or could not be.
    pub files: Vec<FileReading>,
    /// Files that were not read, because they do not fit into memory.
    pub unread: Vec<FilePath>,
    /// The dumps in these files, in their order.
    pub dumps: Vec<IndexedDump>,
    /// The days that these dumps make up.
    pub days: Vec<Arc<Day>>,
}

impl Batch {
    pub(super) fn append(&mut self, other: Self) {
        self.files.extend(other.files);
        self.unread.extend(other.unread);
        self.dumps.extend(other.dumps);
        self.days.extend(other.days);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty() && self.unread.is_empty()
    }

    /// Registers the files with the watcher. Returns the dumps and days for the store.
    pub(super) fn register(self, watcher: &mut Watcher) -> (Vec<IndexedDump>, Vec<Arc<Day>>) {
        let now = ClockReading::now();
        for file in &self.files {
            failpoint("take in", &file.path);
        }
        for file in self.files {
            watcher.add_loaded(file, now);
        }
        (self.dumps, self.days)
    }
}
