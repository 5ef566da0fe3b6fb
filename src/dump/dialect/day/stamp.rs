//! `**[05:45]**`, which opens an entry, and what a torn write leaves of it.

use chrono::NaiveTime;

use crate::dump::dialect::calendar::{Clock, clock_at};

/// The length of `**[05:45]**`.
const USUAL: usize = 11;

/// The stamp `**[05:45]**` that begins here, and where the text after it begins.
pub(super) fn stamp_at(text: &str, at: usize) -> Option<(Clock, usize)> {
    let bytes = text.as_bytes().get(at..)?;
    if let Some(time) = usual(bytes) {
        return Some((Clock::Time(time, false), at + USUAL));
    }
    if !bytes.starts_with(b"**[") {
        return None;
    }
    let (clock, rest) = clock_at(text.get(at + 3..)?)?;
    let rest = rest.strip_prefix("]**")?;
    Some((clock, text.len() - rest.len()))
}

/// The time of a stamp as nearly all are written: two digits, a colon, two digits.
fn usual(bytes: &[u8]) -> Option<NaiveTime> {
    let &[b'*', b'*', b'[', h1, h2, b':', m1, m2, b']', b'*', b'*', ..] = bytes else {
        return None;
    };
    let number = |tens: u8, ones: u8| {
        let are_digits = tens.is_ascii_digit() && ones.is_ascii_digit();
        are_digits.then(|| u32::from(tens - b'0') * 10 + u32::from(ones - b'0'))
    };
    NaiveTime::from_hms_opt(number(h1, h2)?, number(m1, m2)?, 0)
}

/// Whether a text is the beginning of a stamp and nothing more: `**[05:`.
pub(super) fn is_torn_stamp(text: &str) -> bool {
    const LONGEST: usize = "**[05:45:30]*".len();
    let inner = text
        .strip_prefix("**[")
        .map(|inner| inner.trim_end_matches('*').trim_end_matches(']'));
    text.len() <= LONGEST
        && match inner {
            Some(inner) => {
                inner
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b':')
                    && !text.ends_with("]**")
            }
            None => matches!(text, "*" | "**"),
        }
}
