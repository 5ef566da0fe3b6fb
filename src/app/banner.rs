//! Red items that came out of view: the banner in the last line names the newest one for a while.

use super::ItemKey;
use super::expiry::Expiry;
use crate::item::{ItemId, Stamp};
use crate::timeline::Arrived;

/// How many seconds the banner stays.
const BANNER_SECONDS: u32 = 8;

/// What the banner says, and where it leads.
#[derive(Debug, Default)]
pub(super) struct Banner {
    /// The newest red item that came out of view, until the user goes there.
    target: Option<ItemKey>,
    /// The number of others that the banner counts.
    more: usize,
    /// The time of the banner; it runs while there is one.
    expiry: Expiry,
}

impl Banner {
    /// The item that the banner names, and the number of others; `None` without a banner.
    pub(super) fn shown(&self) -> Option<(ItemKey, usize)> {
        self.expiry
            .until()
            .and(self.target)
            .map(|key| (key, self.more))
    }

    /// Names the newest of some items; those of a banner on screen are still counted. Returns when the banner vanishes.
    pub(super) fn raise(&mut self, items: &[Arrived], now: Stamp) -> Option<Stamp> {
        let newest = items.iter().max_by_key(|item| item.stamp)?;
        let others = self.shown().map_or(0, |(_, more)| more + 1);
        self.more = others + items.len() - 1;
        self.target = Some(ItemKey {
            day: newest.day,
            id: newest.id,
        });
        Some(self.expiry.start(now, BANNER_SECONDS))
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
    }
}
