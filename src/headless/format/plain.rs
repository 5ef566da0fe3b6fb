//! Text for other programs: that of the dump without control characters.
//!
//! Unlike text for a terminal it keeps invisible characters with a meaning, such as a zero-width non-joiner: a program
//! that searches the output must find the text of the dump.

use std::borrow::Cow;

/// Removes control characters. Line breaks become `\n`, tabs a space.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| c.is_control() && c != '\n') {
        return Cow::Borrowed(text);
    }
    let unix = text.replace("\r\n", "\n");
    let keep = |c| match c {
        '\n' | '\r' => Some('\n'),
        '\t' => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    };
    Cow::Owned(unix.chars().filter_map(keep).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_removed() {
        assert_eq!(
            plain("甲\u{1b}[2J\r\n乙\t丙\u{85}\u{7f}\u{200c}丁\n"),
            "甲[2J\n乙 丙\u{200c}丁\n"
        );
        assert!(matches!(plain("涨停\n"), Cow::Borrowed(_)));
    }
}
