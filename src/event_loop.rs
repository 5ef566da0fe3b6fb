//! The only place where threads and channels meet: receive, drain, update, perform effects, draw.
//!
//! ```text
//!   start ─ Reader ─┬ first_screen      what it begins with
//!                   ├ main_loop         waits, drains the inbox, draws
//!                   ├ request_handler   keys, mouse, signals, ended programs
//!                   ├ effects           what the model wants done outside
//!                   ├ ring              the bell and notifications of the terminal
//!                   ├ alert_programs    runs the programs of alerts
//!                   ├ external          an editor has the terminal for a while
//!                   ├ workers           feed, searches, stock names
//!                   ├ tmux_status       what is new, for the status line of tmux
//!                   └ screen            the terminal and the last layout
//! ```
//!
//! Requests of the user have a channel of their own that is emptied first: no flood of news makes a key wait. A frame is
//! drawn only after something came in, at most every 10 ms. An idle reader waits in one `select`, with no timeout but that
//! of the clock in the header.

mod alert_programs;
mod clock;
mod effects;
mod exit_reason;
mod external;
mod failures;
mod first_screen;
mod foreground_job;
mod list_keeper;
mod main_loop;
mod reader;
mod request;
mod request_handler;
mod ring;
mod screen;
mod start;
mod tmux_status;
mod workers;
mod written_files;

pub use alert_programs::AlertPrinter;
pub(crate) use clock::now;
pub use start::{ReaderSetup, run};
