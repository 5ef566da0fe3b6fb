//! Watchlists: files of stocks and words that a query names with `in:`.
//!
//! ```text
//!   folder ─ every file of the folder
//!            list_file ─ decoded; what each line was taken for, and its problems
//!              table     an export or CSV: a heading, then a row a stock (heading finds the columns)
//!              lines     anything else: codes and words
//!              blocks    lists of a market program, seven digits a line
//!            Watchlists  what `query` gets
//!   change ─ a line for another stock, written as the others are (addition)
//!   removal ─ takes the lines of a stock out
//! ```
//!
//! A line that cannot be read is a problem with its number, never an error: a wrong line must not take the other stocks away.

mod addition;
mod blocks;
mod change;
mod code;
mod encoding;
mod entry;
mod error;
mod folder;
mod heading;
mod lines;
mod list_change;
mod list_file;
mod removal;
mod table;
#[cfg(test)]
mod tests;

pub use change::{AddedLine, Addition};
pub use entry::ListEntry;
pub use error::{ListError, ListProblem};
pub use folder::{ListFolder, can_name, read_folder};
pub use list_change::ListChange;
pub use list_file::{ListFile, ListLayout};
pub use removal::{Removal, RemovedLines};
