//! The line between list and detail.

use ratatui::layout::Rect;

use crate::app::{App, PaneId};
use crate::config::theme::Role;
use crate::ui::canvas::{Canvas, rest_of_line};
use crate::ui::detail::{brief_facts, is_short};
use crate::ui::screen_layout::ScreenLayout;

/// Draws the line, highlighted over its whole length while the detail has the focus: it is the detail's edge. Side by side,
/// the scroll bar of the list is drawn over it.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, layout: &ScreenLayout) {
    let areas = &layout.areas;
    if areas.bar_is_divider(PaneId::List) {
        let line = canvas.line_chars().vertical;
        let style = canvas.text_style(border(app));
        canvas.fill(areas.panes[PaneId::List].bar, line, style);
    }
    draw_rule(canvas, app, layout, areas.rule);
}

fn border(app: &App) -> Role {
    if app.focus.pane == PaneId::List {
        Role::Border
    } else {
        Role::BorderFocused
    }
}

/// Draws the row between list and detail.
fn draw_rule(canvas: &mut Canvas<'_>, app: &App, layout: &ScreenLayout, area: Rect) {
    let style = canvas.text_style(border(app));
    canvas.fill(area, canvas.line_chars().horizontal, style);
    if area.width > 12 {
        let title = rule_title(app, layout);
        let title_area = Rect {
            width: area.width - 4,
            ..rest_of_line(area, area.x + 2)
        };
        canvas.put_truncated(title_area, &format!(" {title} "), style);
    }
}

/// The title of the row: what a short detail has no line for, otherwise the name of the detail.
fn rule_title(app: &App, layout: &ScreenLayout) -> String {
    let detail = layout.areas.panes[PaneId::Detail].area;
    let item = app.selected().filter(|_| is_short(detail));
    item.map_or_else(
        || PaneId::Detail.title(app.config.lang).to_owned(),
        |item| brief_facts(item, app.config.lang),
    )
}
