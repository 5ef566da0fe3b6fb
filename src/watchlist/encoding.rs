//! The encoding of a list. A list may be so short that its bytes in GB18030 are letters in UTF-8 too, as those of 远山 are.

use std::borrow::Cow;

use encoding_rs::GB18030;

use crate::dump::{Encoding, decode_text};

/// Decodes a list; also returns its encoding.
pub(super) fn decode_list(bytes: &[u8]) -> (Cow<'_, str>, Encoding) {
    let (text, encoding) = decode_text(bytes);
    let is_mistaken = encoding == Encoding::Utf8 && has_letters_of_two_bytes_alone(&text);
    let chinese =
        is_mistaken.then(|| GB18030.decode_without_bom_handling_and_without_replacement(bytes));
    match chinese.flatten() {
        Some(chinese) => (Cow::Owned(chinese.into_owned()), Encoding::Gb18030),
        None => (text, encoding),
    }
}

/// Whether every character that is not ASCII takes two bytes: Chinese takes three.
fn has_letters_of_two_bytes_alone(text: &str) -> bool {
    let mut lengths = text
        .chars()
        .map(char::len_utf8)
        .filter(|len| *len > 1)
        .peekable();
    lengths.peek().is_some() && lengths.all(|len| len == 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_list_is_chinese_and_no_armenian() {
        let (bytes, ..) = GB18030.encode("600001 远山\n");
        assert_eq!(
            decode_list(&bytes),
            ("600001 远山\n".into(), Encoding::Gb18030)
        );
        for text in ["远山", "600001", "", "Ա云岭"] {
            assert_eq!(decode_list(text.as_bytes()), (text.into(), Encoding::Utf8));
        }
    }
}
