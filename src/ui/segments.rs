//! A line of segments at its left and right end. If the line is too short the least important ones are shortened first, then
//! left out.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::{Canvas, rest_of_line};
use crate::config::theme::Role;
use crate::text::{Printable, TextMetrics};

/// Columns between two segments.
const GAP: u16 = 2;

/// The end of the line that a segment belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// A segment of a line.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub side: Side,
    pub text: Printable<'static>,
    /// The same in fewer columns, if there is a shorter text.
    pub short: Option<Printable<'static>>,
    pub role: Role,
    /// Segments of a lower priority are left out first.
    pub priority: u8,
}

/// Draws the segments that fit, in their order.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, style: Style, mut segments: Vec<Segment>) {
    let text_metrics = canvas.text_metrics();
    fit(&mut segments, area.width, text_metrics);
    let (left, right): (Vec<_>, Vec<_>) = segments
        .into_iter()
        .partition(|segment| segment.side == Side::Left);
    let room = area.width.saturating_sub(width(&right, text_metrics));
    let left_area = Rect {
        width: room,
        ..area
    };
    draw_row(canvas, left_area, style, &left);
    draw_row(canvas, rest_of_line(area, area.x + room), style, &right);
}

/// Shortens segments by priority, then drops them by priority and from the right, until the rest fits. The last one stays and
/// is truncated when drawn.
fn fit(segments: &mut Vec<Segment>, columns: u16, text_metrics: TextMetrics) {
    while width(segments, text_metrics) > columns {
        let long = segments
            .iter_mut()
            .filter(|segment| segment.short.is_some());
        let Some(least) = long.min_by_key(|segment| segment.priority) else {
            break;
        };
        least.text = least.short.take().unwrap_or_else(|| least.text.clone());
    }
    while segments.len() > 1 && width(segments, text_metrics) > columns {
        let least = segments
            .iter()
            .enumerate()
            .min_by_key(|(n, segment)| (segment.priority, usize::MAX - n));
        let Some((least, _)) = least else { return };
        segments.remove(least);
    }
}

/// Returns the columns of all segments with the gaps between them.
fn width(segments: &[Segment], text_metrics: TextMetrics) -> u16 {
    let texts: usize = segments
        .iter()
        .map(|segment| text_metrics.width(segment.text.as_str()))
        .sum();
    let gaps = usize::from(GAP) * segments.len().saturating_sub(1);
    u16::try_from(texts + gaps).unwrap_or(u16::MAX)
}

fn draw_row(canvas: &mut Canvas<'_>, area: Rect, style: Style, segments: &[Segment]) {
    let mut x = area.x;
    for (n, segment) in segments.iter().enumerate() {
        x += if n == 0 { 0 } else { GAP };
        let style = style.patch(canvas.style(segment.role));
        x = canvas.put_truncated(rest_of_line(area, x), segment.text.as_str(), style);
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::text::sanitise_line;

    #[rstest]
    #[case(23, "电报|cls|周日|3 条新")]
    #[case(22, "电报|cls|周日|3 新")]
    #[case(18, "电报|cls|3 新")]
    #[case(12, "电报|3 新")]
    #[case(0, "3 新")]
    fn least_important_segment_is_dropped(#[case] columns: u16, #[case] expected: &str) {
        let texts = [("电报", 3), ("cls", 1), ("周日", 1), ("3 条新", 9)];
        let mut segments = texts
            .map(|(text, priority)| Segment {
                side: Side::Left,
                text: sanitise_line(text),
                short: (text == "3 条新").then(|| sanitise_line("3 新")),
                role: Role::Text,
                priority,
            })
            .to_vec();
        fit(&mut segments, columns, TextMetrics::default());
        let left: Vec<_> = segments
            .iter()
            .map(|segment| segment.text.as_str())
            .collect();
        assert_eq!(left.join("|"), expected);
    }
}
