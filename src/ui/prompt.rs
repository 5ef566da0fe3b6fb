//! What is being typed, in the last line, with the terminal's own cursor where an input method needs it; below it what
//! is wrong, while the place itself is marked in the line.
//!
//! ```text
//!  筛选 英伟达 |█                                            12 / 340 条
//!  此处应有要查找的词
//! ```

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::canvas::{Canvas, from};
use super::layout::{Layout, owned};
use crate::app::{App, PromptError, PromptKind, PromptLine, SearchKind};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::text::{ELLIPSIS, TextMetrics, sanitise_line};

/// Draws the prompt; gives where the cursor belongs.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    app: &App,
    prompt: &PromptLine,
    layout: &Layout,
) -> Option<Position> {
    let area = layout.panes.status;
    let base = canvas.style(Role::Text).patch(canvas.style(Role::Status));
    canvas.blank(area, base);
    let margin = u16::from(area.width > 24);
    let height = area.height.min(1);
    let inner = Rect {
        x: area.x + margin,
        width: area.width.saturating_sub(2 * margin),
        height,
        ..area
    };
    let label = owned(&format!("{} ", app.config.lang.text(asks(prompt.kind()))));
    let x = canvas.put(inner, &label, base.patch(canvas.style(Role::Label)));
    let right = means(canvas, app, prompt, from(inner, x));
    if let Some(error) = prompt.error() {
        let below = Rect {
            y: area.y + height,
            height: area.height - height,
            ..area
        };
        wrong(canvas, error, from(below, area.x + margin));
    }
    let cursor = input(
        canvas,
        prompt,
        Rect {
            x,
            width: right.saturating_sub(x),
            ..inner
        },
    );
    (!area.is_empty()).then_some(cursor)
}

const fn asks(kind: PromptKind) -> UiText {
    match kind {
        PromptKind::Find => UiText::FindPrompt,
        PromptKind::Filter => UiText::FilterPrompt,
        PromptKind::GoTo => UiText::GoToPrompt,
    }
}

/// The line typed, scrolled so that the cursor is in it; gives the cursor's place.
fn input(canvas: &mut Canvas<'_>, prompt: &PromptLine, area: Rect) -> Position {
    let value = prompt.text();
    let before: String = value.chars().take(prompt.cursor()).collect();
    let text_metrics = canvas.text_metrics();
    let hidden = hidden(text_metrics, &before, area.width);
    let shown = sanitise_line(value.get(hidden..).unwrap_or_default());
    let style = canvas.style(Role::Text).patch(canvas.style(Role::Status));
    // What the next character takes the place of looks as selected text does everywhere.
    let modifier = if prompt.is_selected() {
        Modifier::REVERSED
    } else {
        Modifier::empty()
    };
    let end = canvas.put(area, &shown, style.add_modifier(modifier));
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
        let mark = canvas.style(Role::Error).add_modifier(Modifier::UNDERLINED);
        canvas.restyle(
            Rect {
                width: to.min(area.right()).saturating_sub(start),
                ..from(area, start)
            },
            mark,
        );
    }
    Position {
        x: column(before.len()),
        y: area.y,
    }
}

/// How many bytes of what stands before the cursor are scrolled away, so that the cursor has a column of its own.
fn hidden(text_metrics: TextMetrics, before: &str, columns: u16) -> usize {
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

/// What comes of the line typed: how much the filter leaves, how much was found, where it goes; gives the column before it.
fn means(canvas: &mut Canvas<'_>, app: &App, prompt: &PromptLine, area: Rect) -> u16 {
    let lang = app.config.lang;
    let text = match prompt.kind() {
        PromptKind::Filter => lang
            .text(UiText::Counts {
                shown: app.list.visible().len(),
                all: app.timeline.len(),
            })
            .into_owned(),
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
    let width = u16::try_from(canvas.text_metrics().width(&text)).unwrap_or(u16::MAX);
    let typed = u16::try_from(canvas.text_metrics().width(prompt.text())).unwrap_or(u16::MAX);
    // The line typed comes first: half of the room is its own, or more where it is longer.
    if text.is_empty()
        || width
            > area
                .width
                .saturating_sub(typed.saturating_add(2))
                .max(area.width / 2)
    {
        return area.right();
    }
    let x = area.right() - width;
    let style = canvas
        .style(Role::Text)
        .patch(canvas.style(Role::Status))
        .patch(canvas.style(Role::Dim));
    canvas.put(from(area, x), &owned(&text), style);
    x.saturating_sub(1)
}

/// What is wrong, in the row below the line typed.
fn wrong(canvas: &mut Canvas<'_>, error: &PromptError, row: Rect) {
    let style = canvas
        .style(Role::Text)
        .patch(canvas.style(Role::Status))
        .patch(canvas.style(Role::Error));
    let text = sanitise_line(&error.text);
    let text = shortened(canvas.text_metrics(), text.as_str(), usize::from(row.width));
    canvas.put(row, &owned(&text), style);
}

/// As many clauses of what is wrong, or members of its list of what would do, as there is room for: the first of them says
/// it. An ellipsis says where a clause is not whole.
fn shortened(text_metrics: TextMetrics, text: &str, columns: usize) -> String {
    if text_metrics.width(text) <= columns {
        return text.to_owned();
    }
    let ends = text.char_indices().filter_map(|(at, mark)| {
        let head = text.get(..at)?;
        let rest = match mark {
            '；' | ';' => "",
            '，' | '、' | ',' => ELLIPSIS,
            ' ' if head.ends_with(char::is_alphanumeric) => ELLIPSIS,
            _ => return None,
        };
        Some([head, rest].concat())
    });
    ends.rev()
        .find(|head| text_metrics.width(head) <= columns)
        .unwrap_or_else(|| text_metrics.truncate(text, columns).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_shortened_by_whole_clauses() {
        let of = |text, columns| shortened(TextMetrics::default(), text, columns);
        let neither = "不是时间或日期；例如 10:15、5-14、2026-05-14、昨天";
        assert_eq!(of(neither, 80), neither);
        assert_eq!(of(neither, 29), "不是时间或日期；例如 10:15…");
        assert_eq!(of(neither, 20), "不是时间或日期");
        assert_eq!(
            of("neither a time nor a date; 10:15, 5-14 would do", 29),
            "neither a time nor a date"
        );
        assert_eq!(
            of("没有这个字段，可用：title body source", 29),
            "没有这个字段，可用：title…"
        );
        assert_eq!(of("expected i or a space after it", 20), "expected i or a…");
        assert_eq!(of("这个引号没有闭合", 9), "这个引号…");
    }
}
