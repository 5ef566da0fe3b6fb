//! Whether two texts tell the same story.

use std::iter::Peekable;

use super::beginning::{Beginning, ENOUGH};
use super::dateline::{self, Dateline};
use super::{is_blank, title, trim_end, trim_start};

/// Bytes that surely hold [`ENOUGH`] characters more than the longest beginning of a dateline.
const CERTAIN: usize = 96;

/// What opens a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// A hash (xxh3) of the first 20 characters once title, dateline, white space and zero-width characters are set aside;
    /// of the title where there is no body. Two texts of one story have the same one, unless its opening words were changed.
    pub hash: u64,
    /// Whether it tells the story from others: the text has that many characters, and its dateline is no matter of doubt. Two
    /// openings that tell and differ are of two stories; of others the texts have to be compared.
    pub tells: bool,
}

/// What opens the story of a text.
pub fn opening(text: &str) -> Opening {
    opening_of(text, title(text))
}

/// The same for a text whose title is known, with what follows it.
pub(in crate::dump) fn opening_of(text: &str, title: Option<(&str, &str)>) -> Opening {
    let body = trim_start(title.map_or(text, |(_, rest)| rest));
    let dateline = dateline::find(body);
    let told = if let Dateline::Before(rest) = dateline {
        rest
    } else {
        body
    };
    if told.is_empty() {
        return Opening {
            hash: Beginning::of(title.map_or(text, |(title, _)| title)).hash,
            tells: false,
        };
    }
    let beginning = Beginning::of(told);
    let is_certain = match dateline {
        Dateline::Before(_) => true,
        Dateline::None => beginning.is_plain && body.len() >= CERTAIN,
        Dateline::Perhaps => false,
    };
    Opening {
        hash: beginning.hash,
        tells: is_certain && beginning.is_long && (title.is_some() || !told.starts_with('【')),
    }
}

/// The text after the leading title; empty where it is a title alone.
pub fn body(text: &str) -> &str {
    title(text)
        .map_or(text, |(_, rest)| rest)
        .trim_start_matches(is_blank)
}

/// Whether two texts of one minute tell one story: they agree once white space, zero-width characters and the leading
/// title are set aside, or one of them (of at least 20 characters) is the other cut short, with an ellipsis or without. A
/// title alone is a cut of nothing.
pub fn same_story(a: &str, b: &str) -> bool {
    if has_open_title(a) || has_open_title(b) {
        return agree(a, b);
    }
    let (body_a, body_b) = (body(a), body(b));
    match (body_a.is_empty(), body_b.is_empty()) {
        (true, true) => letters(a).eq(letters(b)),
        (true, false) | (false, true) => false,
        (false, false) => agree(body_a, body_b),
    }
}

/// Whether a text was cut inside its title.
pub fn has_open_title(text: &str) -> bool {
    text.trim_start_matches(is_blank).starts_with('【') && title(text).is_none()
}

/// Whether two texts are the same, or one is the other cut short after at least [`ENOUGH`] characters.
fn agree(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (letters(uncut(a)).peekable(), letters(uncut(b)).peekable());
    let shared = common(&mut a, &mut b);
    match (a.peek(), b.peek()) {
        (None, None) => true,
        (None, Some(_)) | (Some(_), None) => shared >= ENOUGH,
        (Some(_), Some(_)) => false,
    }
}

/// A text without the ellipsis (`…`, `……`, `...`) by which a scraper says that it has cut it, as long as [`ENOUGH`]
/// characters are left.
pub fn uncut(text: &str) -> &str {
    let trimmed = trim_end(text);
    if !trimmed.ends_with('…') && !trimmed.ends_with("...") {
        return text;
    }
    let uncut = trimmed.trim_end_matches(['…', '.']);
    if letters(uncut).nth(ENOUGH - 1).is_some() {
        uncut
    } else {
        text
    }
}

/// How many characters two texts share from their beginning; both are left standing behind them.
fn common<I: Iterator<Item = char>>(a: &mut Peekable<I>, b: &mut Peekable<I>) -> usize {
    let mut shared = 0;
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        if x != y {
            break;
        }
        a.next();
        b.next();
        shared += 1;
    }
    shared
}

/// The characters by which texts are compared: all but white space and those that take no room.
pub fn letters(text: &str) -> impl Iterator<Item = char> + Clone {
    text.chars().filter(|&c| !is_blank(c))
}
