//! Stories change: which item of a day is one of the day before its dumps changed, in a new wording.

use std::collections::HashMap;

use super::Day;
use crate::item::ItemId;

/// Identities that became others.
pub(super) type Renamed = Vec<(ItemId, ItemId)>;

/// What is known of a story from before its dump was rewritten.
#[derive(Clone, Debug)]
struct Memo {
    id: ItemId,
    earlier: Vec<String>,
}

/// Memos by the identity that a story would have without them.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory(HashMap<ItemId, Memo>);

impl Memory {
    pub(super) fn of(previous: &Day, _day: &Day) -> (Self, Renamed) {
        (previous.memory().clone(), Renamed::new())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The identity that a story keeps.
    pub(super) fn id(&self, natural: ItemId) -> Option<ItemId> {
        if self.0.is_empty() { None } else { self.0.get(&natural).map(|memo| memo.id) }
    }

    /// The texts it had before, oldest first.
    pub(super) fn earlier(&self, natural: ItemId) -> &[String] {
        self.0.get(&natural).map(|memo| memo.earlier.as_slice()).unwrap_or_default()
    }
}
