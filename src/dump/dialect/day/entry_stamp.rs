//! The stamp that starts an entry, `**[05:45]**`, whole or torn.

use chrono::NaiveTime;

use crate::dump::dialect::datetime::{TimeOfDay, parse_time};
use crate::item::ItemFlags;

/// Parses the stamp at `at`. Returns its time and the offset of the text after it.
pub(super) fn stamp_at(text: &str, at: usize) -> Option<(TimeOfDay, usize)> {
    let bytes = text.as_bytes().get(at..)?;
    if let Some(time) = parse_usual(bytes) {
        let time = TimeOfDay::Valid(time, ItemFlags::default());
        return Some((time, at + "**[05:45]**".len()));
    }
    if !bytes.starts_with(b"**[") {
        return None;
    }
    let (time, rest) = parse_time(text.get(at + 3..)?)?;
    let rest = rest.strip_prefix("]**")?;
    Some((time, text.len() - rest.len()))
}

/// Parses the form that nearly all stamps have, with two digits each and without seconds.
fn parse_usual(bytes: &[u8]) -> Option<NaiveTime> {
    let &[b'*', b'*', b'[', h1, h2, b':', m1, m2, b']', b'*', b'*', ..] = bytes else {
        return None;
    };
    let number = |tens: u8, ones: u8| {
        let are_digits = tens.is_ascii_digit() && ones.is_ascii_digit();
        are_digits.then(|| u32::from(tens - b'0') * 10 + u32::from(ones - b'0'))
    };
    NaiveTime::from_hms_opt(number(h1, h2)?, number(m1, m2)?, 0)
}

/// Whether a text is an unfinished stamp: `**[05:`.
pub(super) fn is_torn_stamp(text: &str) -> bool {
    const MAX_LEN: usize = "**[05:45:30]*".len();
    let Some(inner) = text.strip_prefix("**[") else {
        return matches!(text, "*" | "**");
    };
    let time = inner.trim_end_matches('*').trim_end_matches(']');
    text.len() <= MAX_LEN
        && !text.ends_with("]**")
        && time
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b':')
}
