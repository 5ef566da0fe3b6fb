//! Makes foreign text safe to print: dumps, file names, error messages.
//!
//! An escape sequence in news would act on the terminal, an invisible character would shift columns, and a bidirectional
//! override would show another text than the one that is searched. So:
//!
//! - Control characters are shown as pictures. Removing escape sequences would also remove the text after an unterminated
//!   one.
//! - Invisible characters are dropped.
//! - Combining marks are limited.
//!
//! The terminal and the unicode-width crate then agree on the width of the text.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// The most combining marks on one base character; no living script needs more.
const MAX_MARKS: usize = 4;

/// Text that can be sent to a terminal: nothing in it moves the cursor, is invisible, or changes direction.
///
/// Only [`sanitise`] and [`sanitise_line`] make one. Clean text is borrowed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Printable<'a>(Cow<'a, str>);

impl Printable<'_> {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the text of a byte range; empty if the range is out of bounds or splits a character.
    pub fn slice(&self, range: Range<usize>) -> Printable<'_> {
        Printable(Cow::Borrowed(self.0.get(range).unwrap_or_default()))
    }

    /// Copies the text.
    pub fn into_owned(self) -> Printable<'static> {
        Printable(Cow::Owned(self.0.into_owned()))
    }
}

impl AsRef<str> for Printable<'_> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Makes a text printable and turns every line break into `\n`. For text that is wrapped.
pub fn sanitise(text: &str) -> Printable<'_> {
    printable(text, '\n')
}

/// Makes a text printable and turns every line break into a space. For titles, file names, messages.
pub fn sanitise_line(text: &str) -> Printable<'_> {
    printable(text, ' ')
}

/// Whether a character is drawn as itself: no control or line break, not invisible, no change of direction.
pub fn is_displayed(c: char) -> bool {
    !matches!(c, '\u{2028}' | '\u{2029}') && !c.is_control() && !is_invisible(c)
}

/// What sanitising does with a character.
enum CharAction {
    Keep,
    /// Keep it if its base has fewer than [`MAX_MARKS`].
    Combine,
    Drop,
    Replace(char),
    /// Replace it by a line break or a space.
    Break,
}

fn printable(text: &str, line_break: char) -> Printable<'_> {
    let clean = |c| matches!(action(c), CharAction::Keep) || (c == '\n' && line_break == '\n');
    match text.find(|c| !clean(c)) {
        None => Printable(Cow::Borrowed(text)),
        Some(at) => Printable(Cow::Owned(rewrite(text, at, line_break))),
    }
}

/// Makes a text printable whose first `clean` bytes need no change.
fn rewrite(text: &str, clean: usize, line_break: char) -> String {
    let (head, tail) = text.split_at_checked(clean).unwrap_or(("", text));
    let mut out = String::with_capacity(text.len() + 8);
    out.push_str(head);
    // A combining mark that begins a line has no base and would be drawn onto another glyph, so it is dropped.
    let mut room = if head.is_empty() || head.ends_with('\n') {
        0
    } else {
        MAX_MARKS
    };
    let mut chars = tail.chars().peekable();
    while let Some(c) = chars.next() {
        let put = match action(c) {
            CharAction::Keep => c,
            CharAction::Replace('\u{240D}') if chars.peek() == Some(&'\n') => continue,
            CharAction::Replace(picture) => picture,
            CharAction::Combine if room > 0 => {
                room -= 1;
                out.push(c);
                continue;
            }
            CharAction::Combine | CharAction::Drop => continue,
            CharAction::Break => line_break,
        };
        room = if put == '\n' { 0 } else { MAX_MARKS };
        out.push(put);
    }
    out
}

fn action(c: char) -> CharAction {
    match c {
        // Nearly all characters of news, first.
        '\u{20}'..='\u{7E}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{3000}'..='\u{3029}'
        | '\u{FF01}'..='\u{FF60}' => CharAction::Keep,
        '\n' | '\u{2028}' | '\u{2029}' => CharAction::Break,
        '\t' => CharAction::Replace(' '),
        '\0'..='\u{1F}' => CharAction::Replace(picture(c)),
        '\u{7F}' => CharAction::Replace('\u{2421}'),
        // Unicode has no pictures for C1.
        '\u{80}'..='\u{9F}' => CharAction::Replace(char::REPLACEMENT_CHARACTER),
        _ if is_invisible(c) => CharAction::Drop,
        _ if c.width() == Some(0) => CharAction::Combine,
        _ => CharAction::Keep,
    }
}

/// Returns the picture of a C0 control character, whose block has the same order.
fn picture(control: char) -> char {
    char::from_u32(0x2400 + u32::from(control)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Whether a character is invisible, or changes the direction or width of others: soft hyphen, fillers, zero-width and
/// bidirectional characters, variation selectors, keycap, skin tones, tags, and the formats of shorthand and music.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{20E3}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{1F3FB}'..='\u{1F3FF}'
        | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("华岳电子：一季度净利润增长12%。", "华岳电子：一季度净利润增长12%。")]
    #[case("红\u{1b}[31m字\u{7}\u{7f}", "红␛[31m字␇␡")]
    #[case("\u{9b}2J清屏\u{85}", "\u{fffd}2J清屏\u{fffd}")]
    #[case("零\u{200c}宽\u{feff}与\u{202e}倒\u{2066}置\u{ad}", "零宽与倒置")]
    #[case("填\u{115f}\u{1160}\u{3164}\u{ffa0}充\u{61c}\u{180e}", "填充")]
    #[case("1\u{fe0f}\u{20e3}👍\u{1f3fd}\u{e0041}", "1👍")]
    #[case("坏字节\u{fffd}", "坏字节\u{fffd}")]
    #[case("一\r\n二\n三\r四\t五\u{2028}六", "一\n二\n三␍四 五\n六")]
    #[case(
        "a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}b",
        "a\u{301}\u{302}\u{303}\u{304}b"
    )]
    #[case("", "")]
    fn text_is_made_printable(#[case] raw: &str, #[case] shown: &str) {
        assert_eq!(sanitise(raw).as_str(), shown);
        assert_eq!(sanitise_line(raw).as_str(), shown.replace('\n', " "));
    }

    #[test]
    fn combining_mark_without_base_is_dropped() {
        assert_eq!(
            sanitise("\u{301}无主\n\u{301}也无主").as_str(),
            "无主\n也无主"
        );
    }

    #[test]
    fn clean_text_is_borrowed() {
        assert!(matches!(sanitise("多行\n“文本”—①").0, Cow::Borrowed(_)));
        assert!(matches!(sanitise_line("一行“文本”—①").0, Cow::Borrowed(_)));
        assert!(matches!(sanitise_line("多行\n文本").0, Cow::Owned(_)));
    }

    #[test]
    fn slice_of_a_wrong_range_is_empty() {
        let text = sanitise("电报");
        assert_eq!(text.slice(3..6).as_str(), "报");
        assert_eq!(text.slice(1..3).as_str(), "");
        assert_eq!(text.slice(3..99).as_str(), "");
    }

    proptest::proptest! {
        #[test]
        fn sanitised_text_is_harmless(raw in r"(\PC|\p{C}|\p{M}|\p{Zl}|\p{Zp}){0,60}") {
            let shown = sanitise(&raw).into_owned();
            assert!(shown.as_str().chars().all(|c| c == '\n' || (!c.is_control() && !is_invisible(c))), "{shown:?}");
            assert_eq!(sanitise(shown.as_str()), shown.clone());
            assert!(!sanitise_line(&raw).as_str().contains('\n'));
        }
    }
}
