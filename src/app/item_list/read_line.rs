//! The line `上次看到这里` of the view in the list.

use std::cmp::Ordering;

use super::ItemList;
use super::rules::ListRule;
use crate::app::{ItemKey, ListIndex};
use crate::config::Order;
use crate::item::Stamp;
use crate::state::ReadLine;

/// The lowest list with the line, in lines.
const MIN_HEIGHT: u16 = 8;

impl ItemList {
    /// Draws this line from now on. Where another one was, the items close up.
    pub(in crate::app) fn set_read_line(&mut self, line: Option<ReadLine>) {
        self.read_line = line;
        self.fit();
    }

    /// The line.
    pub(in crate::app) const fn read_line(&self) -> Option<ReadLine> {
        self.read_line
    }

    /// The newest item of the list that is not newer than a line. The item beside the line may be hidden or gone.
    pub(in crate::app) fn find_read(&self, line: ReadLine) -> Option<ListIndex> {
        let hint = self.visible.newest()?;
        let beside = self.visible.find_near(key_of(line), line.stamp, hint);
        let after = || Stamp::from_unix(i64::from(line.stamp.unix()) + 1);
        beside.or_else(|| self.visible.last_before(line.day, after()?))
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
        let left = line.at;
        is_here.then_some(ListRule::ReadLine { left, seen })
    }

    /// Whether an item is newer than the line. The item beside the line may be hidden or gone: times count, and its place
    /// only among items of its own second.
    fn is_beyond(&self, line: ReadLine, index: ListIndex) -> bool {
        let Some(item) = self.visible.item(index) else {
            return false;
        };
        match (item.day(), item.stamp()).cmp(&(line.day, line.stamp)) {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal => {
                let place = self.visible.find_near(key_of(line), line.stamp, index);
                place.is_some_and(|place| match self.visible.order() {
                    Order::Newest => index < place,
                    Order::Oldest => index > place,
                })
            }
        }
    }
}

const fn key_of(line: ReadLine) -> ItemKey {
    ItemKey {
        day: line.day,
        id: line.id,
    }
}
