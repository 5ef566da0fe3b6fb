//! Keeps every item that a followed dump had, for dumps that let entries go.
//!
//! The archive is a folder with a file a news day, `2026-05-31.jsonl`. A line is an item as `list --format jsonl` prints it,
//! with the time at which it was first seen. An item that is reworded or turns red gets another line. Lines are appended as items are seen, and
//! synced to the disk once a second. Only [`compact()`] writes a file anew.
//!
//! Several programs may write. Each takes a lock, reads what others have appended, adds what is missing, and releases the
//! lock. A program that was killed may leave a torn line at the end of a file. The next one to append begins a new line, and
//! reading skips the torn one.
//!
//! | module | responsible for |
//! | --- | --- |
//! | `line` | a line and what identifies it |
//! | `day_file` | the file of a day: what it has, and appending |
//! | `folder` | the folder, its lock, and its access rights |
//! | `writer` | writing the items of a day that are missing |
//! | `worker` | the thread |
//! | `compact` | removing doubles and superseded wordings |

mod compact;
mod day_file;
mod folder;
mod line;
mod worker;
mod writer;

pub use compact::{Compacted, compact};
pub use worker::{Archiver, ArchiverSetup};
pub use writer::ItemPrinter;

#[cfg(test)]
mod tests;
