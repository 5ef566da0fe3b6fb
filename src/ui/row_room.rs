//! The room at the right of a row of the list.

use ratatui::layout::Rect;

/// The columns at the right of a row that are free for its headline. Beside the detail there are none: the divider is there.
/// In a list that takes the whole width a headline may use the scroll bar's column, except on the rows of its thumb.
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

    /// Returns an area of the row with the room.
    pub(super) fn widen(self, area: Rect) -> Rect {
        let right = self.end.unwrap_or_default().max(area.right());
        Rect {
            width: right - area.x,
            ..area
        }
    }
}
