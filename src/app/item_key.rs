//! How the model identifies an item, across every change of the timeline.

use crate::item::{ItemId, NewsDay};
use crate::timeline::ItemRef;

/// An item and its news day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ItemKey {
    /// The news day. It finds the item without a walk over all days.
    pub day: NewsDay,
    /// The item.
    pub id: ItemId,
}

impl From<ItemRef<'_>> for ItemKey {
    fn from(item: ItemRef<'_>) -> Self {
        Self {
            day: item.day(),
            id: item.id(),
        }
    }
}

impl ItemKey {
    /// Follows an item whose id changed.
    pub(super) fn rename(&mut self, old: ItemId, new: ItemId) {
        if self.id == old {
            self.id = new;
        }
    }
}
