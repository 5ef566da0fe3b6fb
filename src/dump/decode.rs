//! Decodes bytes to UTF-8.
//!
//! No dump states its encoding. A byte order mark decides, otherwise the share of invalid UTF-8: below 1% in dumps with a torn
//! or damaged character, 25% and more in GB18030. Statistical detectors take a UTF-8 dump with a single bad byte for GBK, so
//! none is used.

use std::borrow::Cow;

use encoding_rs::{CoderResult, Decoder, GB18030, UTF_16BE, UTF_16LE};
use memchr::memchr_iter;

use super::error::{DumpError, Problem};

/// The encoding of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// GB18030, which includes GBK and GB2312.
    Gb18030,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

impl Encoding {
    /// Its name as standards write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Gb18030 => "GB18030",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
        }
    }

    /// Parses a name in any case, with or without dashes. GBK and GB2312 are read as GB18030.
    pub fn from_name(name: &str) -> Option<Self> {
        let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        match plain.to_ascii_lowercase().as_str() {
            "utf8" => Some(Self::Utf8),
            "gb18030" | "gbk" | "gb2312" | "cp936" => Some(Self::Gb18030),
            "utf16" | "utf16le" => Some(Self::Utf16Le),
            "utf16be" => Some(Self::Utf16Be),
            _ => None,
        }
    }
}

/// The text of a file, borrowed from its bytes if these are UTF-8.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: Encoding,
    pub(super) problems: Vec<Problem>,
}

/// Decodes the text of a file that may be no dump.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    decode_as(bytes, None).text
}

/// Decodes the text of a file that may be no dump; also returns its encoding.
pub fn decode_text(bytes: &[u8]) -> (Cow<'_, str>, Encoding) {
    let decoded = decode_as(bytes, None);
    (decoded.text, decoded.encoding)
}

/// How many bytes the text of a file takes beside them, judged by the first ones: none if it is UTF-8. `encoding` overrides the
/// detection.
pub fn recoded_size(bytes: &[u8], encoding: Option<Encoding>) -> usize {
    let head = bytes.get(..PROBE_SIZE).unwrap_or(bytes);
    match decode_as(head, encoding).encoding {
        Encoding::Utf8 => 0,
        Encoding::Gb18030 | Encoding::Utf16Le | Encoding::Utf16Be => largest_text(bytes),
    }
}

/// Decodes a file; `encoding` overrides the detection.
pub(super) fn decode_as(bytes: &[u8], encoding: Option<Encoding>) -> Decoded<'_> {
    let (mark, rest) = byte_order_mark(bytes);
    let is_utf16 = |encoding| matches!(encoding, Some(Encoding::Utf16Le | Encoding::Utf16Be));
    // The mark knows the byte order better than the user.
    let encoding = if is_utf16(encoding) && is_utf16(mark) {
        mark
    } else {
        encoding.or(mark)
    };
    match encoding {
        Some(Encoding::Utf8) => decode_utf8(rest),
        Some(Encoding::Gb18030) => transcode(bytes, Encoding::Gb18030, GB18030),
        Some(Encoding::Utf16Le) => transcode(bytes, Encoding::Utf16Le, UTF_16LE),
        Some(Encoding::Utf16Be) => transcode(bytes, Encoding::Utf16Be, UTF_16BE),
        None => match simdutf8::basic::from_utf8(rest) {
            Ok(text) => Decoded {
                text: text.into(),
                encoding: Encoding::Utf8,
                problems: Vec::new(),
            },
            Err(_) if looks_like_gb18030(rest) => transcode(rest, Encoding::Gb18030, GB18030),
            Err(_) => decode_utf8(rest),
        },
    }
}

fn byte_order_mark(bytes: &[u8]) -> (Option<Encoding>, &[u8]) {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (Some(Encoding::Utf8), rest),
        [0xFF, 0xFE, rest @ ..] => (Some(Encoding::Utf16Le), rest),
        [0xFE, 0xFF, rest @ ..] => (Some(Encoding::Utf16Be), rest),
        _ => (None, bytes),
    }
}

/// Decodes UTF-8. Drops a partial character at the end: a scraper is writing it, and the text must stay a prefix of the whole.
fn decode_utf8(bytes: &[u8]) -> Decoded<'_> {
    let (whole, is_torn) = split_partial_char(bytes);
    let (text, mut problems) = match simdutf8::basic::from_utf8(whole) {
        Ok(text) => (Cow::Borrowed(text), Vec::new()),
        Err(_) => replace_invalid(whole),
    };
    if is_torn {
        problems.push(Problem {
            line: last_line(&text),
            error: DumpError::EndsInsideCharacter,
        });
    }
    Decoded {
        text,
        encoding: Encoding::Utf8,
        problems,
    }
}

