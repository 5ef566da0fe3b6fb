//! Whatever a dump, a file name or an error message holds -> text that only prints.
//!
//! News is foreign input: an escape sequence in it would act on the terminal, an invisible character would put the
//! columns out of step, a bidirectional override would show another text than the one that is searched. The rule is
//! one for the whole program: control characters are shown as pictures rather than swallowed, because whatever strips
//! escape sequences also eats text after an unterminated one; what cannot be seen is dropped; and combining marks are
//! limited. Under this rule the terminal and the unicode-width crate agree on the width of what is left.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Combining marks that are kept on one base character; no living script needs more.
const MARKS_PER_BASE: usize = 4;

/// Text that can be sent to a terminal: nothing in it moves the cursor, hides, or changes direction.
///
/// Only [`sanitise`] and [`sanitise_line`] make one. Text that was clean already is borrowed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Printable<'a>(Cow<'a, str>);

impl Printable<'_> {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part of the text in a byte range; empty where the range is not one of the text.
    pub fn slice(&self, range: Range<usize>) -> Printable<'_> {
        Printable(Cow::Borrowed(self.0.get(range).unwrap_or_default()))
    }

    /// The same text, owning its bytes.
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

/// Makes a text printable and keeps its line breaks, as `\n` alone: for what is set in lines.
pub fn sanitise(text: &str) -> Printable<'_> {
    printable(text, '\n')
}

/// Makes a text printable on one line, each line break a space: for titles, file names, messages.
pub fn sanitise_line(text: &str) -> Printable<'_> {
    printable(text, ' ')
}

/// Whether a character is drawn as what it is: no control, nothing that hides or turns the text around it.
pub fn is_displayed(c: char) -> bool {
    !matches!(c, '\u{2028}' | '\u{2029}') && !c.is_control() && !is_invisible(c)
}

/// What becomes of a character.
enum Verdict {
    Keep,
    /// It is drawn onto the character before it.
    Combine,
    Drop,
    Replace(char),
    /// A line ends here.
    Break,
}

fn printable(text: &str, line_break: char) -> Printable<'_> {
    let clean = |c| matches!(verdict(c), Verdict::Keep) || (c == '\n' && line_break == '\n');
    match text.find(|c| !clean(c)) {
        None => Printable(Cow::Borrowed(text)),
        Some(at) => Printable(Cow::Owned(rewritten(text, at, line_break))),
    }
}

/// The text made printable, of which the first `clean` bytes need no change.
fn rewritten(text: &str, clean: usize, line_break: char) -> String {
    let (head, tail) = text.split_at_checked(clean).unwrap_or(("", text));
    let mut out = String::with_capacity(text.len() + 8);
    out.push_str(head);
    // A mark that opens a line has no base of its own and would be drawn onto a stranger: no room for it.
    let mut room = if head.is_empty() || head.ends_with('\n') {
        0
    } else {
        MARKS_PER_BASE
    };
    let mut chars = tail.chars().peekable();
    while let Some(c) = chars.next() {
        let put = match verdict(c) {
            Verdict::Keep => c,
            Verdict::Replace('\u{240D}') if chars.peek() == Some(&'\n') => continue,
            Verdict::Replace(picture) => picture,
            Verdict::Combine if room > 0 => {
                room -= 1;
                out.push(c);
                continue;
            }
            Verdict::Combine | Verdict::Drop => continue,
            Verdict::Break => line_break,
        };
        room = if put == '\n' { 0 } else { MARKS_PER_BASE };
        out.push(put);
    }
    out
}

fn verdict(c: char) -> Verdict {
    match c {
        // Nearly all that news is made of, first.
        '\u{20}'..='\u{7E}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{3000}'..='\u{3029}'
        | '\u{FF01}'..='\u{FF60}' => Verdict::Keep,
        '\n' | '\u{2028}' | '\u{2029}' => Verdict::Break,
        '\t' => Verdict::Replace(' '),
        '\0'..='\u{1F}' => Verdict::Replace(picture(c)),
        '\u{7F}' => Verdict::Replace('\u{2421}'),
        // Unicode has no pictures for C1.
        '\u{80}'..='\u{9F}' => Verdict::Replace(char::REPLACEMENT_CHARACTER),
        _ if is_invisible(c) => Verdict::Drop,
        _ if c.width() == Some(0) => Verdict::Combine,
        _ => Verdict::Keep,
    }
}

/// The control picture of a C0 control character, which stands at the same place of its block.
fn picture(control: char) -> char {
    char::from_u32(0x2400 + u32::from(control)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Characters that cannot be seen, change direction, or change the width of another: soft hyphen, fillers, zero-width
/// and bidirectional characters, variation selectors, keycap, skin tones, tags, and the formats of shorthand and music.
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
    fn a_mark_without_a_base_is_dropped() {
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
    fn a_part_is_printable_and_a_wrong_range_is_empty() {
        let text = sanitise("电报");
        assert_eq!(text.slice(3..6).as_str(), "报");
        assert_eq!(text.slice(1..3).as_str(), "");
        assert_eq!(text.slice(3..99).as_str(), "");
    }

    proptest::proptest! {
        #[test]
        fn nothing_hostile_is_left_whatever_comes(raw in r"(\PC|\p{C}|\p{M}|\p{Zl}|\p{Zp}){0,60}") {
            let shown = sanitise(&raw).into_owned();
            assert!(shown.as_str().chars().all(|c| c == '\n' || (!c.is_control() && !is_invisible(c))), "{shown:?}");
            assert_eq!(sanitise(shown.as_str()), shown.clone());
            assert!(!sanitise_line(&raw).as_str().contains('\n'));
        }
    }
}
