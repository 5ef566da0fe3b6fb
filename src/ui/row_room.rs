//! The room at the right of a row of the list.

use ratatui::layout::Rect;

/// The columns at the right of a row that are free for its headline. Beside the detail there are none: the divider is there.
/// In a list that takes the whole width a headline may use the scroll bar's column. All rows have the same room: the thumb
/// moves no text, and is hidden where a headline reaches the edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RowRoom {
    /// The column after the headline's last one; `None` if it ends where texts of the list do.
    end: Option<u16>,
}

impl RowRoom {
    /// No room.
    pub(super) const NONE: Self = Self { end: None };

    /// The room up to a column.
    pub(super) const fn until(column: u16) -> Self {
        Self { end: Some(column) }
    }

    /// Returns the column after the last one that a quote may use: every row of a filtered list can have one, and together they
    /// would hide the scroll bar.
    pub(super) fn quote_end(self, right: u16) -> u16 {
        self.end
            .map_or(right, |end| right.min(end.saturating_sub(1)))
    }

    /// Returns an area of the row with the room.
    pub(super) fn widen(self, area: Rect) -> Rect {
        let right = self.end.unwrap_or_default().max(area.right());
        Rect {
            width: right - area.x,
            ..area
        }
    }
}
