//! Glyphs whose width is the same in every terminal.

/// Returns how far a glyph moves the cursor if all terminals agree: ASCII, and the double-width characters of the first
/// Chinese character sets. Everything else is rare on a screen of news.
pub(super) fn certain_width(symbol: &str) -> Option<u16> {
    let mut chars = symbol.chars();
    match (chars.next()?, chars.next()) {
        (' '..='~', None) => Some(1),
        (c, None) if is_chinese(c) => Some(2),
        (_, None | Some(_)) => None,
    }
}

/// Whether a character is Chinese punctuation, kana, an ideograph or a full-width form.
fn is_chinese(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff60}')
}
