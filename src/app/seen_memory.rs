//! Which items the last run had listed, and which of them nobody had seen.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::item::{ItemId, NewsDay, Stamp};
use crate::state::{KnownItem, Remembered};
use crate::timeline::ItemRef;

/// What the last run left.
#[derive(Debug, Default)]
pub(super) struct SeenMemory {
    /// `None` before the state file is open.
    last_run: Option<LastRun>,
    is_compared: bool,
    /// The items that earlier runs listed, as far as they are kept, and those that were beside a story which is gone now.
    listed: BTreeMap<NewsDay, HashSet<ItemId>>,
}

/// The items that the last run had listed.
#[derive(Debug)]
pub(super) struct LastRun {
    /// From which day on they are known.
    pub from: NewsDay,
    /// When somebody was last there; `None` if these sources were never read.
    pub left: Option<Stamp>,
    /// The same, of any sources.
    left_any: Option<Stamp>,
    days: BTreeMap<NewsDay, HashMap<ItemId, KnownItem>>,
}

/// What the last run knew of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// It is new, or was changed since.
    No,
    /// It was listed under this id, and nobody had seen it.
    Unseen,
    /// It was listed, and somebody had seen it. `as_it_is` is false if it had another id.
    Seen { as_it_is: bool },
}

impl SeenMemory {
    /// Takes over what the state file has.
    pub(super) fn set(&mut self, remembered: &Remembered) {
        for (day, items) in &remembered.known_items {
            self.add_listed(*day, items.iter().map(|item| item.id));
        }
        let days = remembered.known_items.iter().map(|(day, items)| {
            let items = items.iter().map(|item| (item.id, *item));
            (*day, items.collect())
        });
        self.last_run = Some(LastRun {
            from: remembered.known_from,
            left: remembered.kept_at,
            left_any: remembered.last_kept,
            days: days.collect(),
        });
    }

    /// Notes items that were listed beside a story.
    pub(super) fn add_listed(&mut self, day: NewsDay, ids: impl Iterator<Item = ItemId>) {
        self.listed.entry(day).or_default().extend(ids);
    }

    /// Whether an item was listed by an earlier run, or beside a story that is gone now. So it is no later wording of one.
    pub(super) fn was_listed(&self, item: ItemRef<'_>) -> bool {
        let mut ids = item.all_ids().into_iter();
        ids.any(|id| self.is_listed(item.day(), id))
    }

    /// Whether an earlier run listed an item under this id.
    pub(super) fn is_listed(&self, day: NewsDay, id: ItemId) -> bool {
        let listed = self.listed.get(&day);
        listed.is_some_and(|listed| listed.contains(&id))
    }

    /// What the last run left, the first time that everything is loaded.
    pub(super) fn take(&mut self, is_loaded: bool) -> Option<LastRun> {
        if !is_loaded {
            return None;
        }
        let last_run = self.last_run.take()?;
        self.is_compared = true;
        Some(last_run)
    }

    /// Whether new items are to be remembered already. Before, they are compared with the last run.
    pub(super) const fn is_compared(&self) -> bool {
        self.is_compared
    }
}

impl LastRun {
    /// Whether an item that was not listed is new. If these sources are read for the first time, it is only what came after
    /// the last reader of other ones: a dump may be opened alone.
    pub(super) fn is_new(&self, item: ItemRef<'_>) -> bool {
        self.left.is_some() || self.left_any.is_some_and(|left| item.stamp() > left)
    }

    /// What was known of an item.
    pub(super) fn known(&self, item: ItemRef<'_>) -> Known {
        let Some(day) = self.days.get(&item.day()) else {
            return Known::No;
        };
        let id = item.id();
        let other = || item.all_ids().into_iter().find_map(|id| day.get(&id));
        let print = print(item);
        match day.get(&id).or_else(other) {
            Some(known) if known.print.is_some_and(|known| known != print) => Known::No,
            Some(known) if known.is_unseen => Known::Unseen,
            Some(known) => Known::Seen {
                as_it_is: known.id == id,
            },
            None => Known::No,
        }
    }
}

/// A hash of an item's wording and colour.
pub(super) fn print(item: ItemRef<'_>) -> u32 {
    let hash = item.text_hash();
    let folded = (hash ^ hash >> 32) as u32;
    folded ^ u32::from(item.flags().is_red())
}
