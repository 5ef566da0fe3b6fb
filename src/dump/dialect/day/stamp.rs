//! `**[05:45]**`, which opens an entry, and what a torn write leaves of it.

use crate::dump::dialect::calendar::{Clock, clock_at};

/// The stamp `**[05:45]**` that begins here, and where the text after it begins.
pub(super) fn stamp_at(text: &str, at: usize) -> Option<(Clock, usize)> {
    if !text.as_bytes().get(at..)?.starts_with(b"**[") {
        return None;
    }
    let (clock, rest) = clock_at(text.get(at + 3..)?)?;
    let rest = rest.strip_prefix("]**")?;
    Some((clock, text.len() - rest.len()))
}

/// Whether a text is the beginning of a stamp and nothing more: `**[05:`.
pub(super) fn is_torn_stamp(text: &str) -> bool {
    const LONGEST: usize = "**[05:45:30]*".len();
    let inner = text.strip_prefix("**[").map(|inner| inner.trim_end_matches('*').trim_end_matches(']'));
    text.len() <= LONGEST
        && match inner {
            Some(inner) => inner.bytes().all(|byte| byte.is_ascii_digit() || byte == b':') && !text.ends_with("]**"),
            None => matches!(text, "*" | "**"),
        }
}
