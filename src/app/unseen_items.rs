//! Items that arrived while the reader was open: those not yet on screen, and those still highlighted.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Bound;

use super::item_key::ItemKey;
use crate::item::{ItemId, NewsDay, Stamp};
use crate::timeline::{Arrived, Timeline};

/// Items that arrived.
///
/// An item is highlighted from its arrival on. Once it was on screen it no longer counts as new, but it stays highlighted
/// until the user next presses a key: a user who returns to the screen sees what is new on it.
#[derive(Debug, Clone, Default)]
pub struct UnseenItems {
    unseen: BTreeMap<NewsDay, UnseenOfDay>,
    /// Items that were on screen and are still highlighted.
    seen: HashSet<ItemId>,
}

/// The unseen items of a day, and their number by moment.
#[derive(Debug, Clone, Default)]
struct UnseenOfDay {
    items: HashMap<ItemId, Stamp>,
    at: BTreeMap<Stamp, usize>,
}

impl UnseenOfDay {
    fn insert(&mut self, id: ItemId, stamp: Stamp) {
        self.remove(id);
        self.items.insert(id, stamp);
        *self.at.entry(stamp).or_default() += 1;
    }

    fn remove(&mut self, id: ItemId) -> Option<Stamp> {
        let stamp = self.items.remove(&id)?;
        if let Some(count) = self.at.get_mut(&stamp) {
            *count -= 1;
            if *count == 0 {
                self.at.remove(&stamp);
            }
        }
        Some(stamp)
    }
}

impl UnseenItems {
    /// Whether the item is highlighted.
    pub fn is_highlighted(&self, key: ItemKey) -> bool {
        self.is_unseen(key) || self.seen.contains(&key.id)
    }

    /// Whether nothing is unseen.
    pub fn is_empty(&self) -> bool {
        self.unseen.is_empty()
    }

    /// Whether the item was never on screen.
    pub fn is_unseen(&self, key: ItemKey) -> bool {
        self.unseen
            .get(&key.day)
            .is_some_and(|unseen| unseen.items.contains_key(&key.id))
    }

    /// The number of items that were never on screen.
    pub fn len(&self) -> usize {
        self.unseen.values().map(|unseen| unseen.items.len()).sum()
    }

    /// The number of a day's items that were never on screen.
    pub(super) fn count_in_day(&self, day: NewsDay) -> usize {
        self.unseen.get(&day).map_or(0, |unseen| unseen.items.len())
    }

    /// The number of a day's items after a moment that were never on screen.
    pub(super) fn count_after(&self, day: NewsDay, stamp: Stamp) -> usize {
        let after = (Bound::Excluded(stamp), Bound::Unbounded);
        self.unseen.get(&day).map_or(0, |unseen| {
            unseen.at.range(after).map(|(_, count)| count).sum()
        })
    }

    /// Adds a new item.
    pub(super) fn add(&mut self, Arrived { day, stamp, id }: Arrived) {
        self.unseen.entry(day).or_default().insert(id, stamp);
    }

    /// Notes that the item is on screen; false if that was known.
    pub(super) fn mark_seen(&mut self, key: ItemKey) -> bool {
        let Some(unseen) = self.unseen.get_mut(&key.day) else {
            return false;
        };
        let new = unseen.remove(key.id).is_some();
        if unseen.items.is_empty() {
            self.unseen.remove(&key.day);
        }
        if new {
            self.seen.insert(key.id);
        }
        new
    }

    /// Drops the highlights of items that were on screen.
    pub(super) fn clear_highlights(&mut self) {
        self.seen.clear();
    }

    /// Follows an item whose id changed.
    pub(super) fn rename(&mut self, old: ItemId, new: ItemId) {
        for unseen in self.unseen.values_mut() {
            if let Some(stamp) = unseen.remove(old) {
                unseen.insert(new, stamp);
            }
        }
        if self.seen.remove(&old) {
            self.seen.insert(new);
        }
    }

    /// Forgets items that vanished from changed days, and notes the new times of the others.
    pub(super) fn prune(&mut self, changed: &[NewsDay], timeline: &Timeline) {
        for day in changed {
            let Some(before) = self.unseen.remove(day) else {
                continue;
            };
            let mut unseen = UnseenOfDay::default();
            for item in timeline.day(*day).into_iter().flat_map(|day| day.items()) {
                if before.items.contains_key(&item.id()) {
                    unseen.insert(item.id(), item.stamp());
                }
            }
            if !unseen.items.is_empty() {
                self.unseen.insert(*day, unseen);
            }
        }
    }
}
