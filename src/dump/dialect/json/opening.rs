//! Where reading goes on after a broken or torn item.

/// Where the next object with a field starts, or a list at the start of a line; the end of the text if there is none.
pub(in crate::dump::dialect) fn next_opening(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let is_opening = |at: &usize| {
        let inner = text.get(at + 1..).unwrap_or_default();
        match bytes.get(*at) {
            Some(b'[') => at.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b'\n'),
            Some(_) | None => inner
                .trim_start_matches([' ', '\t', '\r', '\n'])
                .starts_with(['"', '\'']),
        }
    };
    memchr::memchr2_iter(b'{', b'[', bytes.get(from..).unwrap_or_default())
        .map(|at| from + at)
        .find(is_opening)
        .unwrap_or(text.len())
}
