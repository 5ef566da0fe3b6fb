//! The screen as far as the model knows it: the layout measures sizes, the user chooses the arrangement.

use ratatui::layout::{Position, Rect, Size};

use super::scroll::Scroll;
use super::{PaneId, PaneMap};

/// What the layout measured, in columns and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ScreenMetrics {
    /// The whole screen.
    pub size: Size,
    /// Each pane.
    pub panes: PaneMap<PaneMetrics>,
    /// The open page.
    pub page: PaneMetrics,
    /// Columns for an item's text in the list, without the time and the scroll bar.
    pub list_text_width: u16,
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

/// The list's share of the screen, in percent. Columns and rows have a share each: a narrow list beside the detail does not
/// mean a low list above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split {
    /// Of the columns, side by side.
    pub columns: u16,
    /// Of the rows, stacked.
    pub rows: u16,
}

impl Default for Split {
    fn default() -> Self {
        Self {
            columns: 45,
            rows: 45,
        }
    }
}

/// How list and detail share the screen. An arrangement that does not fit falls back to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Arrangement {
    /// As fits the size of the screen.
    #[default]
    Auto,
    /// Detail beside the list.
    SideBySide,
    /// Detail below the list.
    Stacked,
    /// No detail.
    ListAlone,
}

impl Arrangement {
    /// The next one, as the user cycles through them.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Auto => Self::SideBySide,
            Self::SideBySide => Self::Stacked,
            Self::Stacked => Self::ListAlone,
            Self::ListAlone => Self::Auto,
        }
    }
}

/// How much of an item the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    /// One line: the title, or the body of an untitled flash.
    #[default]
    Headline,
    /// Two lines: the headline, and the beginning of the body.
    TwoLines,
    /// The whole text.
    Full,
}

impl Density {
    /// The next one, as the user cycles through them.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Headline => Self::TwoLines,
            Self::TwoLines => Self::Full,
            Self::Full => Self::Headline,
        }
    }
}
