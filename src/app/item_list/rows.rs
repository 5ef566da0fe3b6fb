//! Which items are on screen, and on which lines.

use super::ItemList;
use super::lines::PlacedItem;
use super::rules::ListRule;
use crate::app::{ItemKey, ListIndex};
use crate::config::Order;
use crate::item::NewsDay;

/// One row of the list's area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListRow {
    /// A line between items.
    Rule(ListRule),
    /// A line of an item.
    Item {
        /// Index into the visible days.
        day: usize,
        /// The item's row in the timeline's day.
        row: usize,
        /// The line within the item, from 0.
        part: u16,
    },
    /// Items that share one line.
    Fold {
        /// The first of them.
        first: ListIndex,
    },
    /// Below the end of the list.
    Empty,
}

impl ItemList {
    /// Returns the rows of a list area of this height, top to bottom.
    pub fn rows(&self, height: u16) -> Vec<ListRow> {
        let mut rows = vec![ListRow::Empty; usize::from(height)];
        for item in self.items_in_view(i32::from(height)) {
            self.put_item(&mut rows, item);
        }
        rows
    }

    /// The items that show a line, or the row above them, in an area of this height.
    fn items_in_view(&self, height: i32) -> impl Iterator<Item = PlacedItem> + '_ {
        let selected = self.selected_index();
        let first = selected.and_then(|selected| self.first_in_view(selected, self.line));
        let items = first.map(|first| self.downward(first.index, first.line));
        let items = items.into_iter().flatten();
        items.take_while(move |item| item.top < height)
    }

    /// Writes an item's lines, and those above it, into the rows that are in view.
    fn put_item(&self, rows: &mut [ListRow], item: PlacedItem) {
        let index = item.index;
        let mut put = |line: i32, row: ListRow| {
            if let Some(place) = usize::try_from(line)
                .ok()
                .and_then(|line| rows.get_mut(line))
            {
                *place = row;
            }
        };
        for (line, rule) in (item.top..).zip(self.rules_above(index)) {
            put(line, ListRow::Rule(rule));
        }
        if self.fold_at(index).is_some() {
            return put(item.line, ListRow::Fold { first: index });
        }
        let (day, row) = (index.day, self.visible.row(index));
        for (part, line) in (item.line..item.end).enumerate() {
            let part = part as u16;
            put(line, ListRow::Item { day, row, part });
        }
    }

    /// Returns the item drawn on a line of the list's area.
    pub(in crate::app) fn item_on_line(&self, line: u16) -> Option<ListIndex> {
        match self.rows(self.height).get(usize::from(line))? {
            ListRow::Item { day, row, .. } => self.visible.index_of_row(*day, *row),
            ListRow::Fold { first } => Some(*first),
            ListRow::Rule(_) | ListRow::Empty => None,
        }
    }

    /// The keys of the items that show their first line, which has time, badge and headline; or that fill the screen. Those
    /// in a fold show nothing.
    pub(in crate::app) fn keys_in_view(&self) -> Vec<ItemKey> {
        let height = self.height();
        let items = self.items_in_view(height);
        // A list without height shows nothing, not even the rest of an item that began above it.
        let items = items.take_while(|item| item.line < height && height > 0);
        items
            .filter(|item| item.line >= 0 || item.end >= height)
            .filter(|item| self.fold_at(item.index).is_none())
            .filter_map(|item| self.visible.key(item.index))
            .collect()
    }

    /// The item in view that is nearest to the end of the list where new items arrive.
    pub(in crate::app) fn newest_in_view(&self) -> Option<ListIndex> {
        let selected = self.selected_index()?;
        let item = match self.visible.order() {
            Order::Newest => self.first_in_view(selected, self.line),
            Order::Oldest => self
                .downward(selected, self.line)
                .take_while(|item| item.line < self.height())
                .last(),
        };
        let edge = item.map_or(selected, |item| item.index);
        Some(match self.visible.order() {
            Order::Newest => edge,
            Order::Oldest => self.last_of_row(edge),
        })
    }

    /// Whether the newest item is selected.
    pub(in crate::app) fn is_newest_selected(&self) -> bool {
        let newest = self.visible.newest().zip(self.selected_index());
        newest.is_some_and(|(newest, selected)| self.is_same_row(newest, selected))
    }

    /// The days in view and the ones beside them, in the order of the list.
    pub(in crate::app) fn days_near_view(&self) -> Vec<NewsDay> {
        let items = self.items_in_view(self.height());
        let days: Vec<usize> = items.map(|item| item.index.day).collect();
        let (Some(first), Some(last)) = (days.first(), days.last()) else {
            return Vec::new();
        };
        let near = first.saturating_sub(1)..=last.saturating_add(1);
        let days = near.filter_map(|day| self.visible.days().get(day));
        days.map(|day| day.day.day()).collect()
    }
}
