//! The columns beside an item's text in the list, for its bar, time and badge.
//!
//! ```text
//! ▌20:26 红 headline     full
//! ▌20:26红 headline      narrow
//! ```

use ratatui::layout::Rect;

use super::badge::Badge;
use super::canvas::rest_of_line;

/// The columns of the bar and of a time.
const BAR: u16 = 1;
const TIME: u16 = 5;

/// The layout of the columns, by the width of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gutter {
    /// With a blank column between time and badge.
    Full,
    /// Without it.
    Narrow,
    /// Nothing.
    None,
}

impl Gutter {
    /// Chooses the layout for a list of this width.
    pub(super) const fn new(columns: u16) -> Self {
        match columns {
            0..16 => Self::None,
            16..=48 => Self::Narrow,
            49.. => Self::Full,
        }
    }

    /// Returns the part of a line for the item's time.
    pub(super) fn time_area(self, line: Rect) -> Rect {
        Rect {
            width: TIME.min(line.width.saturating_sub(BAR)),
            ..rest_of_line(line, line.x.saturating_add(BAR))
        }
    }

    /// Returns the part of a line for the item's badge.
    pub(super) fn badge_area(self, line: Rect) -> Rect {
        let gap = u16::from(self == Self::Full);
        rest_of_line(line, line.x.saturating_add(BAR + TIME + gap))
    }

    /// Returns the part of a line for the item's text.
    pub(super) fn text_area(self, line: Rect) -> Rect {
        let (before, after) = match self {
            Self::Full => (BAR + TIME + 1 + Badge::COLUMNS + 1, 1),
            Self::Narrow => (BAR + TIME + Badge::COLUMNS + 1, 0),
            Self::None => (0, 0),
        };
        Rect {
            x: line.x.saturating_add(before),
            width: line.width.saturating_sub(before + after),
            ..line
        }
    }
}
