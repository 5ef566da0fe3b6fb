//! Lookups of visible items by identity.

use super::{ListIndex, VisibleItems};
use crate::app::ItemKey;
use crate::config::Order;
use crate::item::{NewsDay, Stamp};
use crate::timeline::{Day, ItemRef};

impl VisibleItems {
    /// Finds an item. Tries `hint` first, then walks the rows of the item's day.
    pub(in crate::app) fn find(&self, key: ItemKey, hint: ListIndex) -> Option<ListIndex> {
        self.find_in_day(key, hint, |day| day.find(key.id))
    }

    /// Finds an item that went out at `stamp` when it was last looked at, which is faster.
    pub(in crate::app) fn find_near(
        &self,
        key: ItemKey,
        stamp: Stamp,
        hint: ListIndex,
    ) -> Option<ListIndex> {
        self.find_in_day(key, hint, |day| day.find_at(key.id, stamp))
    }

    fn find_in_day(
        &self,
        key: ItemKey,
        hint: ListIndex,
        row: impl Fn(&Day) -> Option<usize>,
    ) -> Option<ListIndex> {
        if self.key(hint) == Some(key) {
            return Some(hint);
        }
        let day = self.day_index(key.day)?;
        self.index_of_row(day, row(&self.days[day].day)?)
    }

    /// Returns the index of a day's row, if the row is visible.
    pub(in crate::app) fn index_of_row(&self, day: usize, row: usize) -> Option<ListIndex> {
        let visible = self.days.get(day)?;
        Some(ListIndex {
            day,
            nth: self.flip(visible, visible.search_row(row).ok()?),
        })
    }

    /// Returns the index of a day in [`Self::days`], if it has visible items.
    pub(in crate::app) fn day_index(&self, day: NewsDay) -> Option<usize> {
        self.search_day(day).ok()
    }

    /// The visible items of a day, oldest first.
    pub(in crate::app) fn items_of(&self, day: NewsDay) -> impl Iterator<Item = ItemRef<'_>> {
        let visible = self.day_index(day).map(|index| &self.days[index]);
        let visible = visible.into_iter();
        visible.flat_map(|visible| {
            let rows = (0..visible.len()).map(|index| visible.row(index));
            rows.map(|row| visible.day.item(row))
        })
    }

    /// Returns the index of an item, if it is visible.
    pub(in crate::app) fn index_of(&self, item: ItemRef<'_>) -> Option<ListIndex> {
        self.index_of_row(self.day_index(item.day())?, item.row())
    }

    /// Searches an item; returns its rank, or as an error the rank it would have.
    pub(in crate::app) fn search_item(&self, item: ItemRef<'_>) -> Result<usize, usize> {
        let day = self
            .search_day(item.day())
            .map_err(|day| self.count_above(day))?;
        let day = &self.days[day];
        let index = day.search_row(item.row());
        match self.order {
            Order::Newest => index
                .map(|index| day.above + day.len() - 1 - index)
                .map_err(|index| day.above + day.len() - index),
            Order::Oldest => index
                .map(|index| day.above + index)
                .map_err(|index| day.above + index),
        }
    }

    /// The number of items above a day.
    pub(super) fn count_above(&self, day: usize) -> usize {
        self.days.get(day).map_or(self.len, |day| day.above)
    }

    /// Searches a day; returns its index, or as an error the index it would have.
    pub(super) fn search_day(&self, day: NewsDay) -> Result<usize, usize> {
        self.days.binary_search_by(|visible| {
            let ordering = visible.day.day().cmp(&day);
            match self.order {
                Order::Newest => ordering.reverse(),
                Order::Oldest => ordering,
            }
        })
    }
}
