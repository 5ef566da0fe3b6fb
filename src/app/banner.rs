//! What came out of view and matters: the banner in the last line names one item for a while, and then the others are left to go to.

use std::collections::HashSet;
use std::sync::Arc;

use super::ItemKey;
use super::expiry::Expiry;
use crate::item::{ItemId, Stamp};

/// How many seconds the banner stays.
const BANNER_SECONDS: u32 = 8;
/// The most items that are left to go to. Those that came first give way.
const MAX_LEFT: usize = 1_000;

/// The items to go to, and how long the first of them is named.
#[derive(Debug, Default)]
pub(super) struct Banner {
    /// The next one first.
    items: Vec<BannerItem>,
    /// The time of the banner; it runs while there is one.
    expiry: Expiry,
}

/// An item to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BannerItem {
    pub key: ItemKey,
    /// The rule that alerted about the item; `None` for one that is only red.
    pub rule: Option<Arc<str>>,
}

impl Banner {
    /// The items to go to, the next one first.
    pub(super) fn items(&self) -> &[BannerItem] {
        &self.items
    }

    /// Whether the banner is shown.
    pub(super) const fn is_shown(&self) -> bool {
        self.expiry.until().is_some()
    }

    /// Names the first of these items, and leaves the others to go to after it, before those that are left already. Returns
    /// when the banner vanishes.
    pub(super) fn raise(&mut self, items: Vec<BannerItem>, now: Stamp) -> Stamp {
        let keys: HashSet<ItemKey> = items.iter().map(|item| item.key).collect();
        self.items.retain(|item| !keys.contains(&item.key));
        self.items.splice(..0, items);
        self.items.truncate(MAX_LEFT);
        self.expiry.start(now, BANNER_SECONDS)
    }

    /// Leaves red items to go to after those of rules; what is named stays.
    pub(super) fn add_red(&mut self, items: Vec<BannerItem>) {
        let known: HashSet<ItemKey> = self.items.iter().map(|item| item.key).collect();
        let items = items.into_iter();
        let items = items.filter(|item| !known.contains(&item.key));
        let of_rules = self.items.iter().take_while(|item| item.rule.is_some());
        let of_rules = of_rules.count();
        self.items.splice(of_rules..of_rules, items);
        self.items.truncate(MAX_LEFT);
    }

    /// Whether the banner names an item of a rule.
    pub(super) fn names_rule(&self) -> bool {
        let first = self.items.first().filter(|_| self.is_shown());
        first.is_some_and(|item| item.rule.is_some())
    }

    /// Names the next item. Returns when the banner vanishes; `None` if none is left.
    pub(super) fn name_next(&mut self, now: Stamp) -> Option<Stamp> {
        self.expiry.stop();
        self.items.first()?;
        Some(self.expiry.start(now, BANNER_SECONDS))
    }

    /// Keeps the items that are still to go to.
    pub(super) fn retain(&mut self, is_left: impl Fn(ItemKey) -> bool) {
        self.items.retain(|item| is_left(item.key));
    }

    /// Removes a banner whose time is over; false if none was removed.
    pub(super) fn expire(&mut self, now: Stamp) -> bool {
        self.expiry.expire(now)
    }

    /// When the banner vanishes.
    pub(super) const fn until(&self) -> Option<Stamp> {
        self.expiry.until()
    }

    /// Follows an item whose id changed.
    pub(super) fn rename(&mut self, old: ItemId, new: ItemId) {
        for item in &mut self.items {
            item.key.rename(old, new);
        }
    }
}
