//! Items that nobody has seen yet: those that arrived, became red or were revised while the reader was open.
//!
//! One that vanishes before anybody saw it is unseen again once it is back, since it does not arrive twice.

use std::collections::btree_map::{BTreeMap, Entry};
use std::collections::{HashMap, HashSet};
use std::ops::Bound;

use super::ItemKey;
use crate::item::{ItemId, NewsDay, Stamp};
use crate::timeline::{Arrived, Timeline};

/// The most items that vanished unseen and are remembered.
const MAX_ABSENT: usize = 10_000;

/// Items that nobody has seen yet. Each one is in here until it was long enough on the screen, or was opened.
#[derive(Debug, Default)]
pub struct UnseenItems {
    days: BTreeMap<NewsDay, UnseenDay>,
    /// Those that are not there at present.
    absent: BTreeMap<NewsDay, HashSet<ItemId>>,
    version: u64,
}

/// How many items are new, and how many of them are red.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NewCounts {
    /// All of them.
    pub all: usize,
    /// The red ones.
    pub red: usize,
}

/// The unseen items of a day.
#[derive(Debug, Default)]
struct UnseenDay {
    items: HashMap<ItemId, UnseenItem>,
    /// The number of items at each stamp, to count those after a moment without a walk over the items.
    per_stamp: BTreeMap<Stamp, usize>,
    red: usize,
}

#[derive(Debug, Clone, Copy)]
struct UnseenItem {
    stamp: Stamp,
    is_red: bool,
}

impl UnseenDay {
    fn insert(&mut self, id: ItemId, item: UnseenItem) {
        if let Some(former) = self.items.insert(id, item) {
            self.uncount(former);
        }
        *self.per_stamp.entry(item.stamp).or_default() += 1;
        self.red += usize::from(item.is_red);
    }

    fn remove(&mut self, id: ItemId) -> Option<UnseenItem> {
        let item = self.items.remove(&id)?;
        self.uncount(item);
        Some(item)
    }

    fn uncount(&mut self, item: UnseenItem) {
        if let Entry::Occupied(mut count) = self.per_stamp.entry(item.stamp) {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
        self.red -= usize::from(item.is_red);
    }
}

impl UnseenItems {
    /// Whether nobody has seen the item.
    pub fn is_unseen(&self, key: ItemKey) -> bool {
        self.days
            .get(&key.day)
            .is_some_and(|day| day.items.contains_key(&key.id))
    }

    /// Grows whenever an item is added or was seen, so what is derived from them can be kept until then.
    pub(super) const fn version(&self) -> u64 {
        self.version
    }

    /// The number of unseen items.
    pub fn len(&self) -> usize {
        self.counts().all
    }

    /// Whether every item was seen.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of unseen items, and of the red ones among them.
    pub fn counts(&self) -> NewCounts {
        let days = self.days.values();
        days.fold(NewCounts::default(), |counts, day| NewCounts {
            all: counts.all + day.items.len(),
            red: counts.red + day.red,
        })
    }

    /// The days that have unseen items.
    pub(super) fn days(&self) -> impl Iterator<Item = NewsDay> + '_ {
        let days = self.days.iter().filter(|(_, day)| !day.items.is_empty());
        days.map(|(day, _)| *day)
    }

