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

pub(crate) mod clocks;
mod debounce;
pub(crate) mod error;
pub(crate) mod events;
mod extract;
pub(crate) mod file_state;
pub(crate) mod last_read;
#[cfg_attr(not(target_os = "linux"), path = "mount_elsewhere.rs")]
mod mount;
pub(crate) mod name;
pub(crate) mod reading;
pub(crate) mod reread;
mod roots;
mod schedule;
pub(crate) mod settings;
pub(crate) mod signature;
mod status;
mod tree;
mod walk;
mod watcher;

pub use clocks::ClockReading;
pub use error::ReadError;
pub use events::{EventHint, EventSource, NoEvents};
pub use extract::{ArchivedDump, extract_dump};
pub use file_state::FileReading;
pub use settings::{WatchSettings, is_stdin, stdin_path};
pub use status::{EmptyDump, FileError, SourceState, SourceStatus, WatchStatus};
pub use watcher::Watcher;
