//! A line of segments at its left and right end. If the line is too short, segments are shortened and left out one after the
//! other, by rank.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::{Canvas, LookSpan, rest_of_line};
use crate::config::theme::Role;
use crate::text::{Printable, TextMetrics, sanitise_line};

/// Columns between two segments.
const GAP: u16 = 2;

/// The end of the line that a segment belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// A segment of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub side: Side,
    pub text: SegmentText,
    /// The same in fewer columns, each with the rank at which it takes the place of the text before.
    pub shorter: Vec<(u8, SegmentText)>,
    pub role: Role,
    /// The rank at which it is left out; lower ranks come first.
    pub rank: u8,
}

/// A text with parts of other roles, and parts that can be clicked on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SegmentText {
    pub text: Printable<'static>,
    pub spans: Vec<LookSpan>,
    /// Bytes of the text, and a number that says what they stand for.
    pub targets: Vec<(Range<usize>, usize)>,
}

impl From<&str> for SegmentText {
    fn from(text: &str) -> Self {
        Self {
            text: sanitise_line(text).into_owned(),
            ..Self::default()
        }
    }
}

/// A segment in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlacedSegment {
    text: SegmentText,
    role: Role,
    /// One row; narrower than the text if that is to be truncated.
    area: Rect,
}

/// Places the segments that fit, in their order.
pub(super) fn place(
    area: Rect,
    mut segments: Vec<Segment>,
    metrics: TextMetrics,
) -> Vec<PlacedSegment> {
    fit(&mut segments, area.width, metrics);
    let (left, right): (Vec<_>, Vec<_>) = segments
        .into_iter()
        .partition(|segment| segment.side == Side::Left);
    let room = area.width.saturating_sub(width(&right, metrics));
    let left_area = Rect {
        width: room,
        ..area
    };
    let mut placed = place_row(left_area, left, metrics);
    placed.extend(place_row(rest_of_line(area, area.x + room), right, metrics));
    placed
}

/// Shortens and leaves out segments by rank, and those of one rank from the right, until the rest fits. The last one stays, and
/// is truncated when drawn.
fn fit(segments: &mut Vec<Segment>, columns: u16, metrics: TextMetrics) {
    while width(segments, metrics) > columns {
        let steps = segments.iter().enumerate();
        let next = steps.min_by_key(|(n, segment)| (segment.next_rank(), usize::MAX - n));
        let Some((n, _)) = next else { return };
        if let Some(segment) = segments.get_mut(n).filter(|it| !it.shorter.is_empty()) {
            segment.text = segment.shorter.remove(0).1;
        } else if segments.len() > 1 {
            segments.remove(n);
        } else {
            return;
        }
    }
}

impl Segment {
    /// The rank at which it is shortened or left out next.
    fn next_rank(&self) -> u8 {
        self.shorter.first().map_or(self.rank, |(rank, _)| *rank)
    }

    /// Adds a shorter text.
    pub(super) fn or(mut self, rank: u8, text: impl Into<SegmentText>) -> Self {
        self.shorter.push((rank, text.into()));
        self
    }
}

/// Returns the columns of all segments with the gaps between them.
fn width(segments: &[Segment], metrics: TextMetrics) -> u16 {
    let texts = segments
        .iter()
        .map(|segment| columns(&segment.text, metrics));
    let gaps = GAP.saturating_mul(u16::try_from(segments.len().saturating_sub(1)).unwrap_or(0));
    texts.fold(gaps, u16::saturating_add)
}

fn columns(text: &SegmentText, metrics: TextMetrics) -> u16 {
    u16::try_from(metrics.width(text.text.as_str())).unwrap_or(u16::MAX)
}

fn place_row(area: Rect, segments: Vec<Segment>, metrics: TextMetrics) -> Vec<PlacedSegment> {
    let mut x = area.x;
    let place = |Segment { text, role, .. }| {
        let rest = rest_of_line(area, x);
        let width = columns(&text, metrics).min(rest.width);
        x = x.saturating_add(width).saturating_add(GAP);
        let area = Rect { width, ..rest };
        PlacedSegment { text, role, area }
    };
    segments.into_iter().map(place).collect()
}

impl PlacedSegment {
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, style: Style) {
        let style = style.patch(canvas.style(self.role));
        let SegmentText { text, spans, .. } = &self.text;
        if canvas.width(text.as_str()) > self.area.width {
            canvas.put_truncated(self.area, text.as_str(), style);
        } else {
            canvas.put_spans(self.area, text, style, spans);
        }
    }

    /// The areas of the parts that can be clicked on.
    pub(super) fn targets(&self, metrics: TextMetrics) -> impl Iterator<Item = (Rect, usize)> {
        let text = self.text.text.as_str();
        let column = move |at: usize| {
            let before = text.get(..at).unwrap_or_default();
            u16::try_from(metrics.width(before)).unwrap_or(u16::MAX)
        };
        let area = self.area;
        let targets = self.text.targets.iter();
        targets.map(move |(range, target)| {
            let (start, end) = (column(range.start), column(range.end));
            let width = end.min(area.width).saturating_sub(start);
            let x = area.x.saturating_add(start);
            (Rect { x, width, ..area }, *target)
        })
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(23, "电报|cls|周日|3 条新")]
    #[case(22, "电报|周日|3 条新")]
    #[case(17, "电报|周日|3 新")]
    #[case(14, "周日|3 新")]
    #[case(7, "3 新")]
    #[case(0, "3 新")]
    fn lowest_ranks_are_given_up_first(#[case] columns: u16, #[case] expected: &str) {
        let texts = [("电报", 3), ("cls", 1), ("周日", 4), ("3 条新", 9)];
        let mut segments = texts
            .map(|(text, rank)| Segment {
                side: Side::Left,
                text: text.into(),
                shorter: Vec::new(),
                role: Role::Text,
                rank,
            })
            .to_vec();
        segments[3].shorter.push((2, "3 新".into()));
        fit(&mut segments, columns, TextMetrics::default());
        let left: Vec<_> = segments
            .iter()
            .map(|segment| segment.text.text.as_str())
            .collect();
        assert_eq!(left.join("|"), expected);
    }
}
