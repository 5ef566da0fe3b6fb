//! Which items are on screen, and on which lines.

use std::iter::successors;

use super::ItemList;
use super::line_layout::LineLayout;
use crate::app::item_key::ItemKey;
use crate::app::visible_items::ListIndex;
use crate::app::wrapped_item::ItemHeights;
use crate::config::Order;
use crate::item::{NewsDay, Stamp};

/// One row of the list's area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListRow {
    /// The name of a day, above its first item.
    Day(NewsDay),
    /// A gap in the flow: no entry came between these moments.
    Gap(Stamp, Stamp),
    /// A line of an item.
    Item {
        /// Index into the visible days.
        day: usize,
        /// The item's row in the timeline's day.
        row: usize,
        /// The line within the item, from 0.
        part: u16,
    },
    /// Below the end of the list.
    Empty,
}

impl ItemList {
    /// Returns the rows of a list area of this height, top to bottom.
    pub fn rows(&self, height: u16) -> Vec<ListRow> {
        let mut rows = vec![ListRow::Empty; usize::from(height)];
        let Some(selected) = self.selected_index() else {
            return rows;
        };
        let layout = self.layout_with_height(height);
        let (mut at, mut line) = layout.first_in_view(selected, self.line);
        while line - layout.header_height(at) < layout.height {
            self.put_item(&mut rows, at, line, layout.item_height(at));
            let Some(next) = self.visible.next(at) else {
                break;
            };
            line += layout.item_height(at) + layout.header_height(next);
            at = next;
        }
        rows
    }

    /// Writes an item's lines, and the header above it, into the rows that are in view.
    fn put_item(&self, rows: &mut [ListRow], index: ListIndex, line: i32, height: i32) {
        let Some(day) = self.visible.days().get(index.day) else {
            return;
        };
        let mut put = |line: i32, row: ListRow| {
            if let Some(place) = usize::try_from(line)
                .ok()
                .and_then(|line| rows.get_mut(line))
            {
                *place = row;
            }
        };
        if index.nth == 0 {
            put(line - 1, ListRow::Day(day.day.day()));
        } else if let Some((from, until)) = self.visible.gap_above(index) {
            put(line - 1, ListRow::Gap(from, until));
        }
        let (day, row) = (index.day, self.visible.row(index));
        for (part, line) in (line..line + height).enumerate() {
            let part = part as u16;
            put(line, ListRow::Item { day, row, part });
        }
    }

    /// Returns the item drawn on a line of the list's area.
    pub(in crate::app) fn item_on_line(&self, line: u16) -> Option<ListIndex> {
        match self.rows(self.area.height).get(usize::from(line))? {
            ListRow::Item { day, row, .. } => self.visible.index_of_row(*day, *row),
            ListRow::Day(_) | ListRow::Gap(..) | ListRow::Empty => None,
        }
    }

    /// The items of which a line is in view.
    pub(in crate::app) fn keys_in_view(&self) -> Vec<ItemKey> {
        let (Some(selected), true) = (self.selected_index(), self.area.height > 0) else {
            return Vec::new();
        };
        let layout = self.layout();
        let (first, _) = layout.first_in_view(selected, self.line);
        let last = layout.last_in_view(selected, self.line);
        let indexes = successors(Some(first), |&index| {
            self.visible.next(index).filter(|&next| next <= last)
        });
        indexes
            .filter_map(|index| self.visible.key(index))
            .collect()
    }

    /// The item in view that is nearest to the end of the list where new items arrive.
    pub(in crate::app) fn newest_in_view(&self) -> Option<ListIndex> {
        let selected = self.selected_index()?;
        let layout = self.layout();
        Some(match self.visible.order() {
            Order::Newest => layout.first_in_view(selected, self.line).0,
            Order::Oldest => layout.last_in_view(selected, self.line),
        })
    }

    /// Whether the newest item is selected.
    pub(in crate::app) fn is_newest_selected(&self) -> bool {
        let newest = self.visible.newest();
        newest.is_some() && newest == self.selected_index()
    }

    /// Whether the newest item is selected and in view.
    pub(in crate::app) fn is_at_newest(&self) -> bool {
        let Some(selected) = self.selected_index().filter(|_| self.is_newest_selected()) else {
            return false;
        };
        let layout = self.layout();
        match self.visible.order() {
            Order::Newest => self.line >= 0,
            Order::Oldest => {
                layout.height == 0 || self.line + layout.item_height(selected) <= layout.height
            }
        }
    }

    pub(super) fn layout(&self) -> LineLayout<'_> {
        self.layout_with_height(self.area.height)
    }

    fn layout_with_height(&self, height: u16) -> LineLayout<'_> {
        LineLayout {
            visible: &self.visible,
            heights: ItemHeights {
                density: self.density,
                text_metrics: self.area.text_metrics,
                columns: self.area.columns,
            },
            height: i32::from(height),
        }
    }
}