    /// The ids of a day's unseen items, in no order.
    pub(super) fn ids_of(&self, day: NewsDay) -> impl Iterator<Item = ItemId> + '_ {
        let days = self.days.get(&day).into_iter();
        days.flat_map(|day| day.items.keys().copied())
    }

    /// A day's unseen items and their times, in no order.
    pub(super) fn items_of(&self, day: NewsDay) -> impl Iterator<Item = (ItemKey, Stamp)> + '_ {
        let items = self.days.get(&day).into_iter().flat_map(|day| &day.items);
        items.map(move |(&id, item)| (ItemKey { day, id }, item.stamp))
    }

    /// The number of a day's unseen items.
    pub(super) fn count_in(&self, day: NewsDay) -> usize {
        self.days.get(&day).map_or(0, |day| day.items.len())
    }

    /// The number of a day's unseen items at `stamp`.
    pub(super) fn count_at(&self, day: NewsDay, stamp: Stamp) -> usize {
        let day = self.days.get(&day);
        day.and_then(|day| day.per_stamp.get(&stamp).copied())
            .unwrap_or(0)
    }

    /// The number of a day's unseen items after `stamp`.
    pub(super) fn count_after(&self, day: NewsDay, stamp: Stamp) -> usize {
        let after = (Bound::Excluded(stamp), Bound::Unbounded);
        let counts = |day: &UnseenDay| day.per_stamp.range(after).map(|(_, count)| count).sum();
        self.days.get(&day).map_or(0, counts)
    }

    /// The moments of unseen items: those after a moment, then from the oldest up to it.
    pub(super) fn moments_from(
        &self,
        day: NewsDay,
        stamp: Stamp,
    ) -> impl Iterator<Item = (NewsDay, Stamp)> + '_ {
        let after = self.days.range(day..).flat_map(move |(&on, unseen)| {
            let from = if on == day {
                Bound::Excluded(stamp)
            } else {
                Bound::Unbounded
            };
            let stamps = unseen.per_stamp.range((from, Bound::Unbounded));
            stamps.map(move |(&stamp, _)| (on, stamp))
        });
        let before = self.days.range(..=day).flat_map(move |(&on, unseen)| {
            let to = if on == day {
                Bound::Included(stamp)
            } else {
                Bound::Unbounded
            };
            let stamps = unseen.per_stamp.range((Bound::Unbounded, to));
            stamps.map(move |(&stamp, _)| (on, stamp))
        });
        after.chain(before)
    }

    /// Adds an item, or updates it.
    pub(super) fn add(&mut self, item: Arrived) {
        let Arrived {
            day,
            stamp,
            id,
            is_red,
        } = item;
        self.version += 1;
        let day = self.days.entry(day).or_default();
        day.insert(id, UnseenItem { stamp, is_red });
    }

    /// Adds items of a day: hundreds of thousands within a frame or two.
    pub(super) fn add_all(
        &mut self,
        day: NewsDay,
        items: impl Iterator<Item = Arrived>,
        most: usize,
    ) {
        self.version += 1;
        let unseen = self.days.entry(day).or_default();
        unseen.items.reserve(most);
        for Arrived {
            stamp, id, is_red, ..
        } in items
        {
            unseen.insert(id, UnseenItem { stamp, is_red });
        }
    }

    /// Notes that the item was seen; false if that was known.
    pub(super) fn mark_seen(&mut self, key: ItemKey) -> bool {
        let day = self.days.get_mut(&key.day);
        let was_unseen = day.is_some_and(|day| day.remove(key.id).is_some());
        self.version += u64::from(was_unseen);
        was_unseen
    }

    /// Notes that items of a day were seen: hundreds of thousands in a frame, if these are all of their days.
    pub(super) fn mark_all_seen(&mut self, day: NewsDay, ids: impl Iterator<Item = ItemId>) {
        let Some(unseen) = self.days.get_mut(&day) else {
            return;
        };
        self.version += 1;
        let seen: Vec<UnseenItem> = ids.filter_map(|id| unseen.items.remove(&id)).collect();
        if unseen.items.is_empty() {
            self.days.remove(&day);
        } else {
            seen.into_iter().for_each(|item| unseen.uncount(item));
        }
    }

    /// Follows an item whose id changed.
    pub(super) fn rename(&mut self, old: ItemId, new: ItemId) {
        self.version += 1;
        for day in self.days.values_mut() {
            if let Some(item) = day.remove(old) {
                day.insert(new, item);
            }
        }
        for absent in self.absent.values_mut() {
            if absent.remove(&old) {
                absent.insert(new);
            }
        }
    }

    /// Sets items aside that vanished from changed days, and takes back those that are there again. Notes the new times and
    /// colours of the others.
    pub(super) fn prune(&mut self, changed: &[NewsDay], timeline: &Timeline) {
        self.version += 1;
        for day in changed {
            let before = self.days.remove(day).unwrap_or_default();
            let mut unseen = self.absent.remove(day).unwrap_or_default();
            unseen.extend(before.items.into_keys());
            if unseen.is_empty() {
                continue;
            }
            let items = timeline.day(*day).into_iter().flat_map(|day| day.items());
            let mut kept = UnseenDay::default();
            for item in items.filter(|item| unseen.remove(&item.id())) {
                let (stamp, is_red) = (item.stamp(), item.flags().is_red());
                kept.insert(item.id(), UnseenItem { stamp, is_red });
            }
            self.days.insert(*day, kept);
            if !unseen.is_empty() {
                self.absent.insert(*day, unseen);
            }
        }
        while self.absent.values().map(HashSet::len).sum::<usize>() > MAX_ABSENT {
            self.absent.pop_first();
        }
    }
}
