//! Whether two texts tell the same story.

use std::iter::Peekable;

use xxhash_rust::xxh3::xxh3_64;

use super::dateline::{self, Dateline};
use super::{is_blank, title, trim_start};

/// How many characters a text must have to count as another one cut short.
const ENOUGH: usize = 20;

/// How many bytes open a story: twenty Chinese characters. Bytes, because what has no blanks is then known without a look at
/// each of its characters.
const OPENING: usize = 60;

/// Bytes that surely hold [`OPENING`] more than the longest beginning of a dateline.
const CERTAIN: usize = 96;

/// What opens a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// A hash (xxh3) of the first 60 bytes once title, dateline, white space and zero-width characters are set aside; of the
    /// title where there is no body. Two texts of one story have the same one, unless its opening words were changed.
    pub hash: u64,
    /// Whether it tells the story from others: the text has that many bytes, and its dateline is no matter of doubt. Two
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
    let told = if let Dateline::Before(rest) = dateline { rest } else { body };
    if told.is_empty() {
        return Opening { hash: hash_beginning(title.map_or(text, |(title, _)| title)).hash, tells: false };
    }
    let beginning = hash_beginning(told);
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

/// The first [`OPENING`] bytes of a text without its blanks.
struct Beginning {
    hash: u64,
    /// Whether there are that many.
    is_long: bool,
    /// Whether no blank stands among them.
    is_plain: bool,
}

fn hash_beginning(text: &str) -> Beginning {
    if let Some(plain) = plain_beginning(text) {
        return Beginning { hash: xxh3_64(plain), is_long: true, is_plain: true };
    }
    let mut buffer = [0; OPENING];
    let folded = fold_into(&mut buffer, text);
    Beginning { hash: xxh3_64(folded), is_long: folded.len() == OPENING, is_plain: false }
}

/// The first [`OPENING`] bytes of a text where certainly no blank begins among them: so it is with most texts. Without a
/// branch in between, so that the compiler compares many at once.
fn plain_beginning(text: &str) -> Option<&[u8]> {
    let bytes = text.as_bytes();
    let shifted = |by: usize| bytes.get(by..)?.first_chunk::<OPENING>();
    let triples = shifted(0)?.iter().zip(shifted(1)?).zip(shifted(2)?);
    let blanks = triples.fold(0, |blanks, ((a, b), c)| blanks | u8::from(may_be_blank(*a, *b, *c)));
    bytes.get(..OPENING).filter(|_| blanks == 0)
}

/// Whether a character may be blank that begins with these bytes.
const fn may_be_blank(a: u8, b: u8, c: u8) -> bool {
    let ascii_or_latin = (a <= b' ') | (a == 0xC2) | (a == 0xE1);
    let general = (a == 0xE2) & ((b == 0x81) | ((b == 0x80) & ((c & 0xF0 == 0x80) | (c & 0xF8 == 0xA8))));
    let ideographic = (a == 0xE3) & (b == 0x80) & (c == 0x80);
    let byte_order_mark = (a == 0xEF) & (b == 0xBB);
    ascii_or_latin | general | ideographic | byte_order_mark
}

/// The text after the leading title; empty where it is a title alone.
pub fn body(text: &str) -> &str {
    title(text).map_or(text, |(_, rest)| rest).trim_start_matches(is_blank)
}

/// The first [`OPENING`] bytes of a text without its blanks, or all there are.
fn fold_into<'b>(buffer: &'b mut [u8; OPENING], text: &str) -> &'b [u8] {
    let mut len = 0;
    for run in text.split(is_blank) {
        let room = buffer.get_mut(len..).unwrap_or_default();
        room.iter_mut().zip(run.as_bytes()).for_each(|(to, from)| *to = *from);
        len += run.len().min(room.len());
        if len == OPENING {
            break;
        }
    }
    buffer.get(..len).unwrap_or_default()
}

/// Whether two texts of one minute tell one story: they agree once white space, zero-width characters and the leading
/// title are set aside, or one of them (of at least 20 characters) is the other cut short. A title alone is a cut of nothing.
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
    let (mut a, mut b) = (letters(a).peekable(), letters(b).peekable());
    let shared = common(&mut a, &mut b);
    match (a.peek(), b.peek()) {
        (None, None) => true,
        (None, Some(_)) | (Some(_), None) => shared >= ENOUGH,
        (Some(_), Some(_)) => false,
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
