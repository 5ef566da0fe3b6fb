//! Line arithmetic of the list: it starts at the selected item and walks outward, over no more items than fit on screen.

use std::iter::successors;

use super::ItemList;
use crate::app::ListIndex;

/// Lines between the selected item and the edge of the list, so that the next items show. Lists of up to
/// [`MAX_HEIGHT_WITHOUT_MARGIN`] lines have no margin.
const MARGIN: i32 = 2;
const MAX_HEIGHT_WITHOUT_MARGIN: i32 = 8;

/// An item and the lines it takes, counted from the top of the list's area.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlacedItem {
    /// The item; of a fold, the first one.
    pub index: ListIndex,
    /// Its first line.
    pub line: i32,
    /// The line after its last one.
    pub end: i32,
    /// The first of the lines between it and the item above; its own first line without any.
    pub top: i32,
}

impl ItemList {
    /// The height of the list's area.
    pub(super) fn height(&self) -> i32 {
        i32::from(self.height)
    }

    /// The lines of an item. A fold has one.
    pub(super) fn item_height(&self, index: ListIndex) -> i32 {
        if self.fold_at(index).is_some() {
            return 1;
        }
        self.visible
            .item(index)
            .map_or(0, |item| self.heights.height(item))
    }

    fn margin(&self) -> i32 {
        if self.height() > MAX_HEIGHT_WITHOUT_MARGIN {
            MARGIN
        } else {
            0
        }
    }

    /// Whether the lines above an item show with it; a screen of one or two lines has no room for them.
    pub(super) fn has_room_for_header(&self) -> bool {
        self.height() > 2
    }

    fn placed(&self, index: ListIndex, line: i32, height: i32) -> PlacedItem {
        PlacedItem {
            index,
            line,
            end: line + height,
            top: line - self.header_height(index),
        }
    }

