//! The prompt in the last line, with the terminal's own cursor, which an input method needs. An error is marked in the line
//! and described below it.
//!
//! ```text
//!  筛选 英伟达 |█                                            12 / 340 条
//!  此处应有要查找的词
//! ```

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::canvas::{Canvas, rest_of_line, with_margin};
use super::screen_layout::ScreenLayout;
use crate::app::{App, PromptError, PromptKind, PromptLine, SearchKind};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::text::{ELLIPSIS, TextMetrics, sanitise_line};

/// Draws the prompt; returns the cursor's position.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    app: &App,
    prompt: &PromptLine,
    layout: &ScreenLayout,
) -> Option<Position> {
    let area = layout.areas.status;
    canvas.blank(area, canvas.text_style(Role::Status));
    let height = area.height.min(1);
    let inner = Rect {
        height,
        ..with_margin(area)
    };
    let label = format!("{} ", app.config.lang.text(label(prompt.kind())));
    let x = canvas.put(inner, &label, canvas.status_style(Role::Label));
    let right = draw_result(canvas, app, prompt, rest_of_line(inner, x));
    if let Some(error) = prompt.error() {
        let below = Rect {
            y: area.y + height,
            height: area.height - height,
            ..area
        };
        draw_error(canvas, error, rest_of_line(below, inner.x));
    }
    let input = Rect {
        x,
        width: right.saturating_sub(x),
        ..inner
    };
    let cursor = draw_input(canvas, prompt, input);
    (!area.is_empty()).then_some(cursor)
}

const fn label(kind: PromptKind) -> UiText {
    match kind {
        PromptKind::Find => UiText::FindPrompt,
        PromptKind::Filter => UiText::FilterPrompt,
        PromptKind::GoTo => UiText::GoToPrompt,
    }
}

/// Draws the typed text, scrolled to the cursor; returns the cursor's position.
fn draw_input(canvas: &mut Canvas<'_>, prompt: &PromptLine, area: Rect) -> Position {
    let value = prompt.text();
    let before: String = value.chars().take(prompt.cursor()).collect();
    let hidden = hidden_bytes(canvas.text_metrics(), &before, area.width);
    // A recalled line, which the next character replaces, looks like selected text.
    let modifier = if prompt.is_selected() {
        Modifier::REVERSED
    } else {
        Modifier::empty()
    };
    let style = canvas.text_style(Role::Status).add_modifier(modifier);
    let end = canvas.put(area, value.get(hidden..).unwrap_or_default(), style);
    let text_metrics = canvas.text_metrics();
    let column = |bytes: usize| {
        let text = value.get(hidden..bytes).unwrap_or_default();
        let columns = text_metrics.width(sanitise_line(text).as_str());
        area.x
            .saturating_add(u16::try_from(columns).unwrap_or(u16::MAX))
            .min(area.right().saturating_sub(1))
    };
    if let Some(error) = prompt.error() {
        let start = if error.at.start < hidden {
            area.x
        } else {
            column(error.at.start)
        };
        let to = column(error.at.end).max(start + 1).min(end.max(start) + 1);
        mark_error(canvas, area, start, to);
    }
    Position {
        x: column(before.len()),
        y: area.y,
    }
}

/// Underlines the columns from `start` to `to`: at least one, so that a missing word is marked too.
fn mark_error(canvas: &mut Canvas<'_>, area: Rect, start: u16, to: u16) {
    let wrong = Rect {
        width: to.min(area.right()).saturating_sub(start),
        ..rest_of_line(area, start)
    };
    let style = canvas.style(Role::Error).add_modifier(Modifier::UNDERLINED);
    canvas.restyle(wrong, style);
}

/// Returns how many bytes before the cursor are scrolled off, so that the cursor has a column of its own.
fn hidden_bytes(text_metrics: TextMetrics, before: &str, columns: u16) -> usize {
    let room = usize::from(columns.saturating_sub(1));
    let width = text_metrics.width(before);
    if width <= room {
        return 0;
    }
    let first = text_metrics
        .glyphs(before)
        .find(|glyph| width - glyph.at <= room);
    first.map_or(before.len(), |glyph| glyph.start)
}

/// Draws what the typed text leads to: counts of items or matches, or a time. Returns the column before it.
fn draw_result(canvas: &mut Canvas<'_>, app: &App, prompt: &PromptLine, area: Rect) -> u16 {
    let text = match prompt.kind() {
        PromptKind::Filter => {
            let (shown, all) = (app.list.visible().len(), app.timeline.len());
            let counts = app.config.lang.text(UiText::Counts { shown, all });
            counts.into_owned()
        }
        PromptKind::Find if app.search(SearchKind::Find).is_active() => {
            let (number, matches) = app.match_position();
            format!("{number}/{matches}")
        }
        PromptKind::Find => String::new(),
        PromptKind::GoTo => app
            .format_time_target(prompt.text())
            .map(|goal| format!("→ {goal}"))
            .unwrap_or_default(),
    };
    let width = canvas.width(&text);
    let typed = canvas.width(prompt.text()).saturating_add(2);
    // The typed text has half of the room, or more if it is longer.
    let room = area.width.saturating_sub(typed).max(area.width / 2);
    if text.is_empty() || width > room {
        return area.right();
    }
    let x = area.right() - width;
    let style = canvas.status_style(Role::Dim);
    canvas.put(rest_of_line(area, x), &text, style);
    x.saturating_sub(1)
}

/// Draws the error in the row below the prompt.
fn draw_error(canvas: &mut Canvas<'_>, error: &PromptError, row: Rect) {
    let style = canvas.status_style(Role::Error);
    let text = sanitise_line(&error.text);
    let text = shorten(canvas.text_metrics(), text.as_str(), usize::from(row.width));
    canvas.put(row, &text, style);
}

/// Shortens an error to the clauses, or members of a list, that fit: the first says what is wrong. An ellipsis ends a clause
/// that is not whole.
fn shorten(text_metrics: TextMetrics, text: &str, columns: usize) -> String {
    if text_metrics.width(text) <= columns {
        return text.to_owned();
    }
    let prefixes = text.char_indices().filter_map(|(at, mark)| {
        let head = text.get(..at)?;
        let end = match mark {
            '；' | ';' => "",
            '，' | '、' | ',' => ELLIPSIS,
            ' ' if head.ends_with(char::is_alphanumeric) => ELLIPSIS,
            _ => return None,
        };
        Some([head, end].concat())
    });
    prefixes
        .rev()
        .find(|prefix| text_metrics.width(prefix) <= columns)
        .unwrap_or_else(|| text_metrics.truncate(text, columns).into_owned())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(
        "不是时间或日期；例如 10:15、5-14、昨天",
        80,
        "不是时间或日期；例如 10:15、5-14、昨天"
    )]
    #[case(
        "不是时间或日期；例如 10:15、5-14、昨天",
        29,
        "不是时间或日期；例如 10:15…"
    )]
    #[case("不是时间或日期；例如 10:15、5-14、昨天", 20, "不是时间或日期")]
    #[case(
        "neither a time nor a date; 10:15, 5-14 would do",
        29,
        "neither a time nor a date"
    )]
    #[case(
        "没有这个字段，可用：title body source",
        29,
        "没有这个字段，可用：title…"
    )]
    #[case("expected i or a space after it", 20, "expected i or a…")]
    #[case("这个引号没有闭合", 9, "这个引号…")]
    fn errors_are_shortened_by_clauses(
        #[case] text: &str,
        #[case] columns: usize,
        #[case] expected: &str,
    ) {
        assert_eq!(shorten(TextMetrics::default(), text, columns), expected);
    }
}
