//! Which items the last run had listed, and which of them nobody had seen.

use std::collections::{BTreeMap, HashSet};

use crate::item::{ItemId, NewsDay};
use crate::last_run::LastRun;
use crate::state::Remembered;
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

impl SeenMemory {
    /// Takes over what the state file has.
    pub(super) fn set(&mut self, remembered: &Remembered) {
        for (day, items) in &remembered.known_items {
            self.add_listed(*day, items.iter().map(|item| item.id));
        }
        self.last_run = Some(LastRun::new(remembered));
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
