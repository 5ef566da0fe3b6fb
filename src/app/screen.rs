//! The screen as far as the model knows it: the layout measures sizes, the user chooses the arrangement.

use ratatui::layout::{Position, Rect, Size};

use super::page_entries::PageEntries;
use super::scroll::Scroll;
use super::{PaneId, PaneMap};

/// What the layout measured, in columns and rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScreenMetrics {
    /// The whole screen.
    pub size: Size,
    /// The names of the views in the header, each with its place among them.
    pub views: Vec<(Rect, usize)>,
    /// Each pane.
    pub panes: PaneMap<PaneMetrics>,
    /// Everything between header and status.
    pub body: Rect,
    /// The open page.
    pub page: PaneMetrics,
    /// The entries of the open page.
    pub page_entries: PageEntries,
    /// Columns for an item's text in the list, without the time and the scroll bar.
    pub list_text_width: u16,
    /// The area that list and detail share.
    pub shared: Rect,
    /// The divider between list and detail, if both are visible.
    pub divider: Option<Divider>,
}

/// What the layout measured of a pane or page. An area without room is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PaneMetrics {
    /// Its area, without margins and scroll bar.
    pub area: Rect,
    /// Its scroll bar; empty if there is none, or if it is the divider.
    pub bar: Rect,
    /// The lines of its text; 0 for the list.
    pub lines: u16,
}

impl PaneMetrics {
    /// The most lines that can be scrolled off at the top.
    pub const fn max_offset(self) -> u16 {
        self.lines.saturating_sub(self.area.height)
    }

    /// Returns the offset after a scroll.
    pub(super) fn scroll(self, offset: u16, scroll: Scroll) -> u16 {
        scroll.apply(offset, self.lines, self.area.height)
    }
}

impl ScreenMetrics {
    /// Whether a pane has room on the screen.
    pub(super) fn is_visible(&self, pane: PaneId) -> bool {
        self.panes[pane].area.height > 0
    }

    /// The panes that have room on the screen.
    pub(super) fn visible_panes(&self) -> impl Iterator<Item = PaneId> {
        let panes = PaneId::ALL.iter().copied();
        panes.filter(|&pane| self.is_visible(pane))
    }

    /// Returns the pane at a position of the screen.
    pub(super) fn pane_at(&self, at: Position) -> Option<PaneId> {
        let mut panes = PaneId::ALL.iter().copied();
        panes.find(|&pane| self.panes[pane].area.contains(at))
    }
}

/// The line between list and detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Divider {
    /// A column of the screen, with the list on its left.
    Column(u16),
    /// A row of the screen, with the list above it.
    Row(u16),
}
