//! Line arithmetic of the list: it starts at the selected item and walks outward, over no more items than fit on screen.

use crate::app::visible_items::{ListIndex, VisibleItems};
use crate::app::wrapped_item::ItemHeights;

/// Lines between the selected item and the edge of the list, so that the next items show. Lists of up to
/// [`MAX_HEIGHT_WITHOUT_MARGIN`] lines have no margin.
const MARGIN: i32 = 2;
const MAX_HEIGHT_WITHOUT_MARGIN: i32 = 8;

/// The visible items with their heights. Lines count from the top of the list's area.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineLayout<'a> {
    pub visible: &'a VisibleItems,
    pub heights: ItemHeights,
    /// The height of the list's area.
    pub height: i32,
}

impl LineLayout<'_> {
    pub(super) fn margin(&self) -> i32 {
        if self.height > MAX_HEIGHT_WITHOUT_MARGIN {
            MARGIN
        } else {
            0
        }
    }

    /// The lines of an item.
    pub(super) fn item_height(&self, index: ListIndex) -> i32 {
        self.visible
            .item(index)
            .map_or(0, |item| self.heights.height(item))
    }

    /// 1 if a row above the item names its day or a gap in the flow, otherwise 0.
    pub(super) fn header_height(&self, index: ListIndex) -> i32 {
        i32::from(index.nth == 0 || self.visible.gap_above(index).is_some())
    }

    /// The lines from the start of the list to an item; stops counting at `max`.
    fn lines_above(&self, index: ListIndex, max: i32) -> i32 {
        let mut lines = self.header_height(index);
        let mut at = index;
        while lines < max {
            let Some(previous) = self.visible.previous(at) else {
                break;
            };
            lines += self.item_height(previous) + self.header_height(previous);
            at = previous;
        }
        lines
    }

    /// The lines from the first line of an item to the end of the list; stops counting at `max`.
    fn lines_below(&self, index: ListIndex, max: i32) -> i32 {
        let mut lines = self.item_height(index);
        let mut at = index;
        while lines < max {
            let Some(next) = self.visible.next(at) else {
                break;
            };
            lines += self.header_height(next) + self.item_height(next);
            at = next;
        }
        lines
    }

    /// The lines from one item's first line down to another's; `None` if they are more than a screen apart.
    pub(super) fn distance(&self, from: ListIndex, to: ListIndex) -> Option<i32> {
        let (mut at, last) = (from.min(to), from.max(to));
        let mut lines = 0;
        while at < last {
            let next = self.visible.next(at)?;
            lines += self.item_height(at) + self.header_height(next);
            at = next;
            if lines > self.height {
                return None;
            }
        }
        Some(if to < from { -lines } else { lines })
    }

    /// Clamps `line` so that the item is fully visible with a margin, and with its header if there is room. An item higher
    /// than the screen fills it. Keeps the line while the list has no height.
    pub(super) fn clamp_with_margin(&self, index: ListIndex, line: i32) -> i32 {
        if self.height == 0 {
            return line;
        }
        let margin = self.margin();
        let highest = if self.height > 2 {
            margin.max(self.header_height(index))
        } else {
            margin
        };
        let room = self.height - self.item_height(index);
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

    /// The line for an item that should be as near to the top as possible. The first item of a day has only the row that
    /// names the day above it, so that nothing of another day shows.
    pub(super) fn top_line(&self, index: ListIndex) -> i32 {
        let header = self.header_height(index);
        let fits = self.height > 2 && header + self.item_height(index) <= self.height;
        if index.nth == 0 && fits {
            self.fill(index, header)
        } else {
            self.clamp_with_margin(index, header)
        }
    }

    /// Clamps `line` so that some of the item is visible, all of it if it fits. The first item of the list gets its header
    /// back, for which a screen of one or two lines had no room.
    pub(super) fn clamp_in_view(&self, index: ListIndex, line: i32) -> i32 {
        if self.height == 0 {
            return line;
        }
        let is_first = self.visible.first() == Some(index);
        let line = if is_first && line == 0 && self.height > 2 {
            self.header_height(index)
        } else {
            line
        };
        let item = self.item_height(index);
        let (highest, lowest) = if item <= self.height {
            (0, self.height - item)
        } else {
            (1 - item, self.height - 1)
        };
        self.fill(index, line.clamp(highest, lowest.max(highest)))
    }

    /// Moves `line` so that no line is blank above the list's first item, nor below its last one unless the list is shorter
    /// than the screen.
    pub(super) fn fill(&self, index: ListIndex, line: i32) -> i32 {
        let below = self.lines_below(index, self.height - line);
        let line = line.max(self.height - below);
        line.min(self.lines_above(index, line))
    }

    /// Returns the first item in view, and its line, if `index` begins at `line`.
    pub(super) fn first_in_view(&self, index: ListIndex, line: i32) -> (ListIndex, i32) {
        let (mut at, mut line) = (index, line);
        while line - self.header_height(at) > 0 {
            let Some(previous) = self.visible.previous(at) else {
                break;
            };
            line -= self.header_height(at) + self.item_height(previous);
            at = previous;
        }
        (at, line)
    }

    /// Returns the last item in view if `index` begins at `line`.
    pub(super) fn last_in_view(&self, index: ListIndex, line: i32) -> ListIndex {
        let (mut at, mut line) = (index, line);
        while let Some(next) = self.visible.next(at) {
            line += self.item_height(at) + self.header_height(next);
            if line >= self.height {
                break;
            }
            at = next;
        }
        at
    }

    /// Returns the item `lines` below another one (above if negative), and its line after scrolling by as much.
    pub(super) fn shifted(&self, from: ListIndex, line: i32, lines: i32) -> (ListIndex, i32) {
        let (mut at, mut offset) = (from, 0);
        while offset > lines {
            let Some(previous) = self.visible.previous(at) else {
                break;
            };
            offset -= self.header_height(at) + self.item_height(previous);
            at = previous;
        }
        while let Some(next) = self.visible.next(at) {
            let beyond = offset + self.item_height(at) + self.header_height(next);
            if beyond > lines {
                break;
            }
            (at, offset) = (next, beyond);
        }
        (at, line + offset - lines)
    }

    /// Returns the item in view nearest to one that may have been scrolled out of view, and its line.
    pub(super) fn nearest_in_view(&self, index: ListIndex, line: i32) -> (ListIndex, i32) {
        let (mut at, mut line) = (index, line);
        while line < 0 && line + self.item_height(at) <= self.margin() {
            let Some(next) = self.visible.next(at) else {
                break;
            };
            line += self.item_height(at) + self.header_height(next);
            at = next;
        }
        while line >= self.height && line > 0 {
            let Some(previous) = self.visible.previous(at) else {
                break;
            };
            line -= self.header_height(at) + self.item_height(previous);
            at = previous;
        }
        (at, line)
    }
}
