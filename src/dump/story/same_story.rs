//! Compares two texts in the plainest way. Tests check the comparison of the timeline against it.

use super::first_chars::OPENING_CHARS;
use super::{has_unclosed_title, non_blank_chars, strip_ellipsis, strip_title, title};

/// Whether two texts of one minute are the same story: without blanks and titles they are equal, or one (of at least 20
/// characters) is a prefix of the other. A title alone is a prefix of nothing. Texts with different titles are two stories.
pub(crate) fn same_story(a: &str, b: &str) -> bool {
    if has_unclosed_title(a) || has_unclosed_title(b) {
        return is_prefix(a, b);
    }
    if let (Some(a), Some(b)) = (title(a), title(b))
        && non_blank_chars(a).ne(non_blank_chars(b))
    {
        return false;
    }
    let (body_a, body_b) = (strip_title(a), strip_title(b));
    match (body_a.is_empty(), body_b.is_empty()) {
        (true, true) => non_blank_chars(a).eq(non_blank_chars(b)),
        (true, false) | (false, true) => false,
        (false, false) => is_prefix(body_a, body_b),
    }
}

/// Whether two texts are equal, or one of at least 20 characters is a prefix of the other.
fn is_prefix(a: &str, b: &str) -> bool {
    let [a, b] = [a, b].map(|text| non_blank_chars(strip_ellipsis(text)).collect::<Vec<_>>());
    let shared = a.len().min(b.len());
    a == b || (a[..shared] == b[..shared] && shared >= OPENING_CHARS)
}
