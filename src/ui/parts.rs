//! A line made of parts, of which the least needed give way where there is no room.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::{Canvas, from};
use crate::text::{Printable, TextMetrics, sanitise_line};

/// Between two parts, in columns.
const GAP: u16 = 2;

/// At which end of the line a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// A part of a line.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub side: Side,
    pub text: Printable<'static>,
    pub style: Style,
    /// The higher, the longer it stays when the line gets shorter.
    pub need: u8,
}

/// Draws the parts that there is room for, in their order.
pub(super) fn line(canvas: &mut Canvas<'_>, area: Rect, mut parts: Vec<Part>) {
    let text_metrics = canvas.text_metrics();
    fit(&mut parts, area.width, text_metrics);
    let (left, right): (Vec<_>, Vec<_>) =
        parts.into_iter().partition(|part| part.side == Side::Left);
    let room = area.width.saturating_sub(width(&right, text_metrics));
    row(
        canvas,
        Rect {
            width: room,
            ..area
        },
        &left,
    );
    row(
        canvas,
        Rect {
            x: area.x + room,
            width: area.width - room,
            ..area
        },
        &right,
    );
}

/// Leaves away what is needed least until the rest fits. The last one stays and is cut when it is drawn.
fn fit(parts: &mut Vec<Part>, columns: u16, text_metrics: TextMetrics) {
    while parts.len() > 1 && width(parts, text_metrics) > columns {
        let least = parts
            .iter()
            .enumerate()
            .min_by_key(|(n, part)| (part.need, usize::MAX - n));
        let Some((least, _)) = least else { return };
        parts.remove(least);
    }
}

/// The columns of all parts and the gaps between them.
fn width(parts: &[Part], text_metrics: TextMetrics) -> u16 {
    let texts: usize = parts
        .iter()
        .map(|part| text_metrics.width(part.text.as_str()))
        .sum();
    let gaps = usize::from(GAP) * parts.len().saturating_sub(1);
    u16::try_from(texts + gaps).unwrap_or(u16::MAX)
}

fn row(canvas: &mut Canvas<'_>, area: Rect, parts: &[Part]) {
    let mut x = area.x;
    for (n, part) in parts.iter().enumerate() {
        x += if n == 0 { 0 } else { GAP };
        let rest = from(area, x);
        let text = canvas
            .text_metrics()
            .truncate(part.text.as_str(), usize::from(rest.width))
            .into_owned();
        x = canvas.put(rest, &sanitise_line(&text), part.style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_least_gives_way() {
        let part = |text: &'static str, need| Part {
            side: Side::Left,
            text: sanitise_line(text),
            style: Style::new(),
            need,
        };
        let left = |columns| {
            let mut parts = vec![
                part("电报", 3),
                part("cls", 1),
                part("周日", 1),
                part("3 条新", 9),
            ];
            fit(&mut parts, columns, TextMetrics::default());
            parts
                .iter()
                .map(|part| part.text.as_str().to_owned())
                .collect::<Vec<_>>()
                .join("|")
        };
        assert_eq!(left(23), "电报|cls|周日|3 条新");
        assert_eq!(left(22), "电报|cls|3 条新");
        assert_eq!(left(12), "电报|3 条新");
        assert_eq!(left(0), "3 条新");
    }
}
