//! Entries that are still being written, and when to print them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::{Duration, Instant};

use crate::item::{ItemFlags, ItemId, NewsDay};
use crate::timeline::ItemRef;

/// Items by news day.
pub(super) type ItemsByDay = BTreeMap<NewsDay, HashSet<ItemId>>;

/// How long an incomplete entry must be unchanged to be printed: the last one of a dump may never get its line end.
const MAX_WAIT: Duration = Duration::from_secs(2);

/// Items that wait to be complete.
#[derive(Debug, Default)]
pub(super) struct Unfinished {
    waiting: HashMap<ItemId, WaitingItem>,
    /// The state of those that were taken out to be checked again.
    before: HashMap<ItemId, WaitingItem>,
}

#[derive(Clone, Copy, Debug)]
struct WaitingItem {
    day: NewsDay,
    /// The length of the text, in bytes.
    len: usize,
    /// When it got this length.
    since: Instant,
}

/// Returns whether an item may still be incomplete.
pub(super) fn is_unfinished(item: ItemRef<'_>) -> bool {
    item.flags().has(ItemFlags::PROVISIONAL)
}

impl Unfinished {
    /// Adds an item, or keeps it waiting.
    pub(super) fn put(&mut self, item: ItemRef<'_>, now: Instant) {
        let (id, len) = (item.id(), item.text().len());
        let since = self
            .before
            .get(&id)
            .filter(|before| before.len == len)
            .map_or(now, |before| before.since);
        self.waiting.insert(
            id,
            WaitingItem {
                day: item.day(),
                len,
                since,
            },
        );
    }

    /// Applies new ids.
    pub(super) fn rename(&mut self, renamed: &[(ItemId, ItemId)]) {
        for (old, new) in renamed {
            if let Some(waiting) = self.waiting.remove(old) {
                self.waiting.insert(*new, waiting);
            }
        }
    }

    /// Removes and returns all items, to be checked again.
    pub(super) fn take_all(&mut self) -> ItemsByDay {
        self.before = std::mem::take(&mut self.waiting);
        ids(&self.before)
    }

    /// Removes and returns the items that have waited long enough.
    pub(super) fn take_rested(&mut self, now: Instant) -> ItemsByDay {
        let rested = self
            .waiting
            .extract_if(|_, waiting| now >= waiting.since + MAX_WAIT)
            .collect();
        ids(&rested)
    }

    /// Returns the time until the next item has waited long enough.
    pub(super) fn next_rest(&self, now: Instant) -> Option<Duration> {
        self.waiting
            .values()
            .map(|waiting| (waiting.since + MAX_WAIT).saturating_duration_since(now))
            .min()
    }
}

fn ids(waiting: &HashMap<ItemId, WaitingItem>) -> ItemsByDay {
    let mut ids = ItemsByDay::new();
    for (id, WaitingItem { day, .. }) in waiting {
        ids.entry(*day).or_default().insert(*id);
    }
    ids
}
