//! The text of an item in lines of a width: title, then body in paragraphs, by the rules of Chinese typesetting.

use std::iter;
use std::ops::Range;

use super::headline::Headline;
use super::paint::{BOLD, DIM, PLAIN, Paint, Span, Style};
use crate::text::{Printable, TextMetrics, item_number_length, paragraphs, sanitise};
use crate::timeline::ItemRef;

/// A title or a body in lines.
pub(super) struct WrappedPart {
    text: Printable<'static>,
    style: Style,
    spans: Vec<Span>,
    pub(super) lines: Vec<Line>,
}

/// A line of a part.
pub(super) struct Line {
    /// Its bytes in the text.
    range: Range<usize>,
    /// The columns by which it is indented, because it continues a member of a list.
    hanging: usize,
}

/// Returns the title, without lines if there is none, and the body with its source.
pub(super) fn parts(
    item: ItemRef<'_>,
    paint: &Paint,
    text_metrics: TextMetrics,
    columns: usize,
) -> [WrappedPart; 2] {
    [
        title(item, paint, text_metrics, columns),
        body(item, paint, text_metrics, columns),
    ]
}

fn title(
    item: ItemRef<'_>,
    paint: &Paint,
    text_metrics: TextMetrics,
    columns: usize,
) -> WrappedPart {
    let headline = Headline::new(item);
    let lines = match item.story().title {
        Some(_) => text_metrics.wrap_title(headline.text.as_str(), columns, &[]),
        None => Vec::new(),
    };
    let line = |range| Line { range, hanging: 0 };
    WrappedPart {
        style: BOLD,
        spans: headline.spans(paint),
        lines: lines.into_iter().map(line).collect(),
        text: headline.text,
    }
}

fn body(
    item: ItemRef<'_>,
    paint: &Paint,
    text_metrics: TextMetrics,
    columns: usize,
) -> WrappedPart {
    let story = item.story();
    let mut text = sanitise(story.body).as_str().to_owned();
    let end = text.len();
    if let Some(source) = story.source {
        text.extend(["（", source, "）"]);
    }
    let text = sanitise(&text).into_owned();
    let source = Span {
        range: end..text.as_str().len(),
        style: DIM,
    };
    let is_red_flash = story.title.is_none() && item.flags().is_red();
    WrappedPart {
        style: if is_red_flash { BOLD } else { PLAIN },
        spans: paint.body_spans(text.as_str(), vec![source]),
        lines: body_lines(text.as_str(), text_metrics, columns),
        text,
    }
}

fn body_lines(text: &str, text_metrics: TextMetrics, columns: usize) -> Vec<Line> {
    let wrap = |paragraph: Range<usize>| {
        let text = text.get(paragraph.clone()).unwrap_or_default();
        let number = text.get(..item_number_length(text)).unwrap_or_default();
        let hanging = text_metrics.width(number);
        let lines = text_metrics.wrap(text, columns.saturating_sub(hanging));
        let indents = iter::once(0).chain(iter::repeat(hanging));
        lines
            .into_iter()
            .zip(indents)
            .map(move |(line, hanging)| Line {
                range: paragraph.start + line.start..paragraph.start + line.end,
                hanging,
            })
    };
    paragraphs(text).into_iter().flat_map(wrap).collect()
}

impl WrappedPart {
    /// Prints a line of the part.
    pub(super) fn put(&self, out: &mut Vec<u8>, line: &Line, paint: &Paint) {
        out.extend(iter::repeat_n(b' ', line.hanging));
        let text = self.text.as_str();
        paint.put_piece(out, text, line.range.clone(), self.style, &self.spans);
    }
}
