//! The first characters of a text without blanks, hashed once for every entry of an archive of millions.

use xxhash_rust::xxh3::xxh3_64;

use super::blank::{is_blank, non_blank_chars};

/// Length of an opening, in characters, and the least length of a text that is a prefix of another.
pub(super) const OPENING_CHARS: usize = 20;

/// Bytes that hold [`OPENING_CHARS`] characters of up to three bytes and the start of the next one.
const WINDOW: usize = 64;

/// The first [`OPENING_CHARS`] characters of a text without blanks.
pub(super) struct FirstChars {
    /// Their hash (xxh3).
    pub(super) hash: u64,
    /// Whether there are that many.
    pub(super) is_long: bool,
    /// Whether no blank is between them.
    pub(super) is_plain: bool,
}

impl FirstChars {
    /// Most texts have no blank among their first characters, so these are hashed in place.
    pub(super) fn new(text: &str) -> Self {
        if let Some(plain) = plain_prefix(text) {
            return Self {
                hash: xxh3_64(plain.as_bytes()),
                is_long: true,
                is_plain: true,
            };
        }
        let mut buffer = [0; OPENING_CHARS * 4];
        let (mut len, mut count) = (0, 0);
        for c in non_blank_chars(text).take(OPENING_CHARS) {
            let room = buffer.get_mut(len..).unwrap_or_default();
            len += c.encode_utf8(room).len();
            count += 1;
        }
        Self {
            hash: xxh3_64(buffer.get(..len).unwrap_or_default()),
            is_long: count == OPENING_CHARS,
            is_plain: false,
        }
    }
}

/// The first [`OPENING_CHARS`] characters of a text of at least that many, if none of them is blank.
fn plain_prefix(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let mut padded = [b'!'; WINDOW];
    let window = if let Some(window) = bytes.first_chunk() {
        window
    } else {
        padded.get_mut(..bytes.len())?.copy_from_slice(bytes);
        &padded
    };
    // In a shorter text this is past its end.
    let opening = text.get(..end_of_opening(window)?)?;
    (!may_have_blank(window) || !opening.contains(is_blank)).then_some(opening)
}

/// The lowest bit of each byte of a word.
const LOW: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each byte of a word.
const HIGH: u64 = LOW << 7;

/// The start of the character after the first [`OPENING_CHARS`], found by eight bytes at a time.
fn end_of_opening(window: &[u8; WINDOW]) -> Option<usize> {
    let mut wanted = OPENING_CHARS as u64 + 1;
    for (nth, word) in window.as_chunks().0.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        // Bytes inside a character start with the bits 10.
        let starts = LOW & !((word >> 7) & !(word >> 6));
        // Each byte counts the starts up to itself.
        let counts = starts.wrapping_mul(LOW);
        let count = counts >> 56;
        if count >= wanted {
            let reached = (counts + (0x80 - wanted) * LOW) & HIGH;
            return Some(nth * 8 + reached.trailing_zeros() as usize / 8);
        }
        wanted -= count;
    }
    None
}

/// Whether some of these bytes may belong to a blank: a first check, vectorized by the compiler.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "branches would prevent vectorization"
)]
fn may_have_blank(window: &[u8; WINDOW]) -> bool {
    let suspect = |byte: u8| (byte <= b' ') | (byte == 0xC2) | (byte == 0xE1) | (byte == 0xE2);
    let wide = |[a, b, c]: [u8; 3]| {
        ((a == 0xE3) & (b == 0x80) & (c == 0x80)) | ((a == 0xEF) & (b == 0xBB))
    };
    let shifted = window.iter().zip(&window[1..]).zip(&window[2..]);
    window.iter().fold(false, |any, &byte| any | suspect(byte))
        | shifted.fold(false, |any, ((&a, &b), &c)| any | wide([a, b, c]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dump::story::non_blank_chars;

    proptest! {
        /// Wide and narrow characters, of two and four bytes, blanks of each width, and characters whose bytes resemble
        /// those of blanks.
        #[test]
        fn first_chars_skip_blanks(
            text in "[甲绿䀀，。、“”…A1 \u{9}\n\u{85}\u{a0}·é\u{1680}ሀ\u{2000}\u{200b}\u{2028}\u{202f}\u{205f}\u{2060}€\u{3000}\u{feff}ﻼ！𠀀]{0,40}",
            tail in "(甲乙丙，丁){0,12}",
        ) {
            for text in [format!("{text}{tail}"), format!("{tail}{text}")] {
                let first: String = non_blank_chars(&text).take(OPENING_CHARS).collect();
                let first_chars = FirstChars::new(&text);
                prop_assert_eq!(first_chars.hash, xxh3_64(first.as_bytes()));
                prop_assert_eq!(first_chars.is_long, first.chars().count() == OPENING_CHARS);
                prop_assert!(!first_chars.is_plain || text.starts_with(&first));
            }
        }
    }

    #[test]
    fn usual_texts_are_plain() {
        let texts = [
            "央行今日开展“7天期”逆回购操作，中标利率为1.40%",
            "《商报》：A股三大指数收涨（3.2%），两市成交、换手",
        ];
        assert!(
            texts
                .iter()
                .all(|text| plain_prefix(&text.repeat(2)).is_some())
        );
    }
}
