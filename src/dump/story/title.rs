//! The title in 【】 that opens a text, and the column that opens a title.

use memchr::memchr_iter;

use super::blank::{is_blank, trim_end, trim_start};

/// The title between balanced 【 and 】 that opens a text. `None` if there is none, or if it is empty or not closed.
pub fn title(text: &str) -> Option<&str> {
    split_title(text).map(|(title, _)| title)
}

/// Splits off that title.
pub(in crate::dump) fn split_title(text: &str) -> Option<(&str, &str)> {
    let (inner, rest) = split_brackets(trim_start(text))?;
    let inner = trim_end(trim_start(inner));
    (!inner.is_empty()).then_some((inner, rest))
}

/// The text after its title; empty if there is only a title.
pub fn strip_title(text: &str) -> &str {
    split_title(text)
        .map_or(text, |(_, rest)| rest)
        .trim_start_matches(is_blank)
}

/// Whether a text was cut off within its title.
pub fn has_unclosed_title(text: &str) -> bool {
    text.trim_start_matches(is_blank).starts_with('【') && title(text).is_none()
}

/// The column that opens a title.
pub(super) fn column(title: &str) -> Option<&str> {
    let (column, _) = split_brackets(title)?;
    let column = column.trim();
    (!column.is_empty()).then_some(column)
}

/// Returns a title without the column that begins it, such as 【盘中宝】; the whole title if nothing else is in it.
pub fn without_column<'a>(title: &'a str, column: &str) -> &'a str {
    let rest = title
        .strip_prefix('【')
        .and_then(|rest| rest.strip_prefix(column))
        .and_then(|rest| rest.strip_prefix('】'));
    rest.map(str::trim_start)
        .filter(|rest| !rest.is_empty())
        .unwrap_or(title)
}

/// Splits a text into the content of the brackets at its start and the rest.
fn split_brackets(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix('【')?;
    let bytes = rest.as_bytes();
    let mut depth = 1_usize;
    // Both brackets begin with a byte with which few Chinese characters begin.
    for at in memchr_iter(b'\xE3', bytes) {
        match bytes.get(at..at + 3) {
            Some(b"\xE3\x80\x90") => depth += 1,
            Some(b"\xE3\x80\x91") => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return Some((rest.get(..at)?, rest.get(at + 3..)?));
        }
    }
    None
}
