//! The last line: the focused pane, a notice or the useful keys, and the position in the list.
//!
//! ```text
//!  列表  Enter 打开  f 筛选  / 查找  ? 按键说明                  12/340  3%
//! ```

use ratatui::layout::Rect;

use super::canvas::{Canvas, rest_of_line, with_margin};
use super::hit_counts;
use super::key_hints;
use super::screen_layout::ScreenLayout;
use crate::app::{App, Mode, SearchKind};
use crate::config::theme::Role;
use crate::lang::UiText;

/// Columns between two pieces.
const GAP: u16 = 2;
/// The filter takes one part in this many of the line at most, so that the position and some keys are visible beside it.
const FILTER_SHARE: u16 = 3;

pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, layout: &ScreenLayout) {
    let area = layout.areas.status;
    canvas.blank(area, canvas.text_style(Role::Status));
    let inner = with_margin(area);
    // After the first key of a sequence, its continuations are more important than a notice.
    let notice = app
        .notices
        .current()
        .filter(|_| app.keys.pending().is_empty());
    let left = match notice {
        Some(notice) => {
            let role = if notice.error {
                Role::Error
            } else {
                Role::Status
            };
            put_piece(canvas, inner, &notice.text, role)
        }
        None => draw_focus(canvas, app, inner),
    };
    let right = draw_position(canvas, app, layout, rest_of_line(inner, left));
    if notice.is_none() {
        let between = Rect {
            x: left,
            width: right.saturating_sub(left),
            ..inner
        };
        draw_keys(canvas, app, between);
    }
}

/// Draws the name of what takes the keys, and the filter; returns the first free column.
fn draw_focus(canvas: &mut Canvas<'_>, app: &App, area: Rect) -> u16 {
    let lang = app.config.lang;
    let x = put_piece(canvas, area, focus_name(app), Role::Label);
    let filter = app.search(SearchKind::Filter);
    if !filter.is_active() {
        return x;
    }
    let (state, role) = if app.is_filtered() {
        (UiText::FilterPrompt, Role::Label)
    } else {
        (UiText::FilterOff, Role::Dim)
    };
    let query = canvas
        .text_metrics()
        .truncate(filter.source(), usize::from(area.width / FILTER_SHARE));
    let text = format!("{} {query}", lang.text(state));
    let x = put_piece(canvas, rest_of_line(area, x), &text, role);
    match hit_counts::of_filter(app) {
        Some(counts) => put_piece(canvas, rest_of_line(area, x), &counts, Role::Dim),
        None => x,
    }
}

/// The name of the page or pane that takes the keys.
const fn focus_name(app: &App) -> &'static str {
    match &app.mode {
        Mode::Page(page) => page.kind.title(app.config.lang),
        Mode::Normal | Mode::Prompt(_) => app.focus.title(app.config.lang),
    }
}

/// Draws the position in the list or page at the right end; returns the column before it.
fn draw_position(canvas: &mut Canvas<'_>, app: &App, layout: &ScreenLayout, area: Rect) -> u16 {
    let text = match &app.mode {
        Mode::Page(page) => page_position(layout, page.offset),
        Mode::Normal | Mode::Prompt(_) => list_position(app),
    };
    let width = canvas.width(&text);
    let Some(x) = area.right().checked_sub(width).filter(|&x| x >= area.x) else {
        return area.right();
    };
    canvas.put(
        rest_of_line(area, x),
        &text,
        canvas.text_style(Role::Status),
    );
    x.saturating_sub(GAP)
}

/// The last line in view and the number of lines.
fn page_position(layout: &ScreenLayout, offset: u16) -> String {
    let total = layout.page.len();
    let last = (usize::from(offset) + usize::from(layout.areas.body.height)).min(total);
    format!("{last}/{total}  {}%", last * 100 / total.max(1))
}

/// The count that was typed, the position among the matches of find, and the position in the list.
fn list_position(app: &App) -> String {
    let count = app.keys.count().map(|count| count.to_string());
    let visible = app.list.visible();
    let selected = app.list.selected_index().map(|index| {
        let (rank, total) = (visible.rank(index) + 1, visible.len().max(1));
        format!("{rank}/{total}  {}%", rank * 100 / total)
    });
    let parts: Vec<_> = [count, match_position(app), selected]
        .into_iter()
        .flatten()
        .collect();
    parts.join("  ")
}

fn match_position(app: &App) -> Option<String> {
    let (number, matches) = app.match_position();
    let label = app.config.lang.text(UiText::FindPrompt);
    let find = app.search(SearchKind::Find);
    find.is_active()
        .then(|| format!("{label} {number}/{matches}"))
}

/// Draws the key hints that fit.
fn draw_keys(canvas: &mut Canvas<'_>, app: &App, area: Rect) {
    let mut x = area.x;
    for hint in key_hints::current(app) {
        let text = format!(" {}", hint.text);
        let width = canvas.width(&hint.key) + canvas.width(&text);
        if x.saturating_add(width) > area.right() {
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
