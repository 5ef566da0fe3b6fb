//! Items that arrived while the reader was open: those not yet on screen, and those still highlighted.

use std::collections::btree_map::{BTreeMap, Entry};
use std::collections::{HashMap, HashSet};
use std::ops::Bound;

use super::ItemKey;
use crate::item::{ItemId, NewsDay, Stamp};
use crate::timeline::{Arrived, Timeline};

/// Items that arrived.
///
/// An item is highlighted from its arrival on. Once it was on screen it no longer counts as new, but it stays highlighted
/// until the user next presses a key: a user who returns to the screen sees the new items.
#[derive(Debug, Default)]
pub struct UnseenItems {
    /// The items of each day that were never on screen.
    unseen: BTreeMap<NewsDay, UnseenDay>,
    /// Items that were on screen and are still highlighted.
    seen: HashSet<ItemId>,
}

/// The items of a day that were never on screen.
#[derive(Debug, Default)]
struct UnseenDay {
    stamps: HashMap<ItemId, Stamp>,
    /// The number of items at each stamp, to count those after a moment without a walk over the items.
    per_stamp: BTreeMap<Stamp, usize>,
}

impl UnseenDay {
    fn insert(&mut self, id: ItemId, stamp: Stamp) {
        self.remove(id);
        self.stamps.insert(id, stamp);
        *self.per_stamp.entry(stamp).or_default() += 1;
    }

    fn remove(&mut self, id: ItemId) -> Option<Stamp> {
        let stamp = self.stamps.remove(&id)?;
        if let Entry::Occupied(mut count) = self.per_stamp.entry(stamp) {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
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

    /// Whether the item was never on screen.
    pub fn is_unseen(&self, key: ItemKey) -> bool {
        self.unseen
            .get(&key.day)
            .is_some_and(|unseen| unseen.stamps.contains_key(&key.id))
    }

    /// The number of items that were never on screen.
    pub fn len(&self) -> usize {
        self.unseen.values().map(|day| day.stamps.len()).sum()
    }

    /// Whether every item was on screen.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of a day's items that were never on screen.
    pub(super) fn count_in(&self, day: NewsDay) -> usize {
        self.unseen.get(&day).map_or(0, |day| day.stamps.len())
    }

    /// The number of a day's items at `stamp` that were never on screen.
    pub(super) fn count_at(&self, day: NewsDay, stamp: Stamp) -> usize {
        let day = self.unseen.get(&day);
        day.and_then(|day| day.per_stamp.get(&stamp).copied())
            .unwrap_or(0)
    }

    /// The number of a day's items after `stamp` that were never on screen.
    pub(super) fn count_after(&self, day: NewsDay, stamp: Stamp) -> usize {
        let after = (Bound::Excluded(stamp), Bound::Unbounded);
        let counts = |day: &UnseenDay| day.per_stamp.range(after).map(|(_, count)| count).sum();
        self.unseen.get(&day).map_or(0, counts)
    }

    /// Adds a new item.
    pub(super) fn add(&mut self, Arrived { day, stamp, id }: Arrived) {
        self.unseen.entry(day).or_default().insert(id, stamp);
    }

    /// Notes that the item is on screen; false if that was known.
    pub(super) fn mark_seen(&mut self, key: ItemKey) -> bool {
        let unseen = self.unseen.get_mut(&key.day);
        let is_new = unseen.is_some_and(|unseen| unseen.remove(key.id).is_some());
        if is_new {
            self.seen.insert(key.id);
        }
        is_new
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
            let items = timeline.day(*day).into_iter().flat_map(|day| day.items());
            let mut kept = UnseenDay::default();
            for item in items.filter(|item| before.stamps.contains_key(&item.id())) {
                kept.insert(item.id(), item.stamp());
            }
            self.unseen.insert(*day, kept);
        }
    }
}
