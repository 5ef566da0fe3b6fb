//! What is new in a day that was built again.

use std::collections::HashMap;
use std::sync::Arc;

use super::day::Day;
use super::item_ref::ItemRef;
use super::revision::RenamedIds;
use crate::item::{ItemId, NewsDay, Stamp};

/// An item that was not there before, or not like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrived {
    /// Its news day.
    pub day: NewsDay,
    /// When it was sent.
    pub stamp: Stamp,
    /// Its id.
    pub id: ItemId,
    /// Whether it is red.
    pub is_red: bool,
}

impl From<ItemRef<'_>> for Arrived {
    fn from(item: ItemRef<'_>) -> Self {
        Self {
            day: item.day(),
            stamp: item.stamp(),
            id: item.id(),
            is_red: item.flags().is_red(),
        }
    }
}

/// What a day has that it had not before.
#[derive(Debug, Default)]
pub(super) struct DayChanges {
    pub(super) arrived: Vec<Arrived>,
    pub(super) promoted: Vec<Arrived>,
    pub(super) revised: Vec<Arrived>,
    /// Whether items are gone, at another time, or red no longer.
    pub(super) moved: bool,
}

impl DayChanges {
    /// Compares a day with the same day as it was. If it has only grown, as nearly always, one walk over both is enough.
    pub(super) fn new(before: Option<&Arc<Day>>, now: &Day, renamed: &RenamedIds) -> Self {
        let old_items = || before.into_iter().flat_map(|day| day.items());
        let mut changes = Self::default();
        let mut old = old_items().peekable();
        for item in now.items() {
            let is_same = |old: &ItemRef<'_>| (old.id(), old.stamp()) == (item.id(), item.stamp());
            changes.note(old.next_if(is_same), item);
        }
        if old.peek().is_none() && renamed.is_empty() {
            return changes;
        }
        let mut known: HashMap<ItemId, ItemRef<'_>> =
            old_items().map(|old| (old.id(), old)).collect();
        for (old, new) in renamed {
            if let Some(&item) = known.get(old) {
                known.insert(*new, item);
            }
        }
        let mut changes = Self {
            moved: true,
            ..Self::default()
        };
        for item in now.items() {
            changes.note(known.get(&item.id()).copied(), item);
        }
        changes
    }

    /// Notes what is new of an item; `old` is the same item before.
    fn note(&mut self, old: Option<ItemRef<'_>>, item: ItemRef<'_>) {
        let Some(old) = old else {
            return self.arrived.push(item.into());
        };
        match (old.flags().is_red(), item.flags().is_red()) {
            (false, true) => self.promoted.push(item.into()),
            (true, false) => self.moved = true,
            (false, false) | (true, true) => {}
        }
        if item.revision() > old.revision() {
            self.revised.push(item.into());
        }
    }
}
