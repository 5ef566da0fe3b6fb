//! What the mouse holds while its button is down.

use super::screen::{Divider, Metrics};

/// A part of the screen that can be dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drag {
    /// The line between list and detail.
    Divider,
    /// The scroll bar of the list.
    ListBar,
    /// The scroll bar of the detail.
    DetailBar,
}

impl Drag {
    /// Returns what can be dragged at a column and row.
    pub(super) fn at((column, row): (u16, u16), metrics: &Metrics) -> Option<Self> {
        let on_divider = match metrics.divider {
            Some(Divider::Column(at)) => column == at && row < metrics.screen.1,
            Some(Divider::Row(at)) => row == at && column < metrics.screen.0,
            None => false,
        };
        let on_bar = |bar: Option<u16>, top: u16, height: u16| {
            bar == Some(column) && (top..top + height).contains(&row)
        };
        if on_divider {
            Some(Self::Divider)
        } else if on_bar(metrics.bars.0, metrics.list_at.1, metrics.list.1) {
            Some(Self::ListBar)
        } else if on_bar(metrics.bars.1, metrics.detail_at.1, metrics.detail.1) {
            Some(Self::DetailBar)
        } else {
            None
        }
    }
}
