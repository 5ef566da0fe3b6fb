//! The selection after the visible items change.

use super::{ItemList, ListPosition, ScrollAnchor};
use crate::app::VisibleItems;
use crate::config::Order;

/// The item to select when the visible items change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Keep {
    /// The newest item.
    Newest,
    /// The selected item, on its line.
    Selected,
    /// The item that was selected before the filter hid it, otherwise the selected one.
    Wanted,
}

impl ItemList {
    /// Puts other items in place of the visible ones.
    pub(in crate::app) fn replace(&mut self, visible: VisibleItems, keep: Keep) {
        let before = self.anchor();
        self.visible = visible;
        match keep {
            Keep::Newest => self.select_newest(),
            Keep::Selected => self.select_again(before),
            Keep::Wanted => {
                self.wanted = self.wanted.or(before);
                self.select_again(self.wanted);
            }
        }
        self.fit();
    }

    /// Returns to an earlier position, or to the newest item if the list followed it there.
    pub(in crate::app) fn restore(&mut self, position: &ListPosition) {
        self.wanted = position.wanted;
        if position.following {
            self.select_newest();
        } else {
            self.select_again(position.anchor);
        }
        self.fit();
    }

    /// Selects the newest item at the very edge of the list: below the row that names its day, or on the last line.
    fn select_newest(&mut self) {
        let newest = self.visible.newest();
        let line = match self.visible.order() {
            Order::Newest => newest.map_or(0, |newest| self.header_height(newest)),
            Order::Oldest => i32::from(self.height),
        };
        self.select(newest, line);
    }

    /// Selects an item again, or the one nearest to it in time, on the item's line.
    fn select_again(&mut self, anchor: Option<ScrollAnchor>) {
        let Some(ScrollAnchor { key, stamp, line }) = anchor else {
            return self.select_newest();
        };
        let index = self
            .visible
            .find_near(key, stamp, self.hint)
            .or_else(|| self.visible.nearest(key.day, stamp));
        self.select(index, line);
    }

    /// Keeps the selected item in view, and the list without gaps.
    pub(super) fn fit(&mut self) {
        if let Some(selected) = self.selected_index() {
            self.line = self.clamp_in_view(selected, self.line);
        }
    }
}
