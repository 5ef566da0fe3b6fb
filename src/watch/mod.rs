//! File system -> changed dumps.
//!
//! Events are hints, a `stat` sweep is the truth. Folders are watched one by one, found by an own walk; dumps that change
//! often are looked at often, old ones seldom. What is read here is handed on as [`DumpChange`]s once it is believed: a dump
//! that suddenly holds fewer entries is believed when a quiet sweep agrees, so that a scraper that truncates and then
//! writes never blanks the list. The user's files are only ever opened for reading.
//!
//! [`Watcher`] is the core: one step at a time, with the time and the hints passed in, so that a test drives it through
//! thousands of schedules. The thread around it is [`crate::feed`]'s.
//!
//! | module | answers |
//! | --- | --- |
//! | `walk`, `tree`, `name` | which files are there |
//! | `signature`, `reading` | has this one changed, and what does it hold |
//! | `events`, `mount` | may something have happened, and can it be known |
//! | `schedule` | what is looked at when |
//! | `watcher/lookouts` | where does a path appear that is not there yet |
//! | `content` | which dumps are in a file |
//! | `unpacked` | how does one of them look outside of it |
//! | `belief` | is a loss to be believed |
//! | `clocks` | has the machine slept |
//!
//! [`DumpChange`]: crate::dump::DumpChange

mod belief;
pub(crate) mod clocks;
pub(crate) mod content;
pub(crate) mod error;
pub(crate) mod events;
pub(crate) mod look;
#[cfg_attr(not(target_os = "linux"), path = "mount_elsewhere.rs")]
mod mount;
pub(crate) mod name;
pub(crate) mod reading;
mod roots;
mod schedule;
pub(crate) mod signature;
mod status;
mod tree;
mod unpacked;
mod walk;
mod watcher;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

pub(crate) use content::{Glance, Opinion, Packed};
pub use error::ReadError;
pub use events::{EventHint, EventSource, NoEvents};
pub use status::{EmptyDump, FileError, SourceState, SourceStatus, WatchStatus};
pub use unpacked::{ArchivedDump, extract_dump};
pub use watcher::{Found, Watcher};

use crate::dump;
use crate::path::FilePath;

/// What is to be watched, and within which limits.
#[derive(Clone, Debug, Default)]
pub struct WatchSettings {
    /// Dumps and folders, in the order in which they were named; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// How dumps are read.
    pub options: dump::Options,
    /// Look every so often instead of waiting for events.
    pub poll: Option<Duration>,
    /// Whether standard input brings nothing but news, also with what comes at once.
    pub only_news: bool,
}

/// A moment by both clocks: the one that never jumps for waiting, the wall's for comparing with times of files.
#[derive(Clone, Copy, Debug)]
pub struct ClockReading {
    /// Never jumps.
    pub at: Instant,
    /// What the file system stamps files with.
    pub wall: SystemTime,
}

impl ClockReading {
    /// This moment.
    pub fn now() -> Self {
        Self {
            at: Instant::now(),
            wall: SystemTime::now(),
        }
    }
}

/// The path by which standard input is named, as on the command line.
pub fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// The path of the dump that comes from standard input.
pub fn stdin_path() -> FilePath {
    Path::new("-").into()
}
