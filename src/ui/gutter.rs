//! The columns beside an item's text in the list, for its time and marks.

use ratatui::layout::Rect;

/// The layout of the columns, by the width of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gutter {
    /// Time and all marks, with room between them.
    Full,
    /// Time and one mark.
    Narrow,
    /// Nothing.
    None,
}

impl Gutter {
    /// Chooses the layout for a list of this width.
    pub(super) const fn new(columns: u16) -> Self {
        match columns {
            0..16 => Self::None,
            16..40 => Self::Narrow,
            40.. => Self::Full,
        }
    }

    /// Returns the part of a line for the item's text.
    pub(super) fn text_area(self, line: Rect) -> Rect {
        let (before, after) = match self {
            Self::Full => (9, 1),
            Self::Narrow => (6, 0),
            Self::None => (0, 0),
        };
        Rect {
            x: line.x.saturating_add(before),
            width: line.width.saturating_sub(before + after),
            ..line
        }
    }
}
