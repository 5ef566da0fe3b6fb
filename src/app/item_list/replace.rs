//! The selection after the visible items change.

use super::{FollowState, ItemList, ListPosition, ScrollAnchor};
use crate::app::{ListIndex, VisibleItems};
use crate::config::Order;

/// The item to select when the visible items change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Keep {
    /// The newest item.
    Newest,
    /// The selected item, below those that arrived. If it would leave the view, it stays on its line and holds
    /// the list, or the newest item takes its place.
    Following { is_replaceable: bool },
    /// The selected item, on its line.
    Selected,
    /// The item that was selected before the filter hid it, otherwise the selected one.
    Wanted,
}

impl ItemList {
    /// Puts other items in place of the visible ones. With `is_read`, no fold closes over the selected item.
    pub(in crate::app) fn replace(&mut self, visible: VisibleItems, keep: Keep, is_read: bool) {
        let before = self.anchor();
        let is_kept = is_read && keep != Keep::Newest;
        let read = before.filter(|_| is_kept && self.selected_fold().is_none());
        self.visible = visible;
        if let Some(read) = read {
            self.reveal_key(read.key, read.stamp);
        }
        match keep {
            Keep::Newest => self.select_newest(),
            Keep::Following { is_replaceable } => {
                self.select_again(before);
                self.follow = FollowState::On;
                // Before the first frame the list has no height, and nobody can have read it.
                let fits = self.height() > 0 || !is_replaceable;
                if !(fits && self.show_newest()) {
                    if is_replaceable {
                        self.select_newest();
                    } else {
                        self.follow = FollowState::Held;
                    }
                }
            }
            Keep::Selected => {
                let anchor = self.back_or(before);
                self.select_again(anchor);
            }
            Keep::Wanted => {
                self.wanted = self.wanted.or(before);
                self.select_again(self.wanted);
            }
        }
        match keep {
            // Whoever scrolled the first item over its header goes on reading there.
            Keep::Selected | Keep::Following { .. } => self.fit(),
            Keep::Newest | Keep::Wanted => self.fit_with_header(),
        }
        if keep == Keep::Wanted && self.height() > 0 {
            self.stop_following_out_of_view();
        }
    }

    /// The wanted item if it is back, otherwise the selected one. If that went, with its dump perhaps for a moment, it is
    /// wanted from now on.
    fn back_or(&mut self, before: Option<ScrollAnchor>) -> Option<ScrollAnchor> {
        let is_there = |anchor: &ScrollAnchor| {
            let found = self.visible.find_near(anchor.key, anchor.stamp, self.hint);
            found.is_some()
        };
        let is_other = |wanted: &ScrollAnchor| before.is_none_or(|before| before.key != wanted.key);
        let back = self.wanted.filter(is_other).filter(is_there);
        if back.is_none() && !before.as_ref().is_some_and(is_there) {
            self.wanted = self.wanted.or(before);
        }
        back.or(before)
    }

    /// A list far from the newest item does not follow: the next arrival would move it.
    fn stop_following_out_of_view(&mut self) {
        if self.newest_in_view() != self.visible.newest() {
            self.stop_following();
        }
    }

    /// Returns to an earlier position, and follows the news again if the list did there.
    pub(in crate::app) fn restore(&mut self, position: &ListPosition) {
        self.wanted = position.wanted;
        self.select_again(position.anchor);
        self.follow = if position.following && self.show_newest() {
            FollowState::On
        } else {
            FollowState::Off
        };
        self.fit();
    }

    /// Selects the newest item at the very edge of the list.
    fn select_newest(&mut self) {
        let newest = self.visible.newest();
        let line = newest.map_or(0, |newest| self.newest_line(newest));
        self.select(newest, line);
    }

    /// The line of the newest item at the very edge of the list: below the row that names its day, or the last line.
    fn newest_line(&self, newest: ListIndex) -> i32 {
        match self.visible.order() {
            Order::Newest => self.header_height(newest),
            Order::Oldest => self.height() - self.item_height(newest),
        }
    }

    /// Scrolls the newest item into view; false, and nothing moves, if the selected one would leave the view.
    fn show_newest(&mut self) -> bool {
        let (Some(newest), Some(selected)) = (self.visible.newest(), self.selected_index()) else {
            return true;
        };
        if self.is_same_row(newest, selected) || self.height() == 0 {
            return true;
        }
        let Some(distance) = self.distance(newest, selected) else {
            return false;
        };
        let line = self.newest_line(newest) + distance;
        let fits = line >= 0 && line + self.item_height(selected) <= self.height();
        if fits {
            self.line = line;
        }
        fits
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

    /// Keeps the selected item in view, and the first one below its header.
    pub(super) fn fit_with_header(&mut self) {
        if let Some(selected) = self.selected_index() {
            self.line = self.line_with_header(selected, self.line);
        }
        self.fit();
    }

    /// Keeps the selected item in view, and the list without gaps.
    pub(super) fn fit(&mut self) {
        if let Some(selected) = self.selected_index() {
            self.line = self.clamp_in_view(selected, self.line);
        }
    }
}
