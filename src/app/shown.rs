//! What the list holds: the days of the timeline, or what the filter left of them, newest or oldest first.

use std::sync::Arc;

use crate::item::{ItemId, NewsDay};
use crate::timeline::Day;

/// A place in the list, independent of rows: which item of which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The news day.
    pub day: NewsDay,
    /// The item.
    pub id: ItemId,
}

/// A day as the list holds it.
#[derive(Debug, Clone)]
pub struct ShownDay {
    /// The day.
    pub day: Arc<Day>,
    /// The rows the filter left, ascending; `None` for all of them.
    pub rows: Option<Arc<[u32]>>,
    /// How many items stand in all days before this one, in the order of the list.
    pub before: usize,
}

/// What the list holds, top to bottom.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// Days with at least one item to show, in the order of the list.
    pub days: Vec<ShownDay>,
    /// How many items that is.
    pub total: usize,
}
