//! The line `上次看到这里`: where the user was when items arrived and nobody was there.

use std::cmp::Ordering;

use super::rules::ListRule;
use super::{ItemList, ReadLine};
use crate::app::{ItemKey, ListIndex};
use crate::config::Order;
use crate::item::Stamp;
use crate::timeline::ItemRef;

/// The lowest list with the line, in lines.
const MIN_HEIGHT: u16 = 8;

impl ItemList {
    /// Draws the line after `seen` from now on. `left` is when the user was there last.
    pub(in crate::app) fn set_read_line(&mut self, seen: ItemRef<'_>, left: Stamp) {
        self.read_line = Some(ReadLine {
            key: seen.into(),
            stamp: seen.stamp(),
            left,
        });
    }

    /// The item after which the line is.
    pub(in crate::app) fn read_line_key(&self) -> Option<ItemKey> {
        Some(self.read_line?.key)
    }

    /// The line above an item if one of it and its neighbour was seen and the other came later. Low lists have none.
    pub(super) fn read_line_above(&self, index: ListIndex) -> Option<ListRule> {
        let line = self.read_line.filter(|_| self.height >= MIN_HEIGHT)?;
        let above = self.visible.previous(index)?;
        let (newer, seen) = match self.visible.order() {
            Order::Newest => (above, index),
            Order::Oldest => (index, above),
        };
        let is_here = self.is_beyond(line, newer) && !self.is_beyond(line, seen);
        let left = line.left;
        is_here.then_some(ListRule::ReadLine { left, seen })
    }

    /// Whether an item is newer than the line. The item beside the line may be hidden or gone: times count, and its place
    /// only among items of its own second.
    fn is_beyond(&self, line: ReadLine, index: ListIndex) -> bool {
        let Some(item) = self.visible.item(index) else {
            return false;
        };
        match (item.day(), item.stamp()).cmp(&(line.key.day, line.stamp)) {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal => {
                let place = self.visible.find_near(line.key, line.stamp, index);
                place.is_some_and(|place| match self.visible.order() {
                    Order::Newest => index < place,
                    Order::Oldest => index > place,
                })
            }
        }
    }
}
