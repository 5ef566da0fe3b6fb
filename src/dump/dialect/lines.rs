//! Lines of a text with their numbers, and blocks of lines that begin at lines of a kind.

use std::ops::Range;

use memchr::memchr;

/// The number, from 1, and the start of every line. Skips a byte order mark and empty lines; in a dump every
/// other line is empty.
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
        let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
        next = memchr(b'\n', rest).map(|end| at + end + 1);
        let has_mark = rest.starts_with(b"\xEF\xBB\xBF");
        Some((number, if has_mark { at + 3 } else { at }))
    })
}

/// The line that starts at `at`, without its line break.
pub(super) fn line_at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    let end = memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
    let line = rest.get(..end).unwrap_or_default();
    line.strip_suffix('\r').unwrap_or(line)
}

/// A line of some kind, and the lines up to the next one.
pub(super) struct Block<K> {
    /// The number of the first line.
    pub(super) line: u32,
    pub(super) kind: K,
    /// The first line in bytes, without its line break.
    pub(super) head: Range<usize>,
    /// The other lines in bytes.
    pub(super) rest: Range<usize>,
}

/// Splits a text at the lines for which `classify` returns a kind. Drops the text before the first.
pub(super) fn blocks<K>(text: &str, classify: impl Fn(&str) -> Option<K>) -> Vec<Block<K>> {
    let mut blocks: Vec<Block<K>> = Vec::new();
    for (number, at) in lines(text) {
        let line = line_at(text, at);
        let Some(kind) = classify(line) else { continue };
        if let Some(last) = blocks.last_mut() {
            last.rest.end = at.max(last.rest.start);
        }
        let end = at + line.len();
        blocks.push(Block {
            line: number,
            kind,
            head: at..end,
            rest: end..text.len(),
        });
    }
    blocks
}

/// The last line without a line break, and where it starts; empty if the text ends with a line break.
pub(super) fn unfinished_line(text: &str) -> (usize, &str) {
    let start = memchr::memrchr(b'\n', text.as_bytes()).map_or(0, |at| at + 1);
    (start, text.get(start..).unwrap_or_default())
}

/// The range of `piece`, a slice of `whole`.
pub(super) fn range_in(whole: &str, piece: &str) -> Range<usize> {
    let start = (piece.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
    start..start + piece.len()
}
