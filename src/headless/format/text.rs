//! One line an item, for pipes and for grep.
//!
//! ```text
//! 2026-01-06 05:49 红 【title】body（source）     format text
//! 2026-01-06 05:49 红 title                       format headline
//! ```

use super::badge::PrintedBadge;
use super::headline::Headline;
use super::paint::{BOLD, DIM, PLAIN, Paint, Style};
use crate::text::sanitise_line;
use crate::timeline::ItemRef;

/// Prints the whole text of an item on a line.
pub(super) fn print(out: &mut Vec<u8>, item: ItemRef<'_>, badge: PrintedBadge, paint: &Paint) {
    put_stamp(out, item, badge, paint);
    let story = item.story();
    if let Some(title) = story.title {
        put(out, &format!("【{title}】"), BOLD, paint);
    }
    let is_red_flash = story.title.is_none() && item.flags().is_red();
    put(
        out,
        story.body,
        if is_red_flash { BOLD } else { PLAIN },
        paint,
    );
    if let Some(source) = story.source {
        put(out, &format!("（{source}）"), DIM, paint);
    }
    out.push(b'\n');
}

/// Prints the headline of an item on a line.
pub(super) fn print_headline(
    out: &mut Vec<u8>,
    item: ItemRef<'_>,
    badge: PrintedBadge,
    paint: &Paint,
) {
    put_stamp(out, item, badge, paint);
    let headline = Headline::new(item);
    let text = headline.text.as_str();
    let style = if item.flags().is_red() { BOLD } else { PLAIN };
    paint.put_piece(out, text, 0..text.len(), style, &headline.spans(paint));
    out.push(b'\n');
}

/// Prints date, time and badge.
fn put_stamp(out: &mut Vec<u8>, item: ItemRef<'_>, badge: PrintedBadge, paint: &Paint) {
    let time = item.stamp().time().naive_local();
    paint.put(out, &time.format("%Y-%m-%d %H:%M").to_string(), DIM);
    out.push(b' ');
    badge.put(out, paint);
    out.push(b' ');
}

/// Prints a part of a text with its figures and hits.
fn put(out: &mut Vec<u8>, text: &str, style: Style, paint: &Paint) {
    let text = sanitise_line(text);
    let text = text.as_str();
    let spans = paint.body_spans(text, Vec::new());
    paint.put_piece(out, text, 0..text.len(), style, &spans);
}
