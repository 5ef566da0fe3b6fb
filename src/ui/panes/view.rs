//! What the table of panes says about each.

use ratatui::layout::Rect;

use crate::action::Action;
use crate::app::{App, Focus};
use crate::ui::canvas::Canvas;
use crate::ui::screen_layout::ScreenLayout;
use crate::ui::text_line::TextLine;

/// A row of the table: where a pane is and what it shows.
pub(in crate::ui) struct PaneView {
    /// Cuts the pane's area off the rest of the screen. List and detail cut nothing: they share what is left.
    pub reserve: fn(&App, &mut Rect) -> Rect,
    /// Makes its lines for an area and the line above it, if any; none for the list, which scrolls by items.
    pub lines: fn(&App, Rect, Rect) -> Vec<TextLine>,
    /// The most useful actions while it has the focus.
    pub hints: fn(Focus) -> &'static [Action],
    pub draw: fn(&mut Canvas<'_>, &App, &ScreenLayout),
}
