//! Full-width Latin letters (`Ａ`, U+FF21 to U+FF3A and U+FF41 to U+FF5A), which few dumps have.
//!
//! A search for a word with letters must also look for its full-width spelling. A dump without such letters is detected once, and
//! later searches skip it.

use std::sync::OnceLock;

/// How many bytes are scanned between two checks of the result.
const STRIDE: usize = 4096;

/// Whether a text has any, computed once.
#[derive(Debug, Default)]
pub struct WideLetters(OnceLock<bool>);

impl WideLetters {
    pub(super) fn in_text(&self, text: &[u8]) -> bool {
        *self.0.get_or_init(|| has_any(text))
    }
}

/// Whether this is a full-width Latin letter.
pub const fn is_wide_letter(c: char) -> bool {
    matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Compares every three bytes without a branch: the compiler vectorizes it. A search for the first byte would stop at
/// each `，`.
fn has_any(text: &[u8]) -> bool {
    (0..text.len()).step_by(STRIDE).any(|from| {
        let triples = |nth: usize| {
            text.get(from + nth..)
                .unwrap_or_default()
                .iter()
                .take(STRIDE)
        };
        let all = triples(0).zip(triples(1)).zip(triples(2));
        all.fold(0, |found, ((a, b), c)| {
            found | u8::from(is_letter(*a, *b, *c))
        }) != 0
    })
}

/// Whether these three bytes of UTF-8 are a full-width Latin letter.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "branches would prevent vectorization"
)]
const fn is_letter(a: u8, b: u8, c: u8) -> bool {
    let is_upper = (b == 0xBC) & (c.wrapping_sub(0xA1) < 26);
    let is_lower = (b == 0xBD) & (c.wrapping_sub(0x81) < 26);
    (a == 0xEF) & (is_upper | is_lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_characters_agree() {
        for c in '\u{FF00}'..='\u{FFEF}' {
            assert_eq!(has_any(c.to_string().as_bytes()), is_wide_letter(c), "{c}");
        }
    }

    #[test]
    fn letter_is_found_at_every_offset() {
        for before in [0, 1, STRIDE - 2, STRIDE - 1, STRIDE, 2 * STRIDE - 1] {
            let text = format!("{}ｖ，公司", "-".repeat(before));
            assert!(has_any(text.as_bytes()), "{before}");
        }
        assert!(!has_any("，。公司１％Nvidia".repeat(1000).as_bytes()));
        assert!(!has_any(b""));
    }
}
