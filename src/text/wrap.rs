//! Wraps text to lines of a width in columns: first fit, with the breaks of [`super::breaks`].
//!
//! A terminal has no hanging punctuation and no half squares, so a mark that may not begin a line takes the character before
//! it along. Text without a break that is wider than a line, such as a link, is split at the edge.

use std::ops::Range;

use super::breaks::{BreakFinder, BreakKind};
use super::metrics::{Glyph, TextMetrics};

impl TextMetrics {
    /// Wraps a text to `columns` (0 counts as 1); returns the lines as byte ranges without white space at their ends.
    ///
    /// A line break in the text begins a new line, except at its very end; an empty text has no lines. No line is wider than
    /// `columns`, except a single glyph that is.
    pub fn wrap(self, text: &str, columns: usize) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        let mut start = 0;
        for paragraph in text.split_inclusive('\n') {
            let mut wrapper = ParagraphWrapper::new(start, columns.max(1), &mut lines);
            let line = paragraph.strip_suffix('\n').unwrap_or(paragraph);
            wrapper.wrap(self, line);
            start += paragraph.len();
        }
        lines
    }
}

/// A position in a paragraph where a line may end.
#[derive(Clone, Copy)]
struct BreakPoint {
    byte: usize,
    column: usize,
}

/// Wraps one paragraph.
struct ParagraphWrapper<'a> {
    lines: &'a mut Vec<Range<usize>>,
    /// The paragraph's first byte in the text.
    offset: usize,
    columns: usize,
    /// The current line's start.
    line: BreakPoint,
    /// The last good break, seam and split so far.
    ends: [Option<BreakPoint>; 3],
}

impl<'a> ParagraphWrapper<'a> {
    fn new(offset: usize, columns: usize, lines: &'a mut Vec<Range<usize>>) -> Self {
        Self {
            lines,
            offset,
            columns,
            line: BreakPoint { byte: 0, column: 0 },
            ends: [None; 3],
        }
    }

    fn wrap(&mut self, text_metrics: TextMetrics, paragraph: &str) {
        if text_metrics.fits(paragraph, self.columns) {
            return self.end_line(paragraph, paragraph.len());
        }
        let mut breaks = BreakFinder::new(paragraph);
        for glyph in text_metrics.glyphs(paragraph) {
            self.record_break(glyph, &mut breaks);
            // White space never begins a line: it hangs over the edge and is dropped.
            while self.overflows(glyph) {
                self.break_line(paragraph, glyph);
            }
        }
        self.end_line(paragraph, paragraph.len());
    }

    /// Records the break before a glyph.
    fn record_break(&mut self, glyph: Glyph<'_>, breaks: &mut BreakFinder<'_>) {
        if glyph.start == 0 {
            return;
        }
        let point = BreakPoint {
            byte: glyph.start,
            column: glyph.at,
        };
        let [good, seam, split] = &mut self.ends;
        match breaks.before(glyph.start) {
            BreakKind::Good => *good = Some(point),
            BreakKind::Seam => *seam = Some(point),
            BreakKind::Split => *split = Some(point),
            BreakKind::Last => {}
        }
    }

    fn overflows(&self, glyph: Glyph<'_>) -> bool {
        glyph.start > self.line.byte
            && glyph.at + glyph.columns - self.line.column > self.columns
            && !glyph.text.chars().all(char::is_whitespace)
    }

    /// Ends the line at the best break before a glyph that does not fit.
    fn break_line(&mut self, paragraph: &str, glyph: Glyph<'_>) {
        let here = BreakPoint {
            byte: glyph.start,
            column: glyph.at,
        };
        let point = self
            .ends
            .into_iter()
            .flatten()
            .find(|point| point.byte > self.line.byte)
            .unwrap_or(here);
        self.end_line(paragraph, point.byte);
        self.line = point;
    }

    /// Ends the line at a byte of the paragraph and trims its white space.
    fn end_line(&mut self, paragraph: &str, byte: usize) {
        let line = paragraph
            .get(self.line.byte..byte)
            .unwrap_or_default()
            .trim_end();
        let start = self.offset + self.line.byte;
        self.lines.push(start..start + line.len());
    }
}

#[cfg(test)]
mod tests;
