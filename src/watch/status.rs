//! The state of everything that is watched, as the header and `check` show it.

use std::path::PathBuf;
use std::sync::Arc;

use super::error::ReadError;
use super::other_file::NoDumpReason;
use crate::dump::Dump;
use crate::item::{NewsDay, Stamp};
use crate::memory::MemoryLimit;
use crate::path::FilePath;

/// The state of one path of the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceStatus {
    /// As it was named.
    pub path: PathBuf,
    /// How it is followed.
    pub state: SourceState,
    /// The latest modification time of a dump in it; `None` without dumps.
    pub written: Option<Stamp>,
}

/// How a path of the command line is followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceState {
    /// By events, and by regular looks in case some are lost.
    Watching,
    /// By regular looks alone, because of this.
    Polling(ReadError),
    /// It cannot be read, because of this. It is followed once it can.
    Missing(ReadError),
}

/// A file or folder below a source that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileError {
    /// The file or folder.
    pub path: FilePath,
    /// What is wrong with it.
    pub cause: ReadError,
}

/// A dump without entries. No day of the timeline has it, so its problems are listed here.
#[derive(Clone, Debug)]
pub struct EmptyDump(pub Arc<Dump>);

impl PartialEq for EmptyDump {
    /// Whether it is the same reading of the same file.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for EmptyDump {}

/// A file that is no dump.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherFile {
    /// Its path.
    pub path: FilePath,
    /// Why it is none, if it was among the first that were read.
    pub reason: Option<NoDumpReason>,
}

/// Why older days are not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOutDays {
    /// The first day that is kept.
    pub first: NewsDay,
    /// What would have been exceeded.
    pub limit: MemoryLimit,
}

/// The state of everything that is watched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WatchStatus {
    /// The paths of the command line.
    pub sources: Vec<SourceStatus>,
    /// How many dumps were read.
    pub dumps: usize,
    /// How many files were skipped because they are no dumps.
    pub other_files: usize,
    /// The first of these files by path.
    pub first_other_files: Vec<OtherFile>,
    /// How many files of the first load are left to read.
    pub loading: usize,
    /// How many problems the dumps have.
    pub problems: usize,
    /// The dumps without entries, by path.
    pub empty_dumps: Vec<EmptyDump>,
    /// Files and folders that cannot be read, by path.
    pub errors: Vec<FileError>,
    /// Whether older days were left out, because they do not fit into memory.
    pub left_out: Option<LeftOutDays>,
}

impl WatchStatus {
    /// Counts a dump that was read.
    pub(crate) fn count(&mut self, dump: &Arc<Dump>) {
        self.dumps += 1;
        self.problems += dump.problems.len();
        if dump.records.is_empty() {
            self.empty_dumps.push(EmptyDump(Arc::clone(dump)));
        }
    }
}
