//! Latin letters of full width (`Ａ`, U+FF21 to U+FF3A and U+FF41 to U+FF5A), which few dumps have.
//!
//! A word with letters has to be looked for in full width as well. That a dump has none of them is found out once, so that
//! the next words need not be looked for in vain.

use std::sync::OnceLock;

/// How many bytes are looked at before it is asked whether they have shown one.
const STRIDE: usize = 4096;

/// Whether a text has any, once that was asked.
#[derive(Debug, Default)]
pub struct WideLetters(OnceLock<bool>);

impl WideLetters {
    pub(super) fn in_text(&self, text: &[u8]) -> bool {
        *self.0.get_or_init(|| has_any(text))
    }
}

/// Whether this is a Latin letter of full width.
pub const fn is_wide_letter(c: char) -> bool {
    matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Every three bytes are compared, without a branch between them, so that the compiler does it for many at once; a search for
/// the first byte would stop at each `，`.
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

/// The same by the three bytes of its UTF-8.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches many bytes are compared at once"
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
