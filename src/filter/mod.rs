//! Timeline and matcher -> rows that match, day by day.
//!
//! ```text
//!   matcher ─ plan ─ prefilter ─ caseless, teddy    how hits in a day are found
//!   matchers ─ joint_search ─ strings_in_text        which of many matchers match
//!   timeline ─ worker ─ pass ─ hits                 which day is searched when, and what is published
//! ```
//!
//! A pass walks the days newest first on worker threads and publishes hits as it finds them. The first screen of hits is
//! there within a frame, however large the archive. A new pass cancels the one before.

mod caseless;
mod grams;
mod hits;
mod joint_search;
mod pass;
mod plan;
mod prefilter;
mod strings_in_text;
mod teddy;
#[cfg(test)]
mod tests;
mod worker;

pub use hits::{DayHits, PassProgress, PinyinHits, PreviousPass};
pub use joint_search::JointSearch;
pub use plan::FilterPlan;
pub use worker::FilterWorker;
