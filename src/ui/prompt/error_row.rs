//! The row below the prompt that says what is wrong with its line.

use ratatui::layout::Rect;

use crate::app::PromptError;
use crate::config::theme::Role;
use crate::text::{ELLIPSIS, TextMetrics, sanitise_line};
use crate::ui::canvas::Canvas;

/// Draws the error.
pub(super) fn draw(canvas: &mut Canvas<'_>, error: &PromptError, row: Rect) {
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
        "没有这个字段；是 title 吗？Tab 看有哪些",
        29,
        "没有这个字段；是 title…"
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
