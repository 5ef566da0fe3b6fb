//! The state of the sources.

use std::path::{Path, PathBuf};

use crate::timeline::ItemRef;
use crate::watch::{SourceState, WatchStatus};

/// The last status of the sources, and whether one came yet.
#[derive(Debug, Default)]
pub struct Sources {
    status: WatchStatus,
    is_known: bool,
    /// The paths at and below which dumps cannot be read at present.
    unreadable: Vec<PathBuf>,
}

impl Sources {
    /// The last status; empty before the first one.
    pub const fn status(&self) -> &WatchStatus {
        &self.status
    }

    /// Whether a status came yet. Before, nobody knows whether there is anything to read.
    pub const fn is_known(&self) -> bool {
        self.is_known
    }

    /// Whether everything that is known to be there was loaded.
    pub(super) const fn is_loaded(&self) -> bool {
        self.is_known && self.status.loading == 0
    }

    /// Whether an item is shown as it was read last: none of its dumps can be read at present.
    pub fn are_unreadable(&self, item: ItemRef<'_>) -> bool {
        let is_unreadable = |path: &Path| self.unreadable.iter().any(|it| path.starts_with(it));
        !self.unreadable.is_empty() && item.locations().all(|place| is_unreadable(place.path()))
    }

    /// Whether an item is only shown as it was: it is gone, or its dumps cannot be read at present.
    pub fn is_past(&self, item: ItemRef<'_>) -> bool {
        item.is_gone() || self.are_unreadable(item)
    }

    /// Takes a status; false if it is the same as before.
    pub(super) fn update(&mut self, status: WatchStatus) -> bool {
        let changed = !self.is_known || status != self.status;
        if changed {
            self.unreadable = unreadable(&status);
        }
        (self.status, self.is_known) = (status, true);
        changed
    }
}

fn unreadable(status: &WatchStatus) -> Vec<PathBuf> {
    let sources = status.sources.iter();
    let missing = sources.filter(|source| matches!(source.state, SourceState::Missing(_)));
    let missing = missing.map(|source| source.path.clone());
    let errors = status.errors.iter();
    let kept = errors.filter(|error| error.cause.keeps_dumps());
    missing
        .chain(kept.map(|error| error.path.to_path_buf()))
        .collect()
}
