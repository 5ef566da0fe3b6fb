//! What the mouse holds while its button is down.

use ratatui::layout::Position;

use super::{Divider, PaneId, ScreenMetrics};

/// A part of the screen that can be dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drag {
    /// The line between list and detail.
    Divider,
    /// The scroll bar of a pane.
    ScrollBar(PaneId),
}

impl Drag {
    /// Returns what can be dragged at a position.
    pub(super) fn at(at: Position, metrics: &ScreenMetrics) -> Option<Self> {
        let on_divider = match metrics.divider {
            Some(Divider::Column(x)) => at.x == x && at.y < metrics.size.height,
            Some(Divider::Row(y)) => at.y == y && at.x < metrics.size.width,
            None => false,
        };
        if on_divider {
            return Some(Self::Divider);
        }
        let mut panes = PaneId::ALL.iter().copied();
        let pane = panes.find(|&pane| metrics.panes[pane].bar.contains(at))?;
        Some(Self::ScrollBar(pane))
    }
}
