//! Watches files and folders, and reports which dumps changed.
//!
//! # When a change is shown
//!
//! The watcher shows what it reads. An entry that vanishes stays until its file has rested. A file rests while every look
//! finds the same dump in it. The rules hold for each dump, also for one in an archive:
//!
//! | the file | wait | then |
//! | --- | --- | --- |
//! | has more entries, in any place, and lost none | none | they are shown |
//! | has an entry with another text or time in place of a missing one, and is complete | bytes unchanged for 50 ms | the new one replaces it, as a revision |
//! | lacks entries and has new ones | bytes unchanged for 50 ms | the new ones are shown, the missing ones stay |
//! | is written over in place, and what is shown is printed or archived | bytes unchanged for 200 ms, or 2 s in all | it is shown |
//! | lacks entries | it rests for 2.5 s, then every hot file is looked at | they go |
//! | lacks entries and never rests | an entry has been missing for 10 s | it goes |
//! | appears | none | it is shown |
//! | appears and conflicts with a dump that has a pending change | until that change is decided | it is shown |
//! | cannot be read (permission, input or output error) | none | its dump stays, a pending change waits, and the error is listed |
//! | is written again in place with the same bytes | none | its dump stays, and takes no more memory |
//! | is too large for the memory left | none | its dump stays; the feed drops older days, and it is read again |
//! | is below a source that is missing as a whole or cannot be listed | none | its dump stays, and the source has the error |
//! | is below a mount point that lost its file system and has no dump since | none | its dump stays, and the mount point has the error |
//! | is no dump any more, or too large | as if it lacked all entries | it goes |
//!
//! A dump is complete if it has the entry that was its last when it was last complete, or a replacement that begins like it.
//! Until then, an entry that may replace a missing one is held back: a figure corrected near the start of the last entry is
//! shown after 2.5 s. An entry that is only the beginning of a shown one is not new: its rest is still to come. A new dump
//! conflicts with another of the same day if it repeats one of its entries in another minute, with a longer text, or half
//! written.
//!
//! From this follows:
//!
//! - *Append*: shown at once. A torn read shows the unfinished entry, which grows with the next.
//! - *Rename over* with a newer version: like an append, or like a correction after 50 ms.
//! - *Truncate and rewrite*, *rewrite slowly*, *delete and create again*: the list stays as it is. New entries appear while
//!   the file is being written, corrections once it is complete. Entries that it lacks go 2.5 s after the last write.
//! - *Delete*, or *move* out of the watched folders: all its entries go after 2.5 s.
//! - *Rename*, or *move to another folder*: shown at the new path at once, and at the old one for 2.5 s. The timeline merges
//!   equal entries, and nothing changes on screen. What was shown at the old path counts as shown at the new one, in case the
//!   file is overwritten right after. If the file lacks entries, those that it has and that were shown are shown at once; the
//!   new ones once it is complete, or after 2.5 s. If it has none of them it is a new file with the inode of a deleted one.
//! - *Rotate*: if another file is at a path and lacks entries, the folder is listed at once, for the event of the old file's new
//!   name may be lost.
//! - *A folder vanishes*: each of its files is deleted.
//! - *A source vanishes*, which is a path of the command line: its dumps stay, also those with a pending change, and the
//!   nearest folder above is watched. Once it is back, each of its files is looked at, and the rules hold again: what has
//!   not changed is not read, and what is not there goes after 2.5 s. A folder in place of a named dump, or a file in place
//!   of a named folder, is another source, and the old one is deleted.
//! - *A file system is unmounted* at a source or a folder below: the same, until a dump is found below the mount point. Then
//!   the others go after 2.5 s if they are not there. A folder that is deleted and created again is no mount point.
//! - *Keep the newest hundred entries*: the new one appears after 50 ms, the oldest goes as above, and has departed.
//!
//! Before anything goes, each source and each folder above it is looked at again.
//!
//! What goes and comes back is not new: the timeline remembers it. Of a source or file system that was not there at the
//! start, and of a file or folder that could not be read then, only what is dated after the start is new, until no other
//! dump has appeared there for 10 s.
//!
//! Entries of a rolling dump go at its old end while others come at its new end, since it was first read. What goes so is
//! reported as departed, and the timeline keeps it. What goes from elsewhere, or with its whole file, was withdrawn.
//!
//! The waits count from the look that finds the change. An event causes a look at once, but no more than one in 10 ms
//! and 6 ns for each byte. If the event is lost, the next tick looks: every 2 s at hot files, every 10 minutes at cold ones.
//! *Without events* a tick comes every 1 s and 2 minutes, or at the interval of `poll`. A file is hot for 10 minutes after a
//! change, and if its name has one of the newest two dates.
//!
//! Simpler rules show an entry twice or a text that nobody wrote: without the 50 ms while bytes are written over it, without
//! what a moved file takes along when it is overwritten right after, and without the wait for conflicts after a folder was
//! deleted and is written again.
//!
//! # Parts
//!
//! Events are hints; only a regular `stat` of every file finds all changes. Files are opened for reading only. [`Watcher`] is
//! the core. It is passed time and hints, and a test drives it through thousands of schedules. [`crate::feed`] has the thread.
//!
//! | module | responsible for |
//! | --- | --- |
//! | `walk`, `tree`, `name` | finding files and folders |
//! | `roots`, `watcher/pending_roots` | the paths of the command line, also those that do not exist yet |
//! | `events`, `mount` | file events, and file systems that have none |
//! | `schedule` | when each path is looked at |
//! | `signature`, `last_read`, `reread`, `reading` | whether a file changed; reading it |
//! | `descriptors` | waiting for a descriptor if few are allowed |
//! | `kept_size`, `watcher/refused`, `watcher/left_out` | files for which there is too little memory |
//! | `file_state` | the dumps in a file |
//! | `watcher/away`, `watcher/mount_points` | dumps whose source or file system is away |
//! | `watcher/late` | sources and file systems that were not there at the start |
//! | `debounce`, `watcher/decisions` | when a change is shown |
//! | `extract` | copying a dump out of an archive |
//! | `clocks` | noticing that the machine slept |
//! | `file_watch` | writes to files of ours, which are no dumps |

pub(crate) mod clocks;
mod debounce;
mod descriptors;
pub(crate) mod error;
pub(crate) mod events;
mod extract;
pub(crate) mod file_state;
mod file_watch;
mod folder_watch;
pub(crate) mod kept_size;
pub(crate) mod last_read;
#[cfg_attr(not(target_os = "linux"), path = "mount_elsewhere.rs")]
mod mount;
pub(crate) mod name;
mod other_file;
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
pub use file_watch::FileWatch;
pub use folder_watch::{FolderWatch, first_missing};
pub use mount::network_file_system;
pub use other_file::NoDumpReason;
pub use settings::{WatchSettings, is_stdin, stdin_path};
pub use status::{
    EmptyDump, FileError, LeftOutDays, OtherFile, SourceState, SourceStatus, WatchStatus,
};
pub(crate) use watcher::Refusal;
pub use watcher::Watcher;