    /// An item that begins at `line`, and the items below it.
    pub(super) fn downward(
        &self,
        index: ListIndex,
        line: i32,
    ) -> impl Iterator<Item = PlacedItem> + '_ {
        let index = self.first_of_row(index);
        let first = self.placed(index, line, self.item_height(index));
        successors(Some(first), |item| {
            let (top, index) = (item.end, self.row_below(item.index)?);
            let line = top + self.header_height(index);
            let end = line + self.item_height(index);
            Some(PlacedItem {
                index,
                line,
                end,
                top,
            })
        })
    }

    /// An item that begins at `line`, and the items above it.
    fn upward(&self, index: ListIndex, line: i32) -> impl Iterator<Item = PlacedItem> + '_ {
        let index = self.first_of_row(index);
        let first = self.placed(index, line, self.item_height(index));
        successors(Some(first), |item| {
            let previous = self.row_above(item.index)?;
            let height = self.item_height(previous);
            Some(self.placed(previous, item.top - height, height))
        })
    }

    /// The lines from one item's first line down to another's; `None` if they are more than a screen apart.
    pub(super) fn distance(&self, from: ListIndex, to: ListIndex) -> Option<i32> {
        let (from, to) = (self.first_of_row(from), self.first_of_row(to));
        let (first, last) = (from.min(to), from.max(to));
        let item = self
            .downward(first, 0)
            .take_while(|item| item.line <= self.height())
            .find(|item| item.index == last)?;
        Some(if to < from { -item.line } else { item.line })
    }

    /// Clamps `line` so that the item is fully visible with a margin, and with its header if there is room. An item higher
    /// than the screen fills it. Keeps the line while the list has no height.
    pub(super) fn clamp_with_margin(&self, index: ListIndex, line: i32) -> i32 {
        let height = self.height();
        if height == 0 {
            return line;
        }
        let margin = self.margin();
        let highest = if self.has_room_for_header() {
            margin.max(self.header_height(index))
        } else {
            margin
        };
        let room = height - self.item_height(index);
        let lowest = room - margin;
        let (first, last) = if highest <= lowest {
            (highest, lowest)
        } else if room >= 0 {
            (0, room)
        } else {
            (lowest, highest)
        };
        self.fill(index, line.clamp(first, last))
    }

    /// The line for an item that should be as near to the top as possible. The first item of a day has only the lines
    /// above it that name the day, so that nothing of another day shows.
    pub(super) fn top_line(&self, index: ListIndex) -> i32 {
        let index = self.first_of_row(index);
        let header = self.header_height(index);
        let fits = self.has_room_for_header() && header + self.item_height(index) <= self.height();
        if index.nth == 0 && fits {
            self.fill(index, header)
        } else {
            self.clamp_with_margin(index, header)
        }
    }

    /// The line for an item that is to stay on `line`. The first item of the list comes below its header if it was on the
    /// very first line.
    pub(super) fn line_with_header(&self, index: ListIndex, line: i32) -> i32 {
        let is_first = self.visible.first() == Some(self.first_of_row(index));
        if is_first && line == 0 && self.has_room_for_header() {
            self.header_height(index)
        } else {
            line
        }
    }

    /// Clamps `line` so that some of the item is visible, all of it if it fits.
    pub(super) fn clamp_in_view(&self, index: ListIndex, line: i32) -> i32 {
        let height = self.height();
        if height == 0 {
            return line;
        }
        let room = height - self.item_height(index);
        let (highest, lowest) = if room >= 0 {
            (0, room)
        } else {
            (room - height + 1, height - 1)
        };
        self.fill(index, line.clamp(highest, lowest))
    }

    /// Moves `line` so that no line is blank above the list's first item, nor below its last one unless the list is shorter
    /// than the screen.
    pub(super) fn fill(&self, index: ListIndex, line: i32) -> i32 {
        let height = self.height();
        let last = last_until(self.downward(index, line), |item| item.end >= height);
        let line = line + last.map_or(0, |last| (height - last.end).max(0));
        let first = last_until(self.upward(index, line), |item| item.top <= 0);
        line - first.map_or(0, |first| first.top.max(0))
    }

    /// Returns the first item in view if `index` begins at `line`.
    pub(super) fn first_in_view(&self, index: ListIndex, line: i32) -> Option<PlacedItem> {
        last_until(self.upward(index, line), |item| item.top <= 0)
    }

    /// Returns the item `lines` below another one (above if negative), and its line after scrolling by as much.
    pub(super) fn shifted(&self, index: ListIndex, line: i32, lines: i32) -> (ListIndex, i32) {
        let line = line - lines;
        let item = if lines < 0 {
            last_until(self.upward(index, line), |item| item.line <= line + lines)
        } else {
            self.downward(index, line)
                .take_while(|item| item.line <= line + lines)
                .last()
        };
        item.map_or((index, line), |item| self.at(item, index))
    }

    /// An item with its line; the one that was selected if both are in the same fold.
    fn at(&self, item: PlacedItem, selected: ListIndex) -> (ListIndex, i32) {
        let index = if item.index == self.first_of_row(selected) {
            selected
        } else {
            item.index
        };
        (index, item.line)
    }

    /// Returns the item in view nearest to one that may have been scrolled out of view, and its line.
    pub(super) fn nearest_in_view(&self, index: ListIndex, line: i32) -> (ListIndex, i32) {
        let is_above = |item: &PlacedItem| item.line < 0 && item.end <= self.margin();
        let is_below = |item: &PlacedItem| item.line >= self.height() && item.line > 0;
        let item = last_until(self.downward(index, line), |item| !is_above(item));
        let item = item.and_then(|item| {
            last_until(self.upward(item.index, item.line), |item| !is_below(item))
        });
        item.map_or((index, line), |item| self.at(item, index))
    }
}

/// Returns the first item for which `stop` holds, or the last one.
fn last_until(
    items: impl Iterator<Item = PlacedItem>,
    stop: impl Fn(&PlacedItem) -> bool,
) -> Option<PlacedItem> {
    let mut last = None;
    for item in items {
        last = Some(item);
        if stop(&item) {
            break;
        }
    }
    last
}
