//! Entries that somebody is still writing: when to print them.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::Ids;
use crate::item::{ItemFlags, ItemId, NewsDay};
use crate::timeline::ItemRef;

/// How long an entry rests until it is taken for whole though it does not look so: the last one of a dump may never get its
/// line end.
const REST: Duration = Duration::from_secs(2);

/// Items that are not printed yet because they are not whole.
#[derive(Debug, Default)]
pub(super) struct Unfinished {
    waiting: HashMap<ItemId, Waiting>,
    /// How it was with those that were taken out to be looked at again.
    before: HashMap<ItemId, Waiting>,
}

#[derive(Clone, Copy, Debug)]
struct Waiting {
    day: NewsDay,
    /// Of the text, in bytes.
    len: usize,
    /// Since when it has this length.
    since: Instant,
}

/// Whether somebody may still be writing an item.
pub(super) fn is_unfinished(item: ItemRef<'_>) -> bool {
    item.flags().has(ItemFlags::PROVISIONAL)
}

impl Unfinished {
    /// Lets an item wait, or wait on.
    pub(super) fn put(&mut self, item: ItemRef<'_>, now: Instant) {
        let (id, len) = (item.id(), item.text().len());
        let since = self
            .before
            .get(&id)
            .filter(|before| before.len == len)
            .map_or(now, |before| before.since);
        self.waiting.insert(
            id,
            Waiting {
                day: item.day(),
                len,
                since,
            },
        );
    }

    /// Items that are known by another identity now.
    pub(super) fn rename(&mut self, renamed: &[(ItemId, ItemId)]) {
        for (old, new) in renamed {
            if let Some(waiting) = self.waiting.remove(old) {
                self.waiting.insert(*new, waiting);
            }
        }
    }

    /// All of them, to be looked at again.
    pub(super) fn take(&mut self) -> Ids {
        self.before = std::mem::take(&mut self.waiting);
        ids(&self.before)
    }

    /// Those that have rested, for good.
    pub(super) fn take_rested(&mut self, now: Instant) -> Ids {
        let rested = self
            .waiting
            .extract_if(|_, waiting| now >= waiting.since + REST)
            .collect();
        ids(&rested)
    }

    /// How long until the next one has rested.
    pub(super) fn next(&self, now: Instant) -> Option<Duration> {
        self.waiting
            .values()
            .map(|waiting| (waiting.since + REST).saturating_duration_since(now))
            .min()
    }
}

fn ids(waiting: &HashMap<ItemId, Waiting>) -> Ids {
    let mut ids = Ids::new();
    for (id, Waiting { day, .. }) in waiting {
        ids.entry(*day).or_default().insert(*id);
    }
    ids
}
