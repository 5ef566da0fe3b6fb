//! A text set in lines of so many columns, as a typesetter would: first fit, with the breaks of [`super::breaks`].
//!
//! A terminal has no hanging punctuation and no half squares, so a mark that may not open a line takes the character
//! before it along. What is wider than a line, such as a link, is split at its edge.

use std::ops::Range;

use super::breaks::{Break, Breaks};
use super::metrics::{Glyph, TextMetrics};

impl TextMetrics {
    /// The lines of a text set in `columns` (0 counts as 1), as byte ranges of it; white space at a line's end is in none
    /// of them. A line break in the text begins a new line; one at its very end does not, and an empty text has no lines.
    ///
    /// No line is wider than `columns`, save one that is a single glyph which is wider itself.
    pub fn wrap(self, text: &str, columns: usize) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        let mut start = 0;
        for paragraph in text.split_inclusive('\n') {
            let mut setter = Setter::new(start, columns.max(1), &mut lines);
            let line = paragraph.strip_suffix('\n').unwrap_or(paragraph);
            setter.set(self, line);
            start += paragraph.len();
        }
        lines
    }
}

/// A place in a paragraph where a line may end.
#[derive(Clone, Copy)]
struct Place {
    byte: usize,
    column: usize,
}

/// Sets one paragraph: the line it is at, and where that could end.
struct Setter<'a> {
    lines: &'a mut Vec<Range<usize>>,
    /// Where the paragraph begins in the text, in bytes.
    offset: usize,
    columns: usize,
    line: Place,
    /// The last places seen for a good break, at a seam, and for a split.
    ends: [Option<Place>; 3],
}

impl<'a> Setter<'a> {
    fn new(offset: usize, columns: usize, lines: &'a mut Vec<Range<usize>>) -> Self {
        Self {
            lines,
            offset,
            columns,
            line: Place { byte: 0, column: 0 },
            ends: [None; 3],
        }
    }

    fn set(&mut self, text_metrics: TextMetrics, paragraph: &str) {
        if text_metrics.cut(paragraph, self.columns).is_none() {
            return self.end_line(paragraph, paragraph.len());
        }
        let mut breaks = Breaks::of(paragraph);
        for glyph in text_metrics.glyphs(paragraph) {
            self.note(glyph, &mut breaks);
            // White space never begins a line: it hangs over the edge and is cut off.
            while self.overflows(glyph) {
                self.break_line(paragraph, glyph);
            }
        }
        self.end_line(paragraph, paragraph.len());
    }

    /// Remembers what a break before this glyph would be.
    fn note(&mut self, glyph: Glyph<'_>, breaks: &mut Breaks<'_>) {
        if glyph.start == 0 {
            return;
        }
        let place = Place {
            byte: glyph.start,
            column: glyph.at,
        };
        let [good, seam, split] = &mut self.ends;
        match breaks.before(glyph.start) {
            Break::Good => *good = Some(place),
            Break::Seam => *seam = Some(place),
            Break::Split => *split = Some(place),
            Break::Last => {}
        }
    }

    fn overflows(&self, glyph: Glyph<'_>) -> bool {
        glyph.start > self.line.byte
            && glyph.at + glyph.columns - self.line.column > self.columns
            && !glyph.text.chars().all(char::is_whitespace)
    }

    /// Ends the line at the best place before a glyph that does not fit.
    fn break_line(&mut self, paragraph: &str, glyph: Glyph<'_>) {
        let here = Place {
            byte: glyph.start,
            column: glyph.at,
        };
        let place = self
            .ends
            .into_iter()
            .flatten()
            .find(|place| place.byte > self.line.byte)
            .unwrap_or(here);
        self.end_line(paragraph, place.byte);
        self.line = place;
    }

    /// Ends the line at a byte of the paragraph, without the white space before it.
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
