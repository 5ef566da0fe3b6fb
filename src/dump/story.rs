//! The parts of a story: title, column, dateline, body, attribution; and whether two texts tell the same one.

mod attribution;
mod beginning;
mod codes;
mod dateline;
mod identity;
mod mentions;

use memchr::memchr_iter;

pub use codes::{codes, ends_with_fund, is_fund};
pub(super) use identity::opening_of;
pub use identity::{Opening, body, has_open_title, letters, opening, same_story, uncut};
pub use mentions::{Mention, mentions, name_at_end};

/// A story taken apart; every part is a piece of the text it was made from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Story<'a> {
    /// Without the outer 【】, column included: `【研选】蓝箭航天……等`.
    pub title: Option<&'a str>,
    /// The (mostly paid) column that opens the title: 研选, 盘中宝.
    pub column: Option<&'a str>,
    /// `财联社1月6日电，` and the like, which says nothing in a list.
    pub dateline: Option<&'a str>,
    /// The text without title, dateline and attribution.
    pub body: &'a str,
    /// Who is named as the source at the end: 央视新闻.
    pub source: Option<&'a str>,
}

/// Takes a text apart.
pub fn parts(text: &str) -> Story<'_> {
    let (title, rest) = match title(text) {
        Some((title, rest)) => (Some(title), rest),
        None => (None, text),
    };
    let rest = rest.trim_matches(is_blank);
    let (dateline, rest) = match dateline::split(rest) {
        Some((dateline, rest)) => (Some(dateline), rest),
        None => (None, rest),
    };
    let (body, source) = match attribution::split(rest) {
        Some((body, source)) => (body, Some(source)),
        None => (rest, None),
    };
    Story {
        title,
        column: title.and_then(column),
        dateline,
        body: body.trim_matches(is_blank),
        source,
    }
}

impl<'a> Story<'a> {
    /// The same story under a title that stands outside of its text.
    #[must_use]
    pub fn titled(self, title: Option<&'a str>) -> Self {
        Self {
            title,
            column: title.and_then(column),
            ..self
        }
    }

    /// What stands for the story in a list: its title, or an untitled flash's body.
    pub fn headline(&self) -> &'a str {
        self.title.unwrap_or(self.body)
    }
}

/// What two texts may differ in and still be the same: white space, and characters that take no room.
///
/// Written out, since the table behind `char::is_whitespace` costs a tenth of the time that reading a dump takes.
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

/// A text without blanks at its beginning. Most have none there, which one byte tells.
pub(super) fn trim_start(text: &str) -> &str {
    match text.as_bytes() {
        [0x21..=0x7F | 0xE4..=0xE9, ..] | [0xE3, 0x80, 0x81..=0xBF, ..] => text,
        _ => text.trim_start_matches(is_blank),
    }
}

/// A text without blanks at its end. Most have nothing but line breaks there.
pub(super) fn trim_end(text: &str) -> &str {
    let text = text.trim_end_matches(['\n', '\r', ' ']);
    match text.as_bytes() {
        [.., 0x21..=0x7F] | [.., 0xE4..=0xE9, _, _] | [.., 0xE3, 0x80, 0x81..=0xBF] => text,
        _ => text.trim_end_matches(is_blank),
    }
}

/// The title that opens a text, between balanced 【 and 】, and what follows it; `None` where there is none, or where
/// it is not closed.
pub(super) fn title(text: &str) -> Option<(&str, &str)> {
    let (inner, rest) = bracketed(trim_start(text))?;
    let inner = trim_end(trim_start(inner));
    (!inner.is_empty()).then_some((inner, rest))
}

/// The column that opens a title.
fn column(title: &str) -> Option<&str> {
    let (column, _) = bracketed(title)?;
    let column = column.trim();
    (!column.is_empty()).then_some(column)
}

/// What stands in the brackets that open a text, and what follows them.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix('【')?;
    let bytes = rest.as_bytes();
    let mut depth = 1_usize;
    // Both begin with a byte that few characters of a Chinese text begin with.
    for at in memchr_iter(b'\xE3', bytes) {
        match bytes.get(at..at + 3) {
            Some(b"\xE3\x80\x90") => depth += 1,
            Some(b"\xE3\x80\x91") => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return Some((rest.get(..at)?, rest.get(at + 3..)?));
        }
    }
    None
}

#[cfg(test)]
mod tests;
