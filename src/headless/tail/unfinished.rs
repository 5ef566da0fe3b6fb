//! Entries that are still being written, and when to print them.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::occasion::{DueItems, Occasion};
use crate::dump::story::has_unclosed_title;
use crate::item::{ItemFlags, ItemId, NewsDay};
use crate::timeline::ItemRef;

/// How long an incomplete entry must be unchanged to be printed: the last one of a dump may never get its line end.
const MAX_WAIT: Duration = Duration::from_secs(2);

/// The same for a text that breaks off. All but 11 of 11,801 real texts end with one of [`ENDS`].
const MAX_WAIT_BROKEN_OFF: Duration = Duration::from_secs(10);

/// The signs with which a sentence, a source, a quotation or a title ends.
const ENDS: [char; 11] = ['。', '！', '？', '）', ')', '】', '”', '"', '…', '!', '?'];

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
    occasion: Occasion,
    /// The length of the text, in bytes.
    len: usize,
    /// When it got this length.
    since: Instant,
    /// How long it waits from then on; `None` if it waits for its rest.
    wait: Option<Duration>,
}

impl WaitingItem {
    fn until(&self) -> Option<Instant> {
        self.wait.map(|wait| self.since + wait)
    }
}

/// Returns whether an item may still be incomplete.
pub(super) fn is_unfinished(item: ItemRef<'_>) -> bool {
    item.flags().has(ItemFlags::PROVISIONAL)
}

impl Unfinished {
    /// Adds an item, or keeps it waiting.
    pub(super) fn put(&mut self, item: ItemRef<'_>, occasion: Occasion, now: Instant) {
        let (id, text) = (item.id(), item.text());
        let len = text.len();
        let is_whole = text.trim_end().ends_with(ENDS) && !has_unclosed_title(text);
        let wait = match (is_whole, item.is_gone()) {
            (true, true | false) => Some(MAX_WAIT),
            (false, false) => Some(MAX_WAIT_BROKEN_OFF),
            // Its dump does not have it any more, so it is not the text of a dump that ends without a line end.
            (false, true) => None,
        };
        let since = self
            .before
            .get(&id)
            .filter(|before| before.len == len)
            .map_or(now, |before| before.since);
        self.waiting.insert(
            id,
            WaitingItem {
                day: item.day(),
                occasion,
                len,
                since,
                wait,
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
    pub(super) fn take_all(&mut self) -> DueItems {
        self.before = std::mem::take(&mut self.waiting);
        ids(&self.before)
    }

    /// Removes and returns the items that have waited long enough.
    pub(super) fn take_rested(&mut self, now: Instant) -> DueItems {
        let rested = self
            .waiting
            .extract_if(|_, waiting| waiting.until().is_some_and(|until| now >= until))
            .collect();
        ids(&rested)
    }

    /// Returns the time until the next item has waited long enough.
    pub(super) fn next_rest(&self, now: Instant) -> Option<Duration> {
        self.waiting
            .values()
            .filter_map(WaitingItem::until)
            .map(|until| until.saturating_duration_since(now))
            .min()
    }
}

fn ids(waiting: &HashMap<ItemId, WaitingItem>) -> DueItems {
    let mut due = DueItems::new();
    for (id, WaitingItem { day, occasion, .. }) in waiting {
        due.entry(*day).or_default().insert(*id, *occasion);
    }
    due
}
