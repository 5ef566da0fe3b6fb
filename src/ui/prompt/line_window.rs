//! Which parts of a prompt's line are visible if it is longer than its room: the part before the cursor, and the place of an
//! error. An ellipsis is wherever text is cut.
//!
//! ```text
//!  筛选 …盘中 -研选 储能█         筛选 (涨停｜跌停 -研…储能█
//! ```

use std::iter;
use std::ops::Range;

use crate::text::{ELLIPSIS, TextMetrics};

/// A visible part of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LinePart {
    /// Its bytes in the line.
    pub range: Range<usize>,
    /// Its first column in the room.
    pub at: usize,
}

/// The visible parts of a line, each with its column.
#[derive(Debug)]
pub(super) struct LineWindow<'a> {
    text_metrics: TextMetrics,
    text: &'a str,
    parts: Vec<LinePart>,
    ellipses: Vec<usize>,
}

impl<'a> LineWindow<'a> {
    /// Chooses the parts of `text` for a room of `columns`. `cursor` and `error` are bytes of the text; the cursor has a column
    /// of its own after the text.
    pub(super) fn new(
        text_metrics: TextMetrics,
        text: &'a str,
        columns: usize,
        cursor: usize,
        error: Option<usize>,
    ) -> Self {
        let mut window = Self {
            text_metrics,
            text,
            parts: Vec::new(),
            ellipses: Vec::new(),
        };
        let error = error.unwrap_or(cursor);
        let ranges = window.ranges(columns, cursor.min(error), cursor.max(error));
        window.place(ranges);
        window
    }

    /// The visible parts, from the left.
    pub(super) fn parts(&self) -> &[LinePart] {
        &self.parts
    }

    /// The columns of the ellipses.
    pub(super) fn ellipses(&self) -> &[usize] {
        &self.ellipses
    }

    /// The column of a byte of the text; that of the nearest visible one if it is cut.
    pub(super) fn column(&self, byte: usize) -> usize {
        let parts = &self.parts;
        let part = parts.iter().rfind(|part| part.range.start <= byte);
        let Some(part) = part.or(parts.first()) else {
            return 0;
        };
        let end = byte.clamp(part.range.start, part.range.end);
        part.at + self.width(part.range.start..end)
    }

    /// The ranges of bytes that show the first and the last place.
    fn ranges(&self, columns: usize, first: usize, last: usize) -> Vec<Range<usize>> {
        let end = self.text.len();
        let cursor = usize::from(last == end);
        if self.width(0..end) + cursor <= columns {
            return iter::once(0..end).collect();
        }
        let tail = self.ending_at(last, columns);
        if tail.start <= first {
            return vec![tail];
        }
        let head = self.beginning_at(first, columns / 2);
        let tail = self.ending_at(last, columns - columns / 2);
        if tail.start <= head.end {
            return iter::once(head.start..tail.end).collect();
        }
        vec![head, tail]
    }

    /// The part that ends with the glyph at a byte, as long as the room allows. At the line's beginning it fills the room.
    fn ending_at(&self, last: usize, columns: usize) -> Range<usize> {
        let rest = self.text.get(last..).unwrap_or_default();
        let glyph = self.text_metrics.glyphs(rest).next();
        // The cursor after the text takes a column.
        let (length, width) = glyph.map_or((0, 1), |glyph| (glyph.text.len(), glyph.columns));
        let stop = last + length;
        let cut = if stop < self.text.len() {
            self.ellipsis()
        } else {
            0
        };
        let to = self.width(0..last) + width;
        let room = columns.saturating_sub(cut);
        if to <= room {
            return self.beginning_at(0, room);
        }
        let room = room.saturating_sub(self.ellipsis());
        let mut glyphs = self.text_metrics.glyphs(self.text);
        let first = glyphs.find(|glyph| to - glyph.at <= room);
        first.map_or(last, |glyph| glyph.start).min(last)..stop
    }

    /// The part from a byte on that fits.
    fn beginning_at(&self, first: usize, columns: usize) -> Range<usize> {
        let cut = if first > 0 { self.ellipsis() } else { 0 };
        let room = columns.saturating_sub(cut);
        let rest = self.text.get(first..).unwrap_or_default();
        let glyphs = self.text_metrics.glyphs(rest);
        let fitting = glyphs.take_while(|glyph| glyph.at + glyph.columns <= room);
        let length = fitting.last().map_or(0, |glyph| glyph.end());
        first..first + length
    }

    /// Gives each part its columns, and each cut an ellipsis.
    fn place(&mut self, ranges: Vec<Range<usize>>) {
        let mut at = 0;
        for range in ranges {
            if range.start > 0 {
                self.ellipses.push(at);
                at += self.ellipsis();
            }
            let width = self.width(range.clone());
            self.parts.push(LinePart { range, at });
            at += width;
        }
        let end = self.parts.last().map_or(0, |part| part.range.end);
        if end < self.text.len() {
            self.ellipses.push(at);
        }
    }

    fn width(&self, range: Range<usize>) -> usize {
        let text = self.text.get(range).unwrap_or_default();
        self.text_metrics.width(text)
    }

    fn ellipsis(&self) -> usize {
        self.text_metrics.width(ELLIPSIS)
    }
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a test may panic")]
mod tests {
    use rstest::rstest;

    use super::*;

    /// The visible line with `_` for the cursor and the wrong glyph in brackets.
    fn line(text: &str, columns: usize, cursor: usize, error: Option<usize>) -> String {
        let window = LineWindow::new(TextMetrics::default(), text, columns, cursor, error);
        let mut cells = vec![String::from(" "); columns];
        let mut put = |at: usize, text: &str| {
            for glyph in TextMetrics::default().glyphs(text) {
                cells[at + glyph.at] = glyph.text.to_owned();
                for half in 1..glyph.columns {
                    cells[at + glyph.at + half].clear();
                }
            }
        };
        for part in window.parts() {
            put(part.at, &text[part.range.clone()]);
        }
        for &at in window.ellipses() {
            put(at, ELLIPSIS);
        }
        if let Some(error) = error {
            let cell = &mut cells[window.column(error)];
            *cell = format!("[{cell}]");
        }
        cells[window.column(cursor)].insert(0, '_');
        cells.concat().trim_end().to_owned()
    }

    #[rstest]
    #[case(12, 99, None, "涨停|跌停_")]
    #[case(9, 99, None, "…停|跌停_")]
    #[case(8, 99, None, "…|跌停_")]
    #[case(8, 99, Some(0), "[涨]停…停_")]
    #[case(8, 0, None, "_涨停|跌…")]
    #[case(8, 7, None, "涨停|_跌…")]
    #[case(2, 99, None, "…_")]
    fn line_is_cut_around_cursor_and_error(
        #[case] columns: usize,
        #[case] cursor: usize,
        #[case] error: Option<usize>,
        #[case] expected: &str,
    ) {
        let text = "涨停|跌停";
        assert_eq!(line(text, columns, cursor.min(text.len()), error), expected);
    }
}