/// Splits off the first bytes of a character at the end. Also returns whether there are any.
fn split_partial_char(bytes: &[u8]) -> (&[u8], bool) {
    let is_partial = |tail: &[u8]| {
        simdutf8::compat::from_utf8(tail)
            .is_err_and(|error| error.valid_up_to() == 0 && error.error_len().is_none())
    };
    (1..=3)
        .filter_map(|len| bytes.split_at_checked(bytes.len().checked_sub(len)?))
        .find(|(_, tail)| is_partial(tail))
        .map_or((bytes, false), |(whole, _)| (whole, true))
}

/// Replaces each run of invalid bytes by U+FFFD, and reports one problem for each such line.
fn replace_invalid(bytes: &[u8]) -> (Cow<'static, str>, Vec<Problem>) {
    let mut text = String::with_capacity(bytes.len() + 64);
    let mut problems: Vec<Problem> = Vec::new();
    let mut line = 1;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        line += memchr_iter(b'\n', chunk.valid().as_bytes()).count() as u32;
        let [first, ..] = chunk.invalid() else {
            continue;
        };
        text.push(char::REPLACEMENT_CHARACTER);
        if problems.last().is_none_or(|last| last.line != line) {
            let byte = format!("{first:02X}");
            problems.push(Problem {
                line,
                error: DumpError::InvalidUtf8 { byte },
            });
        }
    }
    (text.into(), problems)
}

/// Whether over a tenth of the bytes that are not ASCII are invalid UTF-8. Ignores a partial character at the end.
fn looks_like_gb18030(bytes: &[u8]) -> bool {
    if simdutf8::basic::from_utf8(split_partial_char(bytes).0).is_ok() {
        return false;
    }
    let (mut invalid, mut foreign) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        let valid = chunk
            .valid()
            .bytes()
            .filter(|byte| !byte.is_ascii())
            .count();
        invalid += chunk.invalid().len();
        foreign += chunk.invalid().len() + valid;
    }
    invalid * 10 > foreign && foreign > 3
}

/// Decodes another encoding. Drops a partial character at the end, as [`decode_utf8`].
fn transcode(
    bytes: &[u8],
    encoding: Encoding,
    charset: &'static encoding_rs::Encoding,
) -> Decoded<'static> {
    let decoder = charset.new_decoder_with_bom_removal();
    let (text, has_errors, is_torn) = run_decoder(bytes, decoder);
    let mut problems = Vec::new();
    if has_errors {
        let before = text.split(char::REPLACEMENT_CHARACTER).next();
        let encoding = encoding.name();
        problems.push(Problem {
            line: last_line(before.unwrap_or_default()),
            error: DumpError::InvalidEncoding { encoding },
        });
    }
    if is_torn {
        problems.push(Problem {
            line: last_line(&text),
            error: DumpError::EndsInsideCharacter,
        });
    }
    Decoded {
        text: text.into(),
        encoding,
        problems,
    }
}

/// The text, whether it has invalid bytes, and whether it ends within a character.
fn run_decoder(bytes: &[u8], mut decoder: Decoder) -> (String, bool, bool) {
    let mut text = String::with_capacity(largest_text(bytes));
    let (mut rest, mut has_errors) = (bytes, false);
    loop {
        let (result, read, replaced) = decoder.decode_to_string(rest, &mut text, false);
        has_errors |= replaced;
        rest = rest.get(read..).unwrap_or_default();
        match result {
            CoderResult::InputEmpty => break,
            CoderResult::OutputFull => text.reserve(rest.len() + MAX_STEP),
        }
    }
    text.shrink_to_fit();
    // The decoder holds back a partial character and reports it at the end of the input.
    let mut tail = String::with_capacity(MAX_STEP);
    let (_, _, is_torn) = decoder.decode_to_string(&[], &mut tail, true);
    (text, has_errors, is_torn)
}

/// The bytes from which [`recoded_size`] judges the encoding.
const PROBE_SIZE: usize = 4 << 10;

/// The room for the text of these bytes: Chinese is half as long again in UTF-8.
const fn largest_text(bytes: &[u8]) -> usize {
    bytes.len() + bytes.len() / 2 + MAX_STEP
}

/// UTF-8 bytes that one step of decoding may need: four invalid bytes of GB18030.
const MAX_STEP: usize = 16;

fn last_line(text: &str) -> u32 {
    1 + memchr_iter(b'\n', text.as_bytes()).count() as u32
}

/// The longest prefix of at most `max` bytes that ends between two characters.
pub(super) fn prefix(text: &str, max: usize) -> &str {
    let end = (0..=max.min(text.len()))
        .rev()
        .find(|&end| text.is_char_boundary(end));
    text.get(..end.unwrap_or(0)).unwrap_or(text)
}

#[cfg(test)]
mod tests;
