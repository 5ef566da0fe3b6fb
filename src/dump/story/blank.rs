//! Blanks: white space and characters without width. Texts that differ only in them are the same.

/// Whether a character is a blank.
///
/// A list, since the table behind `char::is_whitespace` takes a tenth of the time of reading a dump.
pub const fn is_blank(c: char) -> bool {
    matches!(
        c,
        '\t'..='\r'
            | ' '
            | '\u{85}'
            | '\u{a0}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202f}'
            | '\u{205f}'
            | '\u{2060}'
            | '\u{3000}'
            | '\u{feff}'
    )
}

/// The characters that count when texts are compared.
pub fn non_blank_chars(text: &str) -> impl Iterator<Item = char> + Clone {
    text.chars().filter(|&c| !is_blank(c))
}

/// Trims blanks at the start. The first byte shows that most texts have none.
pub(in crate::dump) fn trim_start(text: &str) -> &str {
    match text.as_bytes() {
        [0x21..=0x7F | 0xE4..=0xE9, ..] | [0xE3, 0x80, 0x81..=0xBF, ..] => text,
        _ => text.trim_start_matches(is_blank),
    }
}

/// Trims blanks at the end. Most texts have only line breaks there.
pub(in crate::dump) fn trim_end(text: &str) -> &str {
    let text = text.trim_end_matches(['\n', '\r', ' ']);
    match text.as_bytes() {
        [.., 0x21..=0x7F] | [.., 0xE4..=0xE9, _, _] | [.., 0xE3, 0x80, 0x81..=0xBF] => text,
        _ => text.trim_end_matches(is_blank),
    }
}
