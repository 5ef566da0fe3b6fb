//! What came out of view and matters: the banner in the last line names one item for a while.

use std::collections::HashSet;
use std::sync::Arc;

use super::ItemKey;
use super::expiry::Expiry;
use crate::item::{ItemId, Stamp};

/// How many seconds the banner stays.
const BANNER_SECONDS: u32 = 8;

/// What the banner says, and where it leads.
#[derive(Debug, Default)]
pub(super) struct Banner {
    /// The item that it named last, until the user goes there.
    target: Option<ItemKey>,
    /// The rule that told the item; `None` for one that is only red.
    rule: Option<Arc<str>>,
    /// The items that the banner counts.
    counted: HashSet<ItemKey>,
    /// The time of the banner; it runs while there is one.
    expiry: Expiry,
}

impl Banner {
    /// The item that the banner names, its rule, and the number of others; `None` without a banner.
    pub(super) fn shown(&self) -> Option<(ItemKey, Option<&str>, usize)> {
        let target = self.expiry.until().and(self.target)?;
        let more = self.counted.len().saturating_sub(1);
        Some((target, self.rule.as_deref(), more))
    }

    /// Names an item, and counts it with others; those of a banner on screen are still counted. Returns when the banner
    /// vanishes.
    pub(super) fn raise(
        &mut self,
        target: ItemKey,
        others: impl IntoIterator<Item = ItemKey>,
        rule: Option<Arc<str>>,
        now: Stamp,
    ) -> Stamp {
        if self.shown().is_none() {
            self.counted.clear();
        }
        self.counted.insert(target);
        self.counted.extend(others);
        self.target = Some(target);
        self.rule = rule;
        self.expiry.start(now, BANNER_SECONDS)
    }

    /// Removes the banner; returns the item that it named.
    pub(super) fn take(&mut self) -> Option<ItemKey> {
        self.expiry.stop();
        self.target.take()
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
        if let Some(target) = &mut self.target {
            target.rename(old, new);
        }
        let renamed: Vec<_> = self.counted.extract_if(|key| key.id == old).collect();
        let renamed = renamed.into_iter().map(|key| ItemKey { id: new, ..key });
        self.counted.extend(renamed);
    }
}
