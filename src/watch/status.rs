//! How it stands with everything that is watched, as the header and `check` show it.

use std::path::PathBuf;
use std::sync::Arc;

use super::error::ReadError;
use crate::dump::Dump;
use crate::item::Stamp;
use crate::path::FilePath;

/// How it stands with one named path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceStatus {
    /// As it was named.
    pub path: PathBuf,
    /// How it is followed.
    pub state: SourceState,
    /// When a dump in it was last written to, by its modification time; `None` while there is none.
    pub written: Option<Stamp>,
}

/// How a named path is followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceState {
    /// By events, and by the sweep behind them.
    Watching,
    /// By the sweep alone; why there are no events.
    Polling(ReadError),
    /// It cannot be read; why. It is taken up once it can.
    Missing(ReadError),
}

/// Something that could not be read, though what stands around it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileError {
    /// The file or folder.
    pub path: FilePath,
    /// What is wrong with it.
    pub cause: ReadError,
}

/// A dump without items: it is in no day of the timeline, and what is wrong in it would be told nowhere else.
#[derive(Clone, Debug)]
pub struct EmptyDump(pub Arc<Dump>);

impl PartialEq for EmptyDump {
    /// Whether it is the same reading of the same file.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for EmptyDump {}

/// How it stands with everything that is watched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WatchStatus {
    /// The named paths.
    pub sources: Vec<SourceStatus>,
    /// How many dumps were read.
    pub dumps: usize,
    /// How many files were passed over because they are no dumps.
    pub passed_over: usize,
    /// How many dumps of the first load are still to be read; 0 once it is done.
    pub loading: usize,
    /// How many problems there are in the dumps.
    pub problems: usize,
    /// The dumps without items, in order of their paths.
    pub empty_dumps: Vec<EmptyDump>,
    /// Files and folders that could not be read, in order of their paths.
    pub errors: Vec<FileError>,
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
