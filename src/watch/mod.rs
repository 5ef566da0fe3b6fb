//! File system -> changed dumps.
//!
//! Events are hints, a `stat` sweep is the truth. Folders are watched one by one, found by an own walk; dumps that change
//! often are looked at often, old ones seldom. What is read here is handed on as [`Change`]s once it is believed: a dump
//! that suddenly holds fewer entries is believed when a quiet sweep agrees, so that a scraper that truncates and then
//! writes never blanks the list. The user's files are only ever opened for reading.

use std::path::PathBuf;
use std::time::Duration;

use crate::dump;

/// What is to be watched, and within which limits.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Dumps and folders, in the order in which they were named.
    pub paths: Vec<PathBuf>,
    /// How dumps are read.
    pub options: dump::Options,
    /// Look every so often instead of waiting for events.
    pub poll: Option<Duration>,
}

/// How it stands with one named path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// As it was named.
    pub path: PathBuf,
    /// How it is followed.
    pub state: SourceState,
}

/// How a named path is followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceState {
    /// By events, and by the sweep behind them.
    Watching,
    /// By the sweep alone; why there are no events.
    Polling(String),
    /// It cannot be read; why. It is taken up once it can.
    Missing(String),
}

/// How it stands with everything that is watched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// The named paths.
    pub sources: Vec<Source>,
    /// How many dumps were read.
    pub dumps: usize,
    /// How many files were passed over because they are no dumps.
    pub passed_over: usize,
    /// How many dumps of the first load are still to be read; 0 once it is done.
    pub loading: usize,
    /// How many problems there are in the dumps.
    pub problems: usize,
}
