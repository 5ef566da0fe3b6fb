//! The thread that owns the timeline: `watch` reports which dumps changed, `timeline` merges them, events go out.
//!
//! ```text
//!   start ─ load_order ─ initial_load ─ loader     many threads, newest day first ┐
//!   files ─ watch                                                                 ├ follower ─ channel ─ FeedEvent
//!   pipe  ─ stdin                                                                 ┘
//! ```
//!
//! `load_all`, `load_newest`, `load_recent`, `count_all` and `each_dump` read once, without the thread; `candidates` chooses the files that they read.

mod allowance;
mod arena;
mod batch;
mod candidates;
mod channel;
mod chunk_filler;
mod coalesce;
mod count_all;
#[cfg(test)]
mod dice;
mod each_dump;
mod event;
mod failpoint;
mod follower;
mod handle;
mod initial_load;
mod load_all;
mod load_order;
mod loader;
#[cfg(test)]
mod marking_reader;
mod newest_days;
#[cfg(test)]
mod simulation;
mod stdin;
mod stdin_input;
#[cfg(test)]
mod tests;

pub use channel::{FeedReceiver, FeedSender, channel};
pub use coalesce::coalesce;
pub use count_all::count_all;
pub use each_dump::{all_files, gather};
pub use event::FeedEvent;
pub use handle::Feed;
pub use load_all::{LoadShortage, Loaded, load_all, load_newest, load_recent};
