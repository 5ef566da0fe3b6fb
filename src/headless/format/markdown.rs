//! Markdown: a section for each day, a list item for each story.

use std::io::Write;

use crate::item::NewsDay;
use crate::text::sanitise_line;
use crate::timeline::ItemRef;

pub(super) fn day(out: &mut Vec<u8>, day: NewsDay) {
    // Writing to memory does not fail.
    let _ = write!(out, "## {day}\n\n");
}

pub(super) fn print(out: &mut Vec<u8>, item: ItemRef<'_>, is_again: bool) {
    let story = item.story();
    let (hour, minute) = item.stamp().clock();
    let red = if item.flags().is_red() { "🔴 " } else { "" };
    let again = if is_again { "改 " } else { "" };
    let _ = write!(out, "- {hour:02}:{minute:02} {red}{again}");
    if let Some(title) = story.title {
        let _ = write!(out, "**{}** ", escaped(title));
    }
    out.extend_from_slice(escaped(story.body).as_bytes());
    if let Some(source) = story.source {
        let _ = write!(out, "（{}）", escaped(source));
    }
    if let Some(url) = item.url().filter(|url| url.starts_with("http")) {
        let _ = write!(
            out,
            " [🔗](<{}>)",
            sanitise_line(url).as_str().replace(['<', '>', '\\'], "")
        );
    }
    out.extend_from_slice(b"\n\n");
}

/// Escapes the characters that mean something in Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in sanitise_line(text).as_str().chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
