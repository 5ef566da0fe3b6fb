//! What is watched, and how.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::dump;
use crate::item::NewsDay;
use crate::memory::MemoryBudget;
use crate::path::FilePath;

/// What is watched, and how.
#[derive(Clone, Debug, Default)]
pub struct WatchSettings {
    /// Dumps and folders, in the order of the command line; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// How dumps are read, and within which limits.
    pub options: dump::ReadOptions,
    /// Polls at this interval instead of waiting for events.
    pub poll: Option<Duration>,
    /// Reads only dumps that can hold one of these news days; `None` for all. A feed shows no other day either.
    pub days: Option<RangeInclusive<NewsDay>>,
    /// How much memory the dumps may take.
    pub memory: MemoryBudget,
    /// Whether everything on standard input counts as news, also what comes with the first read.
    pub only_news: bool,
    /// How long the bytes of a dump that is written over in place have to rest before it is shown: for a moment it is partly
    /// old and partly new. Zero: no longer than those of another change.
    pub overwrite_rest: Duration,
}

impl WatchSettings {
    /// The rest of a dump that is written over in place, if what is shown of it cannot be taken back.
    pub const PRINTED_REST: Duration = Duration::from_millis(200);
}

/// Whether this path names standard input.
pub fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// The path of the dump on standard input.
pub fn stdin_path() -> FilePath {
    Path::new("-").into()
}
