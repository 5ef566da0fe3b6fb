//! The list: its visible items, the selected item, and the line where it begins.
//!
//! The other lines are found by walking outward from the selected item. Nothing jumps when items arrive above or below it.

mod folds;
mod jump;
mod lines;
mod movement;
mod read_line;
mod replace;
mod rows;
mod rules;
mod unfolded;

pub use folds::ListFold;
pub(super) use replace::Keep;
pub use rows::ListRow;
pub use rules::ListRule;

use chrono::NaiveTime;
use unfolded::Unfolded;

use super::wrapped_item::ItemHeights;
use super::{ItemKey, ListIndex, VisibleItems};
use crate::config::{Density, Settings};
use crate::item::{ItemId, Rollover, Stamp};
use crate::state::ReadLine;
use crate::text::TextMetrics;
use crate::timeline::ItemRef;

/// Headlines take two lines in a list with fewer columns for them, which cuts a quarter of them and more, ...
const WRAP_WIDTH: u16 = 60;
/// ... and with at least this many rows, enough for a dozen items.
const WRAP_HEIGHT: u16 = 14;

/// The visible items with selection, scroll position and density.
#[derive(Debug, Default)]
pub struct ItemList {
    visible: VisibleItems,
    selected: Option<ItemKey>,
    /// When the selected item went out. Its id may change before the visible items do.
    stamp: Stamp,
    /// The line of the list's area where the selected item begins; negative if its start is scrolled off.
    line: i32,
    heights: ItemHeights,
    /// The height of the list's area, in rows.
    height: u16,
    /// When a news day begins.
    rollover: Rollover,
    /// Whether everything was read once.
    is_loaded: bool,
    /// The last known index of the selected item; checked whenever it is used.
    hint: ListIndex,
    /// The selected item that the filter hid, or that went with its dump. It is selected again once it is visible, unless the
    /// user has moved on.
    wanted: Option<ScrollAnchor>,
    follow: FollowState,
    /// The last jump to another day.
    day_jump: Option<DayJump>,
    /// The read line of the view.
    read_line: Option<ReadLine>,
    /// The folds that are not shut.
    unfolded: Unfolded,
}

/// A jump to another day at the same clock time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct DayJump {
    /// The item where it ended.
    key: ItemKey,
    /// The time of the item where it began.
    clock: NaiveTime,
}

/// A selected item with its time and its line. It serves to select the item again, or its nearest neighbour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ScrollAnchor {
    pub key: ItemKey,
    pub stamp: Stamp,
    pub line: i32,
}

/// Whether arrivals scroll the list, to keep the newest item in view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum FollowState {
    On,
    /// Off, because the story being read would have left the view; on again once nobody is there.
    Held,
    /// The user moved or read.
    #[default]
    Off,
}

/// A scroll position of the list, to return to.
#[derive(Debug, Clone)]
pub(super) struct ListPosition {
    pub anchor: Option<ScrollAnchor>,
    pub wanted: Option<ScrollAnchor>,
    /// Whether the list followed the news.
    pub following: bool,
}

impl ListPosition {
    /// Follows an item whose id changed.
    pub(super) fn rename(&mut self, old: ItemId, new: ItemId) {
        for anchor in self.anchor.iter_mut().chain(&mut self.wanted) {
            anchor.key.rename(old, new);
        }
    }
}

impl ItemList {
    /// An empty list.
    pub(super) fn new(settings: &Settings) -> Self {
        Self {
            rollover: settings.rollover,
            visible: VisibleItems::new(settings.order, std::iter::empty()),
            follow: FollowState::On,
            heights: ItemHeights {
                density: settings.density,
                ..ItemHeights::default()
            },
            ..Self::default()
        }
    }

    /// The items that the list holds.
    pub const fn visible(&self) -> &VisibleItems {
        &self.visible
    }

    /// The selected item's key; `None` if the list is empty.
    pub const fn selected_key(&self) -> Option<ItemKey> {
        self.selected
    }

