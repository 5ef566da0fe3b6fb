//! The first characters of a text that are not blank, by which stories are told apart: found once for every entry of an
//! archive of millions.

use xxhash_rust::xxh3::xxh3_64;

use super::is_blank;

/// How many characters open a story, and how many a text must have to count as another one cut short.
pub(super) const ENOUGH: usize = 20;

/// Bytes that hold [`ENOUGH`] characters of at most three bytes each and the beginning of the next one.
const WINDOW: usize = 64;

/// The first [`ENOUGH`] characters of a text that are not blank.
pub(super) struct Beginning {
    /// A hash (xxh3) of them.
    pub(super) hash: u64,
    /// Whether there are that many.
    pub(super) is_long: bool,
    /// Whether no blank stands among them.
    pub(super) is_plain: bool,
}

impl Beginning {
    /// Most texts have no blank among their first characters, which is seen without taking them apart.
    pub(super) fn of(text: &str) -> Self {
        if let Some(plain) = plain(text) {
            return Self {
                hash: xxh3_64(plain),
                is_long: true,
                is_plain: true,
            };
        }
        let mut buffer = [0_u8; ENOUGH * 4];
        let (folded, count) = fold_into(&mut buffer, text);
        Self {
            hash: xxh3_64(folded),
            is_long: count == ENOUGH,
            is_plain: false,
        }
    }
}

/// The first [`ENOUGH`] characters where certainly none of them is blank.
fn plain(text: &str) -> Option<&[u8]> {
    let bytes = text.as_bytes();
    let mut padded = [b'!'; WINDOW];
    let window = if let Some(window) = bytes.first_chunk() {
        window
    } else {
        padded.get_mut(..bytes.len())?.copy_from_slice(bytes);
        &padded
    };
    // Where the text is shorter, this is past its end.
    let beginning = bytes.get(..end_of_beginning(window)?)?;
    (!may_have_blank(window) || are_plain(beginning)).then_some(beginning)
}

/// One bit in each of a word's bytes: the lowest, the highest.
const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = LOW << 7;

/// Where the character after the first [`ENOUGH`] begins, by eight bytes at a time.
fn end_of_beginning(window: &[u8; WINDOW]) -> Option<usize> {
    let mut wanted = ENOUGH as u64 + 1;
    for (nth, word) in window.as_chunks().0.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        // Bytes within a character begin with the bits 10.
        let begins = LOW & !((word >> 7) & !(word >> 6));
        // Each byte counts the beginnings up to itself.
        let counts = begins.wrapping_mul(LOW);
        let count = counts >> 56;
        if count >= wanted {
            let reached = (counts + (0x80 - wanted) * LOW) & HIGH;
            return Some(nth * 8 + reached.trailing_zeros() as usize / 8);
        }
        wanted -= count;
    }
    None
}

/// Whether some of these bytes may be of a blank character: a first look, which a compiler does at many bytes at once.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "with branches the compiler would take byte by byte"
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

/// Whether none of these characters is blank.
fn are_plain(beginning: &[u8]) -> bool {
    let mut rest = beginning;
    while !rest.is_empty() {
        let Some(after) = width_of_plain(rest).and_then(|width| rest.get(width..)) else {
            return false;
        };
        rest = after;
    }
    true
}

/// The width of the character that begins here, in bytes, where it is certainly not blank.
const fn width_of_plain(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [0x21..=0x7F, ..] => Some(1),
        [0xE2, 0x80, 0x80..=0x8F | 0xA8..=0xAF, ..]
        | [0xE2, 0x81, ..]
        | [0xE3, 0x80, 0x80, ..]
        | [0xEF, 0xBB, 0xBF, ..] => None,
        // Chinese characters, and punctuation of full width.
        [0xE2..=0xE9 | 0xEF, ..] => Some(3),
        _ => None,
    }
}

/// The first [`ENOUGH`] characters of a text that are not blank, without allocating, and how many there are.
fn fold_into<'b>(buffer: &'b mut [u8; ENOUGH * 4], text: &str) -> (&'b [u8], usize) {
    let (mut len, mut count, mut at) = (0, 0, 0);
    while count < ENOUGH {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let width = match width_of_plain(rest) {
            Some(width) => width,
            None => match text.get(at..).and_then(|rest| rest.chars().next()) {
                Some(c) if is_blank(c) => {
                    at += c.len_utf8();
                    continue;
                }
                Some(c) => c.len_utf8(),
                None => break,
            },
        };
        if let (Some(room), Some(character)) = (buffer.get_mut(len..len + width), rest.get(..width))
        {
            room.copy_from_slice(character);
        }
        (len, count, at) = (len + width, count + 1, at + width);
    }
    (buffer.get(..len).unwrap_or_default(), count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dump::story::letters;

    proptest! {
        /// Of every kind of character: wide, narrow, of two and four bytes, blanks of each width, and such whose bytes are
        /// much like those of blanks.
        #[test]
        fn the_beginning_is_the_first_letters(
            text in "[甲绿䀀，。、“”…A1 \u{9}\n\u{85}\u{a0}·é\u{1680}ሀ\u{2000}\u{200b}\u{2028}\u{202f}\u{205f}\u{2060}€\u{3000}\u{feff}ﻼ！𠀀]{0,40}",
            tail in "(甲乙丙，丁){0,12}",
        ) {
            for text in [format!("{text}{tail}"), format!("{tail}{text}")] {
                let first: String = letters(&text).take(ENOUGH).collect();
                let beginning = Beginning::of(&text);
                prop_assert_eq!(beginning.hash, xxh3_64(first.as_bytes()));
                prop_assert_eq!(beginning.is_long, first.chars().count() == ENOUGH);
                prop_assert!(!beginning.is_plain || text.starts_with(&first));
            }
        }
    }

    #[test]
    fn what_most_texts_begin_with_is_seen_to_be_plain() {
        let begins = [
            "央行今日开展“7天期”逆回购操作，中标利率为1.40%",
            "《商报》：A股三大指数收涨（3.2%），两市成交、换手",
        ];
        assert!(begins.iter().all(|text| plain(&text.repeat(2)).is_some()));
    }
}
