//! Items that were there and are gone: a dump that is away for a while must not make old items new.

use std::collections::BTreeMap;

use super::occasion::Occasion;
use crate::item::{ItemId, NewsDay};
use crate::timeline::ItemRef;

/// The most items that are remembered, 4 MB. A year of the wire has as many.
const MAX_ITEMS: usize = 100_000;

/// The hashes of their texts, those of old days first.
#[derive(Debug, Default)]
pub(super) struct GoneItems(BTreeMap<(NewsDay, ItemId), u64>);

impl GoneItems {
    /// Remembers an item that is gone. Beyond [`MAX_ITEMS`] those of the oldest day are forgotten.
    pub(super) fn note(&mut self, item: ItemRef<'_>) {
        self.0.insert((item.day(), item.id()), item.text_hash());
        if self.0.len() > MAX_ITEMS {
            self.0.pop_first();
        }
    }

    /// Why to print an item that has taken the id of another one.
    pub(super) fn greet_renamed(&mut self, item: ItemRef<'_>) -> Option<Occasion> {
        let text = self.0.remove(&(item.day(), item.id()));
        (text? != item.text_hash()).then_some(Occasion::Revised)
    }

    /// Why to print an item that is there now and was not before; `None` if it is back as it was.
    pub(super) fn greet(&mut self, item: ItemRef<'_>) -> Option<Occasion> {
        match self.0.remove(&(item.day(), item.id())) {
            None => Some(Occasion::Arrived),
            Some(text) if text == item.text_hash() => None,
            Some(_) => Some(Occasion::Revised),
        }
    }
}
