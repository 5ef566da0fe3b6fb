//! The ellipsis with which scrapers end texts that they truncate.

use super::blank::{non_blank_chars, trim_end};
use super::first_chars::OPENING_CHARS;

/// Drops an ellipsis (`…`, `……`, `...`) at the end if at least 20 characters are left.
pub fn strip_ellipsis(text: &str) -> &str {
    let trimmed = trim_end(text);
    if !trimmed.ends_with('…') && !trimmed.ends_with("...") {
        return text;
    }
    let stripped = trimmed.trim_end_matches(['…', '.']);
    let is_long = non_blank_chars(stripped).nth(OPENING_CHARS - 1).is_some();
    if is_long { stripped } else { text }
}
