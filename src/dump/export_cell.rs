//! Texts in the cells of an export as a table (CSV).
//!
//! A table cannot escape what a terminal hides, so such a character is written as `\u{200c}`, and a backslash before `u{` as
//! `\u{5c}`. The elements of a list are divided by `;`, which is written the same way within an element. A text that a
//! spreadsheet would take for a formula begins with `'`. Reading gives the texts back exactly.

use std::borrow::Cow;
use std::fmt::Write as _;

/// What begins an escape.
const ESCAPE: &str = "\\u{";

/// Escapes a text. `is_hidden` says which characters a terminal hides; `\n` stays.
pub fn escape(text: &str, is_hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    let is_plain = |c: char| c == '\n' || !is_hidden(c);
    if !text.contains(ESCAPE) && text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let begins_escape = text.get(at..).is_some_and(|rest| rest.starts_with(ESCAPE));
        if is_plain(c) && !begins_escape {
            escaped.push(c);
        } else {
            // Writing to memory does not fail.
            let _ = write!(escaped, "{ESCAPE}{:x}}}", u32::from(c));
        }
    }
    Cow::Owned(escaped)
}

/// Replaces the escapes in a text.
pub fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains(ESCAPE) {
        return Cow::Borrowed(text);
    }
    let mut pieces = text.split(ESCAPE);
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let parsed = piece.split_once('}').and_then(|(digits, rest)| {
            let c = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
            Some((c, rest))
        });
        if let Some((c, rest)) = parsed {
            plain.push(c);
            plain.push_str(rest);
        } else {
            plain.push_str(ESCAPE);
            plain.push_str(piece);
        }
    }
    Cow::Owned(plain)
}

/// Puts `'` before a text that a spreadsheet would take for a formula. A number is none.
pub fn guard(text: &str) -> Cow<'_, str> {
    if begins_formula(text) && text.parse::<f64>().is_err() {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Takes the `'` away again.
pub fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if begins_formula(rest) => rest,
        Some(_) | None => text,
    }
}

/// Whether a text begins like a formula, perhaps after `'`.
fn begins_formula(text: &str) -> bool {
    text.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@'])
}
