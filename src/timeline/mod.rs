//! Records -> days of ordered, merged items.
//!
//! | term | meaning |
//! | --- | --- |
//! | record | one entry of one dump |
//! | item | one story of a day, made of all its records; the longest text is shown |
//! | row | the place of an item in its day: oldest first |
//! | day | a news day, an immutable [`Day`] |
//! | timeline | all days at one moment, a [`Timeline`] |
//!
//! The day is the unit: a change rebuilds the days it touches and nothing else moves. [`Store`] is the one writer; everybody
//! else holds snapshots.
//!
//! ```text
//!   dumps ── indexed_dump   which days a dump has   (numbers: the day of a number that is on several)
//!     │
//!     ▼ build (one day)
//!   records     numbers the day's records
//!   merge       which records are one story   (compare: when are two texts one story)
//!   rows        orders the stories
//!   identity    gives each story an id
//!   revision    carries ids and earlier texts over from the day as it was   (history, similarity)
//!     │
//!     ▼
//!   day ── item_ref   an item, as other modules see it   (queried_item, related, stocks, gaps)
//! ```

mod archived_texts;
mod badge;
mod build;
mod compare;
mod day;
mod day_changes;
mod departed;
mod exported;
mod extent;
mod gaps;
mod history;
mod identity;
mod indexed_dump;
mod item_ref;
mod late;
mod lost;
mod merge;
mod numbers;
mod places;
mod queried_item;
mod records;
mod related;
mod revision;
mod reworded;
mod rows;
mod similarity;
mod snapshot;
mod stocks;
mod store;
mod stored_dumps;
mod update;

pub use badge::Badge;
pub use day::Day;
pub use day_changes::Arrived;
pub use extent::Extent;
pub use indexed_dump::IndexedDump;
pub use item_ref::{ItemRef, SourceLocation};
pub use queried_item::QueriedItem;
pub use reworded::similar_items;
pub use snapshot::Timeline;
pub use store::Store;
pub use update::Update;

#[cfg(test)]
mod tests;
