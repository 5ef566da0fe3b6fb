//! The table of panes: where each is and what it shows. `app::PaneId` has the rest of each row: keys, name, clock.

mod detail;
mod divider;
mod list;
mod text;
mod view;

use super::canvas::Canvas;
use super::screen_layout::ScreenLayout;
use crate::app::{App, PaneId};
use view::PaneView;

/// Returns the row of a pane.
pub(super) const fn view(pane: PaneId) -> PaneView {
    match pane {
        PaneId::List => list::VIEW,
        PaneId::Detail => detail::VIEW,
    }
}

/// Draws all panes and the divider between them.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, layout: &ScreenLayout) {
    divider::draw(canvas, app, layout);
    for &pane in PaneId::ALL {
        (view(pane).draw)(canvas, app, layout);
    }
}
