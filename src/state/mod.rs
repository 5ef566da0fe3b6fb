//! What the reader remembers from one run to the next: stars, notes, what was seen, the read line, and where the user was.
//!
//! It is an SQLite database in the user's state folder. One thread reads and writes it ([`Keeper`]); nobody else knows SQL.
//! The model holds the marks in memory ([`Marks`]) and changes them at once; the thread writes the same change to the file.
//! Any number of programs use one file. Each change has a version. A program that notices a write of another one reads what
//! is newer than what it knows.
//!
//! | module | responsible for |
//! | --- | --- |
//! | `change` | a change of what is remembered, and the story that it is about |
//! | `marks` | the stars and notes, by day, as the model and queries read them |
//! | `setup` | which file, and for whom |
//! | `schema` | the tables, and the steps from every earlier form of them |
//! | `open` | opening the file, whatever is wrong with it |
//! | `connect`, `read_only` | connecting to it, to write or to read alone |
//! | `damaged` | setting a damaged one aside |
//! | `salvage` | taking marks out of a damaged file |
//! | `problem` | why something cannot be kept |
//! | `database` | a profile of an open file: what it holds, and changing it |
//! | `both_changed` | what this program and another one have changed at once |
//! | `sessions` | the part of it about sessions |
//! | `rows`, `writer`, `columns` | reading rows, writing them, and their values |
//! | `descriptors` | leaving open files to the rest of the program |
//! | `log` | the limit of the write-ahead log |
//! | `keeper`, `event` | the thread, and what it publishes |
//! | `keeping` | what the thread does with the file |
//! | `watch` | noticing what other programs write |

mod both_changed;
mod change;
mod columns;
mod connect;
mod damaged;
mod database;
mod descriptors;
mod event;
mod keeper;
mod keeping;
mod log;
mod marks;
mod open;
mod problem;
mod read_only;
mod rows;
mod salvage;
mod schema;
mod sessions;
mod setup;
#[cfg(test)]
mod tests;
mod watch;
mod writer;

pub use change::{Change, KeptStory, KnownItem, Mark, MarkedStory, Note, ReadLine};
pub use database::{Database, Pruned};
pub use event::{Remembered, StateEvent};
pub use keeper::Keeper;
pub use marks::{DayMarks, Marks};
pub use open::{open, open_to_read, read_marks, read_seen};
pub use problem::StateProblem;
pub use setup::KeeperSetup;
pub use watch::StateWatch;
