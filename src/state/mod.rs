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
//! | `schema` | the tables, and the steps from every earlier form of them |
//! | `open` | opening the file; setting a damaged one aside |
//! | `salvage` | taking marks out of a damaged file |
//! | `problem` | why something cannot be kept |
//! | `database` | reading and writing rows |
//! | `keeper` | the thread |
//! | `neighbours` | noticing the writes of other programs |

mod change;
mod database;
mod keeper;
mod marks;
mod neighbours;
mod open;
mod problem;
mod salvage;
mod schema;
#[cfg(test)]
mod tests;

pub use change::{Change, KnownItem, Mark, Note, ReadLine, Story};
pub use database::{Database, MarkedStory, Pruned};
pub use keeper::{Keeper, KeeperSetup, Remembered, StateEvent};
pub use marks::{DayMarks, Marks};
pub use open::{open, open_to_read, read_marks};
pub use problem::StateProblem;
