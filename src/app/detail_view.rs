//! The detail: which item it shows, and which of its revisions.

use super::ItemKey;
use super::time_direction::TimeDirection;
use crate::item::ItemId;

/// The state of the detail.
#[derive(Debug, Default)]
pub struct DetailView {
    item: Option<ItemKey>,
    revision: Option<usize>,
}

impl DetailView {
    /// The earlier revision that is shown, from 0 for the oldest; `None` for the current text.
    pub const fn revision(&self) -> Option<usize> {
        self.revision
    }

    /// Shows an item; returns whether it is another one than before. Another item shows its current text first.
    pub(super) fn show(&mut self, item: Option<ItemKey>) -> bool {
        let is_other = self.item != item;
        if is_other {
            *self = Self {
                item,
                revision: None,
            };
        }
        is_other
    }

    /// Follows an item whose id changed.
    pub(super) fn rename(&mut self, old: ItemId, new: ItemId) {
        if let Some(item) = &mut self.item {
            item.rename(old, new);
        }
    }

    /// Shows an earlier or later revision of an item whose current one is `latest`; false at either end.
    pub(super) fn change_revision(
        &mut self,
        direction: TimeDirection,
        times: usize,
        latest: usize,
    ) -> bool {
        let shown = self.revision.map_or(latest, |nth| nth.min(latest));
        let to = match direction {
            TimeDirection::Earlier => shown.saturating_sub(times),
            TimeDirection::Later => shown.saturating_add(times).min(latest),
        };
        if to != shown {
            self.revision = (to < latest).then_some(to);
        }
        to != shown
    }
}
