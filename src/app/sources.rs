//! The state of the sources.

use crate::watch::WatchStatus;

/// The last status of the sources, and whether one came yet.
#[derive(Debug, Default)]
pub struct Sources {
    status: WatchStatus,
    is_known: bool,
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

    /// Takes a status; false if it is the same as before.
    pub(super) fn update(&mut self, status: WatchStatus) -> bool {
        let changed = !self.is_known || status != self.status;
        (self.status, self.is_known) = (status, true);
        changed
    }
}
