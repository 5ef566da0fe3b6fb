//! The last line: the focused pane, a banner, a notice or the useful keys; at the right end the counts of the day in view.
//!
//! ```text
//!  列表  Enter 打开  f 筛选  / 查找  ? 按键说明             新 13  今 546 · 红 76
//! ```

use ratatui::layout::Rect;

use super::canvas::{Canvas, rest_of_line, with_margin};
use super::hit_counts;
use super::key_hints::{self, KeyHint};
use super::screen_layout::ScreenLayout;
use super::{banner, status_counts};
use crate::app::{App, Mode, SearchKind};
use crate::config::theme::Role;
use crate::lang::UiText;

/// Columns between two pieces.
pub(super) const GAP: u16 = 2;
/// The filter takes one part in this many of the line at most, so that the counts and some keys are visible beside it.
const FILTER_SHARE: u16 = 3;

pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, layout: &ScreenLayout) {
    let area = layout.areas.status;
    canvas.blank(area, canvas.text_style(Role::Status));
    let inner = with_margin(area);
    let is_quiet = app.keys.pending().is_empty();
    // After the first key of a sequence, its continuations are more important than a notice.
    let notice = app.notices.current().filter(|_| is_quiet);
    if let Some(notice) = notice {
        let role = if notice.error {
            Role::Error
        } else {
            Role::Status
        };
        let left = put_piece(canvas, inner, &notice.text, role);
        status_counts::draw(canvas, app, layout, rest_of_line(inner, left));
    } else if let Some(shown) = app.banner().filter(|_| is_quiet) {
        banner::draw(canvas, app, inner, shown);
    } else {
        let left = draw_focus(canvas, app, inner);
        let hints = key_hints::current(app);
        let reserved = reserved_columns(canvas, &hints, inner);
        let counts = rest_of_line(inner, left.saturating_add(reserved));
        let right = status_counts::draw(canvas, app, layout, counts);
        let between = Rect {
            x: left,
            width: right.saturating_sub(left),
            ..inner
        };
        draw_keys(canvas, &hints, between);
    }
}

/// The columns that the first key gets before the counts: the way on or back can be read on a phone too.
fn reserved_columns(canvas: &Canvas<'_>, hints: &[KeyHint], area: Rect) -> u16 {
    let first = hints
        .first()
        .map_or(0, |hint| hint_width(canvas, hint) + GAP);
    if first <= area.width / 2 { first } else { 0 }
}

/// The columns of a key and what it does.
fn hint_width(canvas: &Canvas<'_>, hint: &KeyHint) -> u16 {
    canvas.width(&hint.key) + 1 + canvas.width(hint.text)
}

/// Draws the name of what takes the keys, and the filter; returns the first free column.
fn draw_focus(canvas: &mut Canvas<'_>, app: &App, area: Rect) -> u16 {
    let x = put_piece(canvas, area, focus_name(app), Role::Label);
    let filter = app.search(SearchKind::Filter);
    if !app.is_filtered() {
        return x;
    }
    let query = canvas
        .text_metrics()
        .truncate(filter.source(), usize::from(area.width / FILTER_SHARE));
    let label = filter_label(app);
    let text = format!("{label} {query}");
    let x = put_piece(canvas, rest_of_line(area, x), &text, Role::Label);
    let notes = [hit_counts::of_filter(app), app.archive_notice()];
    let put = |x, note: String| put_piece(canvas, rest_of_line(area, x), &note, Role::Dim);
    notes.into_iter().flatten().fold(x, put)
}

/// What filters, with the view that is filtered: `筛选`, `红 · 筛选`.
pub(super) fn filter_label(app: &App) -> String {
    let filter = app.config.lang.text(UiText::FilterPrompt);
    match app.current_view_name() {
        Some(view) => format!("{view} · {filter}"),
        None => filter.into_owned(),
    }
}

/// The name of the page or pane that takes the keys.
const fn focus_name(app: &App) -> &'static str {
    match &app.mode {
        Mode::Page(page) => page.kind.title(app.config.lang),
        Mode::Normal | Mode::Prompt(_) => app.focus.title(app.config.lang),
    }
}

/// Draws the key hints that fit.
fn draw_keys(canvas: &mut Canvas<'_>, hints: &[KeyHint], area: Rect) {
    let mut x = area.x;
    for hint in hints {
        let text = format!(" {}", hint.text);
        if x.saturating_add(hint_width(canvas, hint)) > area.right() {
            break;
        }
        x = canvas.put(
            rest_of_line(area, x),
            &hint.key,
            canvas.status_style(Role::Key),
        );
        let x_after = canvas.put(rest_of_line(area, x), &text, canvas.status_style(Role::Dim));
        x = x_after.saturating_add(GAP);
    }
}

/// Puts a text, truncated if it is too long; returns the column after the gap behind it.
fn put_piece(canvas: &mut Canvas<'_>, area: Rect, text: &str, role: Role) -> u16 {
    let style = canvas.status_style(role);
    canvas
        .put_truncated(area, text, style)
        .saturating_add(GAP)
        .min(area.right())
}
