//! The typed line with its cursor, and the wrong part underlined.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::line_window::LineWindow;
use crate::app::PromptLine;
use crate::config::theme::Role;
use crate::text::ELLIPSIS;
use crate::ui::canvas::{Canvas, rest_of_line};

/// Draws the line; returns the cursor's position.
pub(super) fn draw(canvas: &mut Canvas<'_>, prompt: &PromptLine, area: Rect) -> Position {
    let text = prompt.text();
    let cursor: usize = text.chars().take(prompt.cursor()).map(char::len_utf8).sum();
    let window = LineWindow::new(
        canvas.text_metrics(),
        text,
        usize::from(area.width),
        cursor,
        prompt.error().map(|error| error.at.start),
    );
    draw_parts(canvas, prompt, &window, area);
    let column = |column| column_in(area, column);
    let last = area.right().saturating_sub(1);
    if let Some(error) = prompt.error() {
        let start = column(window.column(error.at.start)).min(last);
        mark_error(canvas, area, start, column(window.column(error.at.end)));
    }
    Position {
        x: column(window.column(cursor)).min(last),
        y: area.y,
    }
}

/// Draws the visible parts, and the ellipses where text is cut.
fn draw_parts(canvas: &mut Canvas<'_>, prompt: &PromptLine, window: &LineWindow<'_>, area: Rect) {
    // A recalled line, which the next character replaces, looks like selected text.
    let modifier = if prompt.is_selected() {
        Modifier::REVERSED
    } else {
        Modifier::empty()
    };
    let style = canvas.text_style(Role::Status).add_modifier(modifier);
    for part in window.parts() {
        let at = rest_of_line(area, column_in(area, part.at));
        let text = prompt.text().get(part.range.clone());
        canvas.put(at, text.unwrap_or_default(), style);
    }
    let dim = canvas.status_style(Role::Dim);
    for &at in window.ellipses() {
        canvas.put(rest_of_line(area, column_in(area, at)), ELLIPSIS, dim);
    }
}

/// The column of the screen for a column of the room.
fn column_in(area: Rect, column: usize) -> u16 {
    let column = u16::try_from(column).unwrap_or(u16::MAX);
    area.x.saturating_add(column)
}

/// Underlines the columns from `start` to `to`: at least one, so that a missing word is marked too.
fn mark_error(canvas: &mut Canvas<'_>, area: Rect, start: u16, to: u16) {
    let to = to.max(start.saturating_add(1)).min(area.right());
    let wrong = Rect {
        width: to.saturating_sub(start),
        ..rest_of_line(area, start)
    };
    let style = canvas.style(Role::Error).add_modifier(Modifier::UNDERLINED);
    canvas.restyle(wrong, style);
}
