//! Lines of a text with their numbers, and blocks of lines that begin at marked ones.

use std::ops::Range;

use memchr::memchr;

/// Every line's number, from 1, and where it begins; a byte order mark at its beginning is passed over. Empty lines are
/// left out: in a dump every other one is.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (u32, usize)> {
    let bytes = text.as_bytes();
    let (mut number, mut next) = (0, Some(0));
    std::iter::from_fn(move || {
        let mut at = next?;
        number += 1;
        while bytes.get(at) == Some(&b'\n') {
            at += 1;
            number += 1;
        }
        let rest = bytes.get(at..).unwrap_or_default();
        next = memchr(b'\n', rest).map(|end| at + end + 1);
        Some((
            number,
            if rest.starts_with(b"\xEF\xBB\xBF") {
                at + 3
            } else {
                at
            },
        ))
    })
}

/// The line that begins here, without its line break.
pub(super) fn line_at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    let end = memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
    let line = rest.get(..end).unwrap_or_default();
    line.strip_suffix('\r').unwrap_or(line)
}

/// A marked line and what follows it up to the next one.
pub(super) struct Block<T> {
    /// The number of the marked line.
    pub(super) line: u32,
    /// What the line is.
    pub(super) mark: T,
    /// The lines after it, in bytes.
    pub(super) rest: Range<usize>,
    /// The marked line itself, in bytes, without its line break.
    pub(super) head: Range<usize>,
}

/// Splits a text at the lines that `mark` knows; what stands before the first is left out.
pub(super) fn blocks<T>(text: &str, mark: impl Fn(&str) -> Option<T>) -> Vec<Block<T>> {
    let mut blocks: Vec<Block<T>> = Vec::new();
    for (number, at) in lines(text) {
        let line = line_at(text, at);
        let Some(mark) = mark(line) else { continue };
        if let Some(last) = blocks.last_mut() {
            last.rest.end = at.max(last.rest.start);
        }
        let end = at + line.len();
        blocks.push(Block {
            line: number,
            mark,
            rest: end..text.len(),
            head: at..end,
        });
    }
    blocks
}

/// Where a piece of `whole` stands in it; both must be of one string.
pub(super) fn range_in(whole: &str, piece: &str) -> Range<usize> {
    let start = (piece.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
    start..start + piece.len()
}
