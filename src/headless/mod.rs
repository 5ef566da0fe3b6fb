//! The commands without a screen: the same timeline and queries, printed to standard output.
//!
//! The exit status is that of grep: 0 for a match, 1 for none, 2 for an error. Paths that cannot be read are reported on
//! standard error and the rest is still printed. A closed pipe ends a command without an error.

pub mod alert;
pub mod archive;
pub mod check;
mod context;
mod count;
pub mod format;
mod learn_names;
pub mod list;
pub mod lists;
pub mod marks;
mod outcome;
mod parallel;
mod pointer;
mod report;
mod request;
mod rolling;
mod rule_sources;
mod select;
pub mod status;
pub mod tail;

pub use context::CommandContext;
pub use outcome::{Outcome, Reported};
pub use report::print_error;
