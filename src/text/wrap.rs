//! A text set in lines of so many columns, as a typesetter would: first fit, with the breaks of [`super::breaks`].
//!
//! A terminal has no hanging punctuation and no half squares, so a mark that may not open a line takes the character
//! before it along. What is wider than a line, such as a link, is split at its edge.

use std::ops::Range;

use super::breaks::{Break, Breaks};
use super::ruler::{Glyph, Ruler};

impl Ruler {
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
    good: Option<Place>,
    split: Option<Place>,
}

impl<'a> Setter<'a> {
    fn new(offset: usize, columns: usize, lines: &'a mut Vec<Range<usize>>) -> Self {
        Self { lines, offset, columns, line: Place { byte: 0, column: 0 }, good: None, split: None }
    }

    fn set(&mut self, ruler: Ruler, paragraph: &str) {
        if ruler.fits(paragraph, self.columns) {
            return self.end_line(paragraph, paragraph.len());
        }
        let mut breaks = Breaks::of(paragraph);
        for glyph in ruler.glyphs(paragraph) {
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
        let place = Place { byte: glyph.start, column: glyph.at };
        match breaks.before(glyph.start) {
            Break::Good => self.good = Some(place),
            Break::Split => self.split = Some(place),
            Break::Last => {}
        }
    }

    fn overflows(&self, glyph: Glyph<'_>) -> bool {
        glyph.start > self.line.byte
            && glyph.at + glyph.columns - self.line.column > self.columns
            && !glyph.text.starts_with(char::is_whitespace)
    }

    /// Ends the line at the best place before a glyph that does not fit.
    fn break_line(&mut self, paragraph: &str, glyph: Glyph<'_>) {
        let here = Place { byte: glyph.start, column: glyph.at };
        let ahead = |place: Option<Place>, line: Place| place.filter(|place| place.byte > line.byte);
        let place = ahead(self.good, self.line).or(ahead(self.split, self.line)).unwrap_or(here);
        self.end_line(paragraph, place.byte);
        self.line = place;
    }

    /// Ends the line at a byte of the paragraph, without the white space before it.
    fn end_line(&mut self, paragraph: &str, byte: usize) {
        let line = paragraph.get(self.line.byte..byte).unwrap_or_default().trim_end();
        let start = self.offset + self.line.byte;
        self.lines.push(start..start + line.len());
    }
}

impl Ruler {
    /// Whether a text is not wider than `columns`, asked in the cheapest way: UTF-8 has a byte at least for each column
    /// of what is common.
    fn fits(self, text: &str, columns: usize) -> bool {
        self.glyphs(text).all(|glyph| glyph.at + glyph.columns <= columns)
    }
}

#[cfg(test)]
mod tests;
