//! The colours of printed text: of the terminal's sixteen, each with the meaning that it has in the reader.

use std::io::Write;
use std::ops::Range;

use crate::query::{Highlight, HitKind, Matcher};
use crate::text::{Direction, figures};

/// Parameters of the sequence that switches a style on (SGR).
pub(super) type Style = &'static str;

pub(super) const PLAIN: Style = "";
pub(super) const DIM: Style = "2";
pub(super) const BOLD: Style = "1";
pub(super) const BADGE_RED: Style = "1;7;31";
pub(super) const BADGE_REVISED: Style = "7";
const HIT: Style = "30;43";
const HIT_PINYIN: Style = "4;33";
const RED: Style = "1;31";
const GREEN: Style = "1;32";

/// Prints text in colours, or without any.
#[derive(Clone, Debug, Default)]
pub struct Paint {
    /// Whether there are colours.
    pub is_coloured: bool,
    /// Whether rises are red and falls green.
    pub red_up: bool,
    /// The query whose hits are lit.
    pub matcher: Option<Matcher>,
}

/// A part of a text with a style of its own.
#[derive(Clone, Debug)]
pub(super) struct Span {
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    pub(super) style: Style,
}

impl Paint {
    /// Returns the spans of a headline, where pinyin initials match too: `under`, then figures, then hits.
    pub(super) fn headline_spans(&self, text: &str, under: Vec<Span>) -> Vec<Span> {
        self.spans(text, under, Matcher::headline_highlights)
    }

    /// Returns the spans of a body: `under`, then figures, then hits.
    pub(super) fn body_spans(&self, text: &str, under: Vec<Span>) -> Vec<Span> {
        self.spans(text, under, Matcher::highlights)
    }

    fn spans(
        &self,
        text: &str,
        under: Vec<Span>,
        highlights: impl FnOnce(&Matcher, &str) -> Vec<Highlight>,
    ) -> Vec<Span> {
        if !self.is_coloured {
            return Vec::new();
        }
        let matcher = self.matcher.as_ref();
        let hits = matcher.map_or_else(Vec::new, |matcher| highlights(matcher, text));
        let hit = |hit: Highlight| Span {
            range: hit.range,
            style: match hit.kind {
                HitKind::Literal | HitKind::Name => HIT,
                HitKind::Reading => HIT_PINYIN,
            },
        };
        let hits = hits.into_iter().map(hit).collect();
        layer(layer(under, self.figures(text)), hits)
    }

    /// Returns the figures that rise or fall.
    fn figures(&self, text: &str) -> Vec<Span> {
        let (rise, fall) = if self.red_up {
            (RED, GREEN)
        } else {
            (GREEN, RED)
        };
        let span = |range, style| Some(Span { range, style });
        let figures = figures(text).into_iter();
        let moving = figures.filter_map(|figure| match figure.direction {
            Direction::Rise => span(figure.range, rise),
            Direction::Fall => span(figure.range, fall),
            Direction::Neutral => None,
        });
        moving.collect()
    }

    /// Prints a text in a style.
    pub(super) fn put(&self, out: &mut Vec<u8>, text: &str, style: Style) {
        if self.is_coloured && !style.is_empty() && !text.is_empty() {
            // Writing to memory does not fail.
            let _ = write!(out, "\x1b[{style}m{text}\x1b[0m");
        } else {
            out.extend_from_slice(text.as_bytes());
        }
    }

    /// Prints a piece of a text in a style, and the spans in it in theirs. The spans ascend and do not overlap.
    pub(super) fn put_piece(
        &self,
        out: &mut Vec<u8>,
        text: &str,
        piece: Range<usize>,
        style: Style,
        spans: &[Span],
    ) {
        let part = |range: Range<usize>| text.get(range).unwrap_or_default();
        let mut at = piece.start;
        let first = spans.partition_point(|span| span.range.end <= piece.start);
        let touched = spans.iter().skip(first);
        for span in touched.take_while(|span| span.range.start < piece.end) {
            let start = span.range.start.max(at);
            let end = span.range.end.min(piece.end);
            self.put(out, part(at..start), style);
            self.put(out, part(start..end), span.style);
            at = end;
        }
        self.put(out, part(at..piece.end), style);
    }
}

/// Lays spans over others; those that they touch vanish. Both ascend and do not overlap, and so do the returned ones.
fn layer(under: Vec<Span>, over: Vec<Span>) -> Vec<Span> {
    let is_free = |span: &Span| {
        let next = over.partition_point(|other| other.range.end <= span.range.start);
        over.get(next)
            .is_none_or(|other| other.range.start >= span.range.end)
    };
    let mut all: Vec<Span> = under.into_iter().filter(is_free).collect();
    all.extend(over);
    all.sort_unstable_by_key(|span| span.range.start);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(paint: &Paint, text: &str, piece: Range<usize>) -> String {
        let mut out = Vec::new();
        let spans = paint.body_spans(text, Vec::new());
        paint.put_piece(&mut out, text, piece, BOLD, &spans);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn figures_have_the_colour_of_their_direction() {
        let red_up = Paint {
            is_coloured: true,
            red_up: true,
            matcher: None,
        };
        let text = "甲涨5%，乙跌6%";
        assert_eq!(
            printed(&red_up, text, 0..text.len()),
            "\x1b[1m甲涨\x1b[0m\x1b[1;31m5%\x1b[0m\x1b[1m，乙跌\x1b[0m\x1b[1;32m6%\x1b[0m"
        );
        let red_down = Paint {
            red_up: false,
            ..red_up.clone()
        };
        assert!(printed(&red_down, text, 0..text.len()).contains("\x1b[1;31m6%"));
        assert_eq!(printed(&Paint::default(), text, 0..6), "甲涨");
    }

    #[test]
    fn piece_has_its_part_of_a_span() {
        let paint = Paint {
            is_coloured: true,
            ..Paint::default()
        };
        let spans = [2..4, 6..9].map(|range| Span { range, style: DIM });
        let mut out = Vec::new();
        paint.put_piece(&mut out, "abcdefghij", 3..7, PLAIN, &spans);
        assert_eq!(out, b"\x1b[2md\x1b[0mef\x1b[2mg\x1b[0m");
    }

    #[test]
    fn hits_cover_other_spans() {
        let span = |range, style| Span { range, style };
        let under = vec![span(0..3, DIM), span(5..9, DIM)];
        let all = layer(under, vec![span(8..12, HIT)]);
        let ranges: Vec<_> = all.into_iter().map(|span| span.range).collect();
        assert_eq!(ranges, [0..3, 8..12]);
    }
}
