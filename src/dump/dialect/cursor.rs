//! Offsets in a text that know their line, and one that knows its column.

use memchr::memchr_iter;

/// An offset in a text, in bytes, and its line, from 1.
#[derive(Clone, Copy)]
pub(super) struct LineCursor<'a> {
    text: &'a str,
    pub(super) at: usize,
    pub(super) line: u32,
}

impl<'a> LineCursor<'a> {
    /// The start of a text whose first line has this number.
    pub(super) const fn new(text: &'a str, line: u32) -> Self {
        Self { text, at: 0, line }
    }

    /// Moves to a later offset.
    pub(super) fn move_to(&mut self, at: usize) {
        let passed = self.text.get(self.at..at).unwrap_or_default();
        self.line += memchr_iter(b'\n', passed.as_bytes()).count() as u32;
        self.at = at;
    }

    /// Moves past these characters. Returns the rest of the text.
    pub(super) fn skip(&mut self, chars: &[char]) -> &'a str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let start = rest.trim_start_matches(chars);
        self.move_to(self.at + rest.len() - start.len());
        start
    }
}

/// An offset in a text, in bytes, with its line and column, both from 1. It walks from place to place, so the errors of a
/// file in one long line take one walk.
#[derive(Clone, Copy)]
pub(super) struct ColumnCursor<'a> {
    text: &'a str,
    at: usize,
    pub(super) line: u32,
    /// In characters.
    pub(super) column: usize,
}

impl<'a> ColumnCursor<'a> {
    /// The start of a text.
    pub(super) const fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            column: 1,
        }
    }

    /// Moves to a later offset. An earlier one is ignored.
    pub(super) fn move_to(&mut self, at: usize) {
        let Some(passed) = self.text.get(self.at..at) else {
            return;
        };
        let last_line = passed.rsplit_once('\n').map(|(_, last)| last);
        if last_line.is_some() {
            self.line += memchr_iter(b'\n', passed.as_bytes()).count() as u32;
            self.column = 1;
        }
        self.column += last_line.unwrap_or(passed).chars().count();
        self.at = at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn column_counts_characters_of_its_line() {
        let text = "甲乙\n丙\n丁戊己";
        let mut cursor = ColumnCursor::new(text);
        for (found, place) in [
            ("乙", (1, 2)),
            ("丁", (3, 1)),
            ("己", (3, 3)),
            ("甲", (3, 3)),
        ] {
            cursor.move_to(text.find(found).unwrap());
            assert_eq!((cursor.line, cursor.column), place, "{found}");
        }
    }
}
