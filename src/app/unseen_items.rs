//! Items that nobody has seen yet: those that arrived, became red or were revised while the reader was open.
//!
//! One that vanishes before anybody saw it is unseen again once it is back, since it does not arrive twice. One that a rule folds
//! is nothing new: it is unseen again once no rule folds it.

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
    /// How many of the items rules fold. They count nowhere else.
    folded: usize,
}

#[derive(Debug, Clone, Copy)]
struct UnseenItem {
    stamp: Stamp,
    is_red: bool,
    is_folded: bool,
}

impl UnseenDay {
    /// Adds an item, or updates it. What was folded stays so.
    fn insert(
        &mut self,
        Arrived {
            id, stamp, is_red, ..
        }: Arrived,
    ) {
        let former = self.items.get(&id);
        let is_folded = former.is_some_and(|item| item.is_folded);
        let item = UnseenItem {
            stamp,
            is_red,
            is_folded,
        };
        self.put(id, item);
    }

    fn put(&mut self, id: ItemId, item: UnseenItem) {
        if let Some(former) = self.items.insert(id, item) {
            self.uncount(former);
        }
        self.count(item);
    }

    fn remove(&mut self, id: ItemId) -> Option<UnseenItem> {
        let item = self.items.remove(&id)?;
        self.uncount(item);
        Some(item)
    }

    /// Notes which items rules fold; false if that was known.
    fn set_folded(&mut self, is_folded: impl Fn(ItemId) -> bool) -> bool {
        let mut changed = Vec::new();
        for (id, item) in &mut self.items {
            let before = *item;
            item.is_folded = is_folded(*id);
            if item.is_folded != before.is_folded {
                changed.push((before, *item));
            }
        }
        for &(before, after) in &changed {
            self.uncount(before);
            self.count(after);
        }
        !changed.is_empty()
    }

    fn count(&mut self, item: UnseenItem) {
        if item.is_folded {
            self.folded += 1;
            return;
        }
        *self.per_stamp.entry(item.stamp).or_default() += 1;
        self.red += usize::from(item.is_red);
    }

    fn uncount(&mut self, item: UnseenItem) {
        if item.is_folded {
            self.folded -= 1;
            return;
        }
        if let Entry::Occupied(mut count) = self.per_stamp.entry(item.stamp) {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
        self.red -= usize::from(item.is_red);
    }

    /// The number of items that no rule folds.
    fn len(&self) -> usize {
        self.items.len() - self.folded
    }

    /// The items that no rule folds.
    fn unfolded(&self) -> impl Iterator<Item = (ItemId, UnseenItem)> + '_ {
        let items = self.items.iter().map(|(id, item)| (*id, *item));
        items.filter(|(_, item)| !item.is_folded)
    }
}

impl UnseenItems {
    /// Whether nobody has seen the item, and no rule folds it.
    pub fn is_unseen(&self, key: ItemKey) -> bool {
        let day = self.days.get(&key.day);
        let item = day.and_then(|day| day.items.get(&key.id));
        item.is_some_and(|item| !item.is_folded)
    }

    /// Whether nobody has seen the item, also if a rule folds it.
    pub(super) fn has(&self, key: ItemKey) -> bool {
        let day = self.days.get(&key.day);
        day.is_some_and(|day| day.items.contains_key(&key.id))
    }

    /// The days with items that nobody has seen, and the ids of these, also of those that rules fold.
    pub(super) fn with_folded(&self) -> impl Iterator<Item = (NewsDay, HashSet<ItemId>)> + '_ {
        let days = self.days.iter();
        days.map(|(day, unseen)| (*day, unseen.items.keys().copied().collect()))
    }

    /// Notes which items rules fold; false if that was known.
    pub(super) fn set_folded(&mut self, is_folded: impl Fn(ItemKey) -> bool) -> bool {
        let mut is_changed = false;
        for (&day, unseen) in &mut self.days {
            is_changed |= unseen.set_folded(|id| is_folded(ItemKey { day, id }));
        }
        self.version += u64::from(is_changed);
        is_changed
    }

    /// Whether rules fold some of the items.
    pub(super) fn has_folded(&self) -> bool {
        self.days.values().any(|day| day.folded > 0)
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
            all: counts.all + day.len(),
            red: counts.red + day.red,
        })
    }

    /// The days that have unseen items.
    pub(super) fn days(&self) -> impl Iterator<Item = NewsDay> + '_ {
        let days = self.days.iter().filter(|(_, day)| day.len() > 0);
        days.map(|(day, _)| *day)
    }

    /// The ids of a day's unseen items, in no order.
    pub(super) fn ids_of(&self, day: NewsDay) -> impl Iterator<Item = ItemId> + '_ {
        let days = self.days.get(&day).into_iter();
        days.flat_map(|day| day.unfolded().map(|(id, _)| id))
    }

    /// A day's unseen items and their times, in no order.
    pub(super) fn items_of(&self, day: NewsDay) -> impl Iterator<Item = (ItemKey, Stamp)> + '_ {
        let items = self.days.get(&day).into_iter();
        let items = items.flat_map(UnseenDay::unfolded);
        items.map(move |(id, item)| (ItemKey { day, id }, item.stamp))
    }

    /// The number of a day's unseen items.
    pub(super) fn count_in(&self, day: NewsDay) -> usize {
        self.days.get(&day).map_or(0, UnseenDay::len)
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
        self.version += 1;
        self.days.entry(item.day).or_default().insert(item);
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
        items.for_each(|item| unseen.insert(item));
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
                day.put(new, item);
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
            let before = self.days.remove(day).unwrap_or_default().items;
            let mut unseen = self.absent.remove(day).unwrap_or_default();
            unseen.extend(before.keys());
            if unseen.is_empty() {
                continue;
            }
            let items = timeline.day(*day).into_iter().flat_map(|day| day.items());
            let mut kept = UnseenDay::default();
            for item in items.filter(|item| unseen.remove(&item.id())) {
                let is_folded = before.get(&item.id()).is_some_and(|item| item.is_folded);
                let (stamp, is_red) = (item.stamp(), item.flags().is_red());
                let unseen = UnseenItem {
                    stamp,
                    is_red,
                    is_folded,
                };
                kept.put(item.id(), unseen);
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
