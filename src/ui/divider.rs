//! The lines between the panes, and the scroll bar of the list, which stands in the divider where they are side by side.

use ratatui::layout::Rect;

use super::bar::{self, Extent};
use super::canvas::{Canvas, from};
use super::layout::Layout;
use crate::app::{App, Divider, Focus};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::text::sanitise_line;

pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, layout: &Layout) {
    let panes = &layout.panes;
    let border = canvas.style(Role::Text).patch(canvas.style(Role::Border));
    if matches!(panes.divider, Some(Divider::Column(_))) {
        let line = canvas.lines().vertical;
        canvas.fill(panes.list_bar, line, border);
    }
    rule(canvas, app, panes.rule);
    if let Some(index) = app.list.selected_index().filter(|_| !panes.list.is_empty()) {
        let visible = app.list.visible();
        let total = visible.len();
        let view = usize::from(panes.list.height).min(total);
        // The thumb follows the selected item rather than the first in view: it is at the ends when the item is.
        let above = visible.rank(index) * (total - view) / (total - 1).max(1);
        bar::draw(canvas, panes.list_bar, Extent { above, view, total });
    }
}

/// The row between list and detail, lit while the detail takes the keys.
fn rule(canvas: &mut Canvas<'_>, app: &App, area: Rect) {
    let role = match app.focus {
        Focus::List => Role::Border,
        Focus::Detail | Focus::Zen => Role::BorderFocused,
    };
    let style = canvas.style(Role::Text).patch(canvas.style(role));
    let line = canvas.lines().horizontal;
    canvas.fill(area, line, style);
    let title = app.config.lang.text(UiText::ModeDetail);
    if area.width > 12 {
        canvas.put(
            from(area, area.x + 2),
            &sanitise_line(&format!(" {title} ")),
            style,
        );
    }
}
