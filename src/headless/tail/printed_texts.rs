//! The texts that were printed last, so that none is printed twice in a row.
//!
//! A dump that is written again in pieces has a part of an item for a moment, and then the text that it had before.

use std::collections::{HashMap, VecDeque};

use crate::item::ItemId;
use crate::timeline::ItemRef;

/// The most items that are remembered: those of ten days of a wire.
const MAX_ITEMS: usize = 10_000;

/// The hash of the last text of each item.
#[derive(Debug, Default)]
pub(super) struct PrintedTexts {
    hashes: HashMap<ItemId, u64>,
    /// From the first one noted to the last.
    order: VecDeque<ItemId>,
}

impl PrintedTexts {
    /// Notes the text of an item. The first ones noted give way.
    pub(super) fn note(&mut self, item: ItemRef<'_>) {
        if self.hashes.insert(item.id(), item.text_hash()).is_none() {
            self.order.push_back(item.id());
        }
        while self.hashes.len() > MAX_ITEMS {
            let Some(first) = self.order.pop_front() else {
                return;
            };
            self.hashes.remove(&first);
        }
    }

    /// Notes the text of an item, unless that takes the place of another.
    pub(super) fn note_if_room(&mut self, item: ItemRef<'_>) {
        if self.hashes.len() < MAX_ITEMS {
            self.note(item);
        }
    }

    /// Whether an item has the text that was noted last.
    pub(super) fn has(&self, item: ItemRef<'_>) -> bool {
        self.hashes.get(&item.id()) == Some(&item.text_hash())
    }

    /// Applies new ids.
    pub(super) fn rename(&mut self, renamed: &[(ItemId, ItemId)]) {
        for (old, new) in renamed {
            if let Some(hash) = self.hashes.remove(old)
                && self.hashes.insert(*new, hash).is_none()
            {
                self.order.push_back(*new);
            }
        }
    }
}