    /// The selected item's index.
    pub fn selected_index(&self) -> Option<ListIndex> {
        let key = self.selected?;
        self.visible.find_near(key, self.stamp, self.hint)
    }

    /// The selected item.
    pub fn selected(&self) -> Option<ItemRef<'_>> {
        self.visible.item(self.selected_index()?)
    }

    /// How much of each item is shown.
    pub const fn density(&self) -> Density {
        self.heights.density
    }

    /// Whether headlines that are too long for a line take two.
    pub const fn wraps_headlines(&self) -> bool {
        self.heights.wraps_headlines
    }

    /// The line of the list's area where the selected item begins; negative if its start is scrolled off.
    #[cfg(test)]
    pub(super) const fn line(&self) -> i32 {
        self.line
    }

    /// The selected item, its time and its line.
    pub(super) fn anchor(&self) -> Option<ScrollAnchor> {
        Some(ScrollAnchor {
            key: self.selected?,
            stamp: self.stamp,
            line: self.line,
        })
    }

    /// Whether arrivals scroll the list so that the newest item is in view. A list follows from the start and after a jump to
    /// the newest item, until the user moves or reads.
    pub const fn is_following(&self) -> bool {
        matches!(self.follow, FollowState::On)
    }

    /// Whether the list only waits until nobody reads to follow again.
    pub(super) const fn is_held(&self) -> bool {
        matches!(self.follow, FollowState::Held)
    }

    /// Lets arrivals wait beyond the edge: the user reads.
    pub(super) const fn stop_following(&mut self) {
        self.follow = FollowState::Off;
    }

    /// The item to select as soon as the filter finds it.
    pub(super) const fn wanted(&self) -> Option<ScrollAnchor> {
        self.wanted
    }

    /// Selects this item as soon as the filter finds it.
    pub(super) const fn want(&mut self, anchor: Option<ScrollAnchor>) {
        self.wanted = anchor;
    }

    /// Forgets the selected item that the filter hid.
    pub(super) fn forget_wanted(&mut self) {
        self.wanted = None;
    }

    /// Changes the density.
    pub(super) fn set_density(&mut self, density: Density) {
        self.heights.density = density;
        self.fit();
    }

    /// Changes to the next density.
    pub(super) fn cycle_density(&mut self) -> Density {
        self.heights.density = self.density().next();
        self.fit();
        self.density()
    }

    /// Adapts to the height of the list's area and the columns for an item's text.
    pub(super) fn resize(&mut self, height: u16, columns: u16, text_metrics: TextMetrics) {
        let had_header = self.has_room_for_header();
        self.height = height;
        self.heights.columns = columns;
        self.heights.wraps_headlines = columns < WRAP_WIDTH && height >= WRAP_HEIGHT;
        self.heights.text_metrics = text_metrics;
        if had_header {
            self.fit();
        } else {
            self.fit_with_header();
        }
    }

    /// Notes whether everything was read once: only then is it known which days are missing.
    pub(super) fn set_loaded(&mut self, is_loaded: bool) {
        self.is_loaded = is_loaded;
        self.fit();
    }

    /// Follows an item whose id changed.
    pub(super) fn rename(&mut self, old: ItemId, new: ItemId) {
        let wanted = self.wanted.as_mut().map(|anchor| &mut anchor.key);
        let jumped = self.day_jump.as_mut().map(|jump| &mut jump.key);
        let others = wanted.into_iter().chain(jumped);
        for key in self.selected.iter_mut().chain(others) {
            key.rename(old, new);
        }
    }

    /// Selects an item, with its first line at `line`.
    fn select(&mut self, index: Option<ListIndex>, line: i32) {
        let item = index.and_then(|index| self.visible.item(index));
        self.selected = item.map(ItemKey::from);
        self.stamp = item.map_or(self.stamp, |item| item.stamp());
        self.hint = index.unwrap_or_default();
        self.line = line;
    }
}
