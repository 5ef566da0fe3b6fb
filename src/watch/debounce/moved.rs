//! What a file that was moved keeps of what was shown at its old path.

use std::sync::Arc;
use std::time::Instant;

use super::compare::{conflicts, shared_entries, shares_entries};
use super::shown_dump::ShownDump;
use super::{Debounce, Decision, SETTLE_TIME};
use crate::dump::Dump;

impl Debounce {
    /// Notes that the file was moved here, and that this dump was shown at its old path.
    pub(crate) fn inherit(&mut self, before: ShownDump) {
        if self.shown.is_none() && self.pending.is_none() {
            self.inherited = Some(before);
        }
    }

    /// Forgets what was inherited, unless the dump that is read next has an entry of it, at least half written or in another
    /// minute. Otherwise it is of a new file that got the inode of a deleted one, or was written anew.
    pub(crate) fn inherit_only_for(&mut self, dump: &Dump) {
        if self.shown.is_none() {
            self.inherited.take_if(|inherited| {
                let before = &inherited.dump;
                !shares_entries(before, dump) && !conflicts(dump, before)
            });
        }
    }

    /// What a reading is compared with.
    pub(super) fn base(&self) -> Option<&ShownDump> {
        self.inherited.as_ref().or(self.shown.as_ref())
    }

    /// Shows at once those entries of a moved dump that were shown at its old path, where another dump may soon take their
    /// place.
    pub(super) fn show_moved(&mut self, now: Instant) -> Option<Decision> {
        let inherited = self.inherited.as_ref().filter(|_| self.shown.is_none())?;
        let found = self.pending.as_ref()?.dump.as_ref()?;
        let shown = Arc::new(shared_entries(&inherited.dump, found));
        if shown.records.is_empty() {
            return None;
        }
        self.shown = Some(ShownDump {
            dump: Arc::clone(&shown),
            last: inherited.last,
        });
        Some(Decision::ShowMerged(shown, now + SETTLE_TIME))
    }
}
