//! A day of the list.

use std::sync::{Arc, OnceLock};

use super::folded_run::FoldedRun;
use super::visible_session::VisibleSession;
use crate::timeline::Day;

/// A day of the list; it has at least one visible item.
#[derive(Debug, Clone)]
pub struct VisibleDay {
    /// The day. Until the filter has read a changed day again, this is the day before the change.
    pub day: Arc<Day>,
    /// The rows that the filter left, ascending; `None` for all rows.
    pub(super) rows: Option<Arc<[u32]>>,
    /// The number of items in all days above this one.
    pub(super) above: usize,
    /// Computed at first use.
    pub(super) sessions: OnceLock<Box<[VisibleSession]>>,
    /// Computed at first use.
    pub(super) runs: OnceLock<Box<[FoldedRun]>>,
}

impl VisibleDay {
    /// Returns the number of visible items.
    #[expect(clippy::len_without_is_empty, reason = "it is never empty")]
    pub fn len(&self) -> usize {
        self.rows.as_ref().map_or(self.day.len(), |rows| rows.len())
    }

    /// The row of the `index`th visible item by time.
    pub(super) fn row(&self, index: usize) -> usize {
        self.rows
            .as_ref()
            .map_or(index, |rows| rows.get(index).map_or(0, |&row| row as usize))
    }

    /// Searches a row; returns the index by time of its item, or as an error the index it would have.
    pub(super) fn search_row(&self, row: usize) -> Result<usize, usize> {
        match &self.rows {
            Some(rows) => rows.binary_search(&(row as u32)),
            None => Ok(row),
        }
    }
}
