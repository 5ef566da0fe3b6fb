//! Counts files for the status. The counts follow each change: there are thousands of files, and the status is read often.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::watched_file::{LoadStage, WatchedFile};
use crate::dump::Dump;
use crate::path::FilePath;
use crate::watch::error::ReadError;
use crate::watch::other_file::NoDumpReason;
use crate::watch::status::{EmptyDump, FileError, OtherFile, WatchStatus};

/// How many files that are no dumps the status names: a folder may hold a million, and the status is copied often.
const MAX_NAMED: usize = 100;

/// The counts of all files.
#[derive(Debug, Default)]
pub(super) struct FileCounters {
    dumps: usize,
    problems: usize,
    other_files: BTreeMap<FilePath, Option<NoDumpReason>>,
    loading: usize,
    empty_dumps: BTreeMap<FilePath, EmptyDump>,
    errors: BTreeMap<FilePath, ReadError>,
}

/// How a file is counted.
enum FileClass<'a> {
    Loading,
    Dump(&'a Arc<Dump>),
    OtherFile,
    Uncounted,
}

fn classify(file: &WatchedFile) -> FileClass<'_> {
    let is_read = file.read.is_some() && !file.is_left_out;
    let is_no_dump = || is_read && file.error.is_none() && file.members.is_empty();
    match (file.stage, file.debounce.shown()) {
        (LoadStage::Queued { .. }, _) => FileClass::Loading,
        (LoadStage::New | LoadStage::Loaded, Some(dump)) => FileClass::Dump(dump),
        (LoadStage::New | LoadStage::Loaded, None) if is_no_dump() => FileClass::OtherFile,
        (LoadStage::New | LoadStage::Loaded, None) => FileClass::Uncounted,
    }
}

impl FileCounters {
    pub(super) fn add(&mut self, path: &FilePath, file: &WatchedFile) {
        match classify(file) {
            FileClass::Loading => self.loading += 1,
            FileClass::OtherFile => {
                let reason = file.no_dump.as_deref().cloned();
                self.other_files.insert(path.clone(), reason);
            }
            FileClass::Dump(dump) => {
                self.dumps += 1;
                self.problems += dump.problems.len();
                if dump.records.is_empty() {
                    let empty = EmptyDump(Arc::clone(dump));
                    self.empty_dumps.insert(path.clone(), empty);
                }
            }
            FileClass::Uncounted => {}
        }
        if let Some(error) = &file.error {
            self.errors.insert(path.clone(), error.clone());
        }
    }

    /// Removes a file that has not changed since it was added.
    pub(super) fn remove(&mut self, path: &FilePath, file: &WatchedFile) {
        match classify(file) {
            FileClass::Loading => self.loading -= 1,
            FileClass::OtherFile => {
                self.other_files.remove(path);
            }
            FileClass::Dump(dump) => {
                self.dumps -= 1;
                self.problems -= dump.problems.len();
                if dump.records.is_empty() {
                    self.empty_dumps.remove(path);
                }
            }
            FileClass::Uncounted => {}
        }
        if file.error.is_some() {
            self.errors.remove(path);
        }
    }

    /// Whether the status has room for another file that is no dump, so that its reason will be shown.
    pub(super) fn names_other_files(&self) -> bool {
        self.other_files.len() < MAX_NAMED
    }

    /// Returns the counts as a status without sources.
    pub(super) fn status(&self) -> WatchStatus {
        let errors = self.errors.iter().map(|(path, cause)| FileError {
            path: path.clone(),
            cause: cause.clone(),
        });
        let other_files = self.other_files.iter().map(|(path, reason)| OtherFile {
            path: path.clone(),
            reason: reason.clone(),
        });
        WatchStatus {
            dumps: self.dumps,
            problems: self.problems,
            other_files: self.other_files.len(),
            first_other_files: other_files.take(MAX_NAMED).collect(),
            loading: self.loading,
            empty_dumps: self.empty_dumps.values().cloned().collect(),
            errors: errors.collect(),
            ..WatchStatus::default()
        }
    }
}
