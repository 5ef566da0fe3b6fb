//! The line between list and detail, and the scroll bar of the list, which is the line if they are side by side.

use ratatui::layout::Rect;

use crate::app::{App, Divider, Focus};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::ui::canvas::{Canvas, rest_of_line};
use crate::ui::layout::Layout;
use crate::ui::scrollbar::{self, ScrollExtent};

pub(in crate::ui) fn draw(canvas: &mut Canvas<'_>, app: &App, layout: &Layout) {
    let areas = &layout.areas;
    if matches!(areas.divider, Some(Divider::Column(_))) {
        let line = canvas.line_chars().vertical;
        canvas.fill(areas.list_bar, line, canvas.text_style(Role::Border));
    }
    draw_rule(canvas, app, areas.rule);
    let selected = app.list.selected_index();
    if let Some(index) = selected.filter(|_| !areas.list.is_empty()) {
        let visible = app.list.visible();
        let total = visible.len();
        let view = usize::from(areas.list.height).min(total);
        // The thumb follows the selected item, not the view: it is at an end only if that item is.
        let above = visible.rank(index) * (total - view) / (total - 1).max(1);
        scrollbar::draw(canvas, areas.list_bar, ScrollExtent { above, view, total });
    }
}

/// Draws the row between list and detail, highlighted while the detail has the focus.
fn draw_rule(canvas: &mut Canvas<'_>, app: &App, area: Rect) {
    let role = match app.focus {
        Focus::List => Role::Border,
        Focus::Detail | Focus::Zen => Role::BorderFocused,
    };
    let style = canvas.text_style(role);
    canvas.fill(area, canvas.line_chars().horizontal, style);
    if area.width > 12 {
        let title = format!(" {} ", app.config.lang.text(UiText::ModeDetail));
        canvas.put(rest_of_line(area, area.x + 2), &title, style);
    }
}
