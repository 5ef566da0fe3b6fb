//! An offset in a text that knows its line.

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
