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

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("长短", 0, "")]
    #[case("长短", 2, "")]
    #[case("长短", 3, "长")]
    #[case("长短", 5, "长")]
    #[case("长短", 6, "长短")]
    #[case("长短", 99, "长短")]
    #[case("😀a", 3, "")]
    #[case("a😀", 4, "a")]
    fn prefix_ends_between_characters(
        #[case] text: &str,
        #[case] bytes: usize,
        #[case] expected: &str,
    ) {
        assert_eq!(prefix(text, bytes), expected);
    }
}
