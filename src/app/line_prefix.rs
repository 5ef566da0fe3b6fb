//! Beginnings of long texts, so that a row costs as much as it shows.

/// Returns the longest prefix of whole characters within `bytes`.
pub fn prefix(text: &str, bytes: usize) -> &str {
    let end = (0..4)
        .filter_map(|back| bytes.checked_sub(back))
        .find(|&end| text.is_char_boundary(end));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// Returns a prefix of a text that more than fills one line of `columns`. The rest of a long item costs nothing then.
pub fn line_prefix(text: &str, columns: u16) -> &str {
    prefix(text, usize::from(columns) * 8 + 64)
}
