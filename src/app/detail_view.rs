//! The detail: which item it shows, how far that is scrolled, and which of its revisions.

use super::item_key::ItemKey;
use super::scroll::Scroll;
use super::time_direction::TimeDirection;
use crate::item::ItemId;

/// The state of the detail.
#[derive(Debug, Default)]
pub struct DetailView {
    item: Option<ItemKey>,
    offset: u16,
    revision: Option<usize>,
}

impl DetailView {
    /// The number of lines scrolled off at the top.
    pub const fn offset(&self) -> u16 {
        self.offset
    }

    /// The earlier revision that is shown, from 0 for the oldest; `None` for the current text.
    pub const fn revision(&self) -> Option<usize> {
        self.revision
    }

    /// Shows an item; another one than before starts at its top, with its current text.
    pub(super) fn show(&mut self, item: Option<ItemKey>) {
        if self.item != item {
            *self = Self {
                item,
                ..Self::default()
            };
        }
    }

    /// Follows an item whose id changed.
    pub(super) fn rename(&mut self, old: ItemId, new: ItemId) {
        if let Some(item) = &mut self.item {
            item.rename(old, new);
        }
    }

    /// Scrolls a text of `lines` in an area of `height`.
    pub(super) fn scroll(&mut self, scroll: Scroll, lines: u16, height: u16) {
        self.offset = scroll.apply(self.offset, lines, height);
    }

    /// Scrolls to an offset.
    pub(super) const fn scroll_to(&mut self, offset: u16) {
        self.offset = offset;
    }

    /// Shows an earlier or later revision of an item whose current one is `latest`; false at either end.
    pub(super) fn change_revision(
        &mut self,
        direction: TimeDirection,
        times: usize,
        latest: usize,
    ) -> bool {
        let shown = self.revision.map_or(latest, |nth| nth.min(latest));
        let to = match direction {
            TimeDirection::Earlier => shown.saturating_sub(times),
            TimeDirection::Later => shown.saturating_add(times).min(latest),
        };
        if to != shown {
            self.revision = (to < latest).then_some(to);
            self.offset = 0;
        }
        to != shown
    }
}
