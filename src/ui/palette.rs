//! The list of actions above the prompt `:`: what each does, its key and its name. It covers the foot of the body, so that
//! nothing behind it moves.
//!
//! ```text
//!  gg         到开头                                                  top
//!  Ctrl-d     下半页                                       half-page-down
//!  命令 down█
//! ```

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::{Canvas, rest_of_line, with_margin};
use super::key_names::keys;
use super::row_style::RowStyle;
use crate::action::Action;
use crate::app::{ActionPalette, App};
use crate::config::theme::Role;

/// The columns of the keys.
const KEYS: u16 = 11;
/// The narrowest list that has names.
const MIN_NAMES: u16 = 56;

/// Draws the list at the foot of the body.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, palette: &ActionPalette, body: Rect) {
    let view = palette.view(body.height);
    let rows = u16::try_from(view.len()).unwrap_or(u16::MAX);
    let area = Rect {
        y: body.bottom().saturating_sub(rows),
        height: rows,
        ..body
    };
    canvas.blank(area, canvas.text_style(Role::Status));
    let actions = palette.matches().iter().enumerate();
    let shown = actions.skip(view.start).take(view.len());
    for ((index, &action), row) in shown.zip(area.rows()) {
        let is_chosen = index == palette.chosen_index();
        let selected = is_chosen.then(|| canvas.style(Role::Selected));
        let style = RowStyle::on(canvas.text_style(Role::Status), selected);
        canvas.blank(row, style.base);
        draw_action(canvas, app, palette, action, row, &style);
    }
}

fn draw_action(
    canvas: &mut Canvas<'_>,
    app: &App,
    palette: &ActionPalette,
    action: Action,
    row: Rect,
    style: &RowStyle,
) {
    let row = with_margin(row);
    let dim = style.role(canvas, Role::Dim);
    let is_refused = !action.scopes().contains(&palette.scope());
    let width = KEYS.min(row.width / 3);
    let keys_area = Rect {
        width: width.saturating_sub(1),
        ..row
    };
    let key = style.role(canvas, Role::Key);
    draw_keys(canvas, &keys(app, palette.scope(), action), keys_area, key);
    let name = action.name();
    let name_width = if row.width >= MIN_NAMES {
        canvas.width(name)
    } else {
        0
    };
    let at = row.right().saturating_sub(name_width);
    if name_width > 0 {
        canvas.put(rest_of_line(row, at), name, dim);
    }
    let help_area = Rect {
        width: at.saturating_sub(row.x + width + 1),
        ..rest_of_line(row, row.x + width)
    };
    let help = action.help(app.config.lang);
    let style = if is_refused { dim } else { style.base };
    canvas.put_truncated(help_area, help, style);
}

/// Draws the keys that fit whole; the first one in any case.
fn draw_keys(canvas: &mut Canvas<'_>, keys: &[String], area: Rect, style: Style) {
    let fitting = (1..=keys.len()).rev().find_map(|count| {
        let text = keys.get(..count)?.join(" ");
        (count == 1 || canvas.width(&text) <= area.width).then_some(text)
    });
    canvas.put_truncated(area, &fitting.unwrap_or_default(), style);
}
