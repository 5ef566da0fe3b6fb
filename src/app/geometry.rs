//! Lines of the screen, reckoned outward from the selected item, over no more items than fit on the screen.

use super::setting::Measure;
use super::{App, Shown, Spot};

/// Lines that are kept between the selected item and the edge of a list higher than [`MARGIN_FROM`], so that one sees
/// what comes next.
const MARGIN: i32 = 2;
const MARGIN_FROM: i32 = 8;

/// The list with its measures.
#[derive(Debug, Clone, Copy)]
pub(super) struct Geometry<'a> {
    shown: &'a Shown,
    measure: Measure,
    /// The height of the list's area.
    pub height: i32,
}

impl<'a> Geometry<'a> {
    pub(super) fn of(app: &'a App) -> Self {
        Self::with_height(app, app.metrics.list.1)
    }

    pub(super) fn with_height(app: &'a App, height: u16) -> Self {
        Self {
            shown: &app.shown,
            measure: Measure::of(app),
            height: i32::from(height),
        }
    }

    pub(super) fn margin(&self) -> i32 {
        if self.height > MARGIN_FROM { MARGIN } else { 0 }
    }

    /// Lines of an item.
    pub(super) fn item(&self, spot: Spot) -> i32 {
        self.shown
            .item(spot)
            .map_or(0, |item| self.measure.height(item))
    }

    /// 1 where a row stands above the item that names its day, or tells of a gap in the flow.
    pub(super) fn lead(&self, spot: Spot) -> i32 {
        i32::from(spot.nth == 0 || self.shown.gap_above(spot).is_some())
    }

    /// Lines between the top of the list and the beginning of an item; `most` or more where there are as many.
    pub(super) fn above(&self, spot: Spot, most: i32) -> i32 {
        let mut lines = self.lead(spot);
        let mut at = spot;
        while lines < most {
            let Some(previous) = self.shown.previous(at) else {
                break;
            };
            lines += self.item(previous) + self.lead(previous);
            at = previous;
        }
        lines
    }

    /// Lines between the beginning of an item and the bottom of the list; `most` or more where there are as many.
    pub(super) fn below(&self, spot: Spot, most: i32) -> i32 {
        let mut lines = self.item(spot);
        let mut at = spot;
        while lines < most {
            let Some(next) = self.shown.next(at) else {
                break;
            };
            lines += self.lead(next) + self.item(next);
            at = next;
        }
        lines
    }

    /// Lines from the beginning of an item down to that of another; `None` where that is more than a screen.
    pub(super) fn distance(&self, from: Spot, to: Spot) -> Option<i32> {
        let (mut at, last) = (from.min(to), from.max(to));
        let mut lines = 0;
        while at < last {
            let next = self.shown.next(at)?;
            lines += self.item(at) + self.lead(next);
            at = next;
            if lines > self.height {
                return None;
            }
        }
        Some(if to < from { -lines } else { lines })
    }

    /// The line nearest to `line` at which an item can begin that the user went to: with a margin to the edges, and with
    /// the row that names its day where it is the first of it, as far as there is room for that. An item higher than the
    /// screen fills it. While there is no list on the screen, the line is kept for when there is.
    pub(super) fn settle(&self, spot: Spot, line: i32) -> i32 {
        if self.height == 0 {
            return line;
        }
        let margin = self.margin();
        let highest = if self.height > 2 {
            margin.max(self.lead(spot))
        } else {
            margin
        };
        let room = self.height - self.item(spot);
        let lowest = room - margin;
        let (first, last) = if highest <= lowest {
            (highest, lowest)
        } else if room >= 0 {
            (0, room)
        } else {
            (lowest, highest)
        };
        self.fill(spot, line.clamp(first, last))
    }

    /// The line at which an item begins that the user went to because something begins with it: the row that names its day
    /// alone above the first one of a day, so that nothing of another day is left; others as near to the top as may be.
    pub(super) fn top(&self, spot: Spot) -> i32 {
        let lead = self.lead(spot);
        let fits = self.height > 2 && lead + self.item(spot) <= self.height;
        if spot.nth == 0 && fits {
            self.fill(spot, lead)
        } else {
            self.settle(spot, lead)
        }
    }

    /// The line nearest to `line` at which an item can begin that was already there: in view, and no more. The very first
    /// one has the row that names its day above it, which a screen of a line or two had no room for.
    pub(super) fn hold(&self, spot: Spot, line: i32) -> i32 {
        if self.height == 0 {
            return line;
        }
        let is_first = self.shown.first() == Some(spot);
        let line = if is_first && line == 0 && self.height > 2 {
            self.lead(spot)
        } else {
            line
        };
        let item = self.item(spot);
        let (highest, lowest) = if item <= self.height {
            (0, self.height - item)
        } else {
            (1 - item, self.height - 1)
        };
        self.fill(spot, line.clamp(highest, lowest.max(highest)))
    }

    /// The line nearest to `line` at which nothing is blank above the list's first line, nor below its last unless the
    /// list is shorter than the screen.
    pub(super) fn fill(&self, spot: Spot, line: i32) -> i32 {
        let below = self.below(spot, self.height - line);
        let line = line.max(self.height - below);
        line.min(self.above(spot, line))
    }

    /// The first item of which a line is in view, given the selected one and its line.
    pub(super) fn first_in_view(&self, spot: Spot, line: i32) -> Spot {
        let (mut at, mut line) = (spot, line - self.lead(spot));
        while line > 0 {
            let Some(previous) = self.shown.previous(at) else {
                break;
            };
            line -= self.item(previous) + self.lead(previous);
            at = previous;
        }
        at
    }

    /// The last item of which a line is in view, given the selected one and its line.
    pub(super) fn last_in_view(&self, spot: Spot, line: i32) -> Spot {
        let (mut at, mut end) = (spot, line + self.item(spot));
        while end < self.height {
            let Some(next) = self.shown.next(at) else {
                break;
            };
            end += self.lead(next);
            if end >= self.height {
                break;
            }
            end += self.item(next);
            at = next;
        }
        at
    }

    /// The item that stands `lines` below the beginning of another (above, where negative), and the line on which it
    /// begins once the list is scrolled by as much.
    pub(super) fn shifted(&self, from: Spot, line: i32, lines: i32) -> (Spot, i32) {
        let (mut at, mut offset) = (from, 0);
        while offset > lines {
            let Some(previous) = self.shown.previous(at) else {
                break;
            };
            offset -= self.lead(at) + self.item(previous);
            at = previous;
        }
        while let Some(next) = self.shown.next(at) {
            let beyond = offset + self.item(at) + self.lead(next);
            if beyond > lines {
                break;
            }
            (at, offset) = (next, beyond);
        }
        (at, line + offset - lines)
    }

    /// The item nearest to one that may have been scrolled out of view, given its line, and the line of that.
    pub(super) fn nearest_in_view(&self, spot: Spot, line: i32) -> (Spot, i32) {
        let (mut at, mut line) = (spot, line);
        while line < 0 && line + self.item(at) <= self.margin() {
            let Some(next) = self.shown.next(at) else {
                break;
            };
            line += self.item(at) + self.lead(next);
            at = next;
        }
        while line >= self.height && line > 0 {
            let Some(previous) = self.shown.previous(at) else {
                break;
            };
            line -= self.lead(at) + self.item(previous);
            at = previous;
        }
        (at, line)
    }
}
