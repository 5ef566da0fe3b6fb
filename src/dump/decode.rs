//! Bytes -> UTF-8.
//!
//! No dump states its encoding. A byte order mark decides, else the share of bytes that are no UTF-8: in dumps with a
//! torn or damaged character it stays under one in a hundred, in GB18030 it is a quarter and more. Statistical
//! detectors take a UTF-8 dump with a single bad byte for GBK, so none is used.

use std::borrow::Cow;

use encoding_rs::{CoderResult, Decoder, GB18030, UTF_16BE, UTF_16LE};
use memchr::memchr_iter;

use super::error::{DumpError, Problem};

/// How the characters of a dump are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// GB18030, of which GBK and GB2312 are parts.
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

    /// The encoding that a user names, in any case and with or without dashes; GBK and GB2312 are read as GB18030.
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

/// A file's text, borrowed from its bytes wherever they are UTF-8 already.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: Encoding,
    pub(super) problems: Vec<Problem>,
}

/// Decodes a file; `encoding` is what the user has settled, if anything.
pub(super) fn decode(bytes: &[u8], encoding: Option<Encoding>) -> Decoded<'_> {
    let (marked, rest) = byte_order_mark(bytes);
    let is_utf16 = |encoding| matches!(encoding, Some(Encoding::Utf16Le | Encoding::Utf16Be));
    // Which byte comes first, its own mark knows better than whoever has named it.
    let settled = if is_utf16(encoding) && is_utf16(marked) {
        marked
    } else {
        encoding.or(marked)
    };
    match settled {
        Some(Encoding::Utf8) => as_utf8(rest),
        Some(Encoding::Gb18030) => as_foreign(bytes, Encoding::Gb18030),
        Some(encoding @ (Encoding::Utf16Le | Encoding::Utf16Be)) => as_foreign(bytes, encoding),
        None => undamaged(rest).unwrap_or_else(|| {
            if seems_gb18030(rest) {
                as_foreign(rest, Encoding::Gb18030)
            } else {
                as_utf8(rest)
            }
        }),
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

fn as_utf8(bytes: &[u8]) -> Decoded<'_> {
    undamaged(bytes).unwrap_or_else(|| match simdutf8::compat::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => torn(bytes, error.valid_up_to()),
        Ok(_) | Err(_) => damaged(bytes),
    })
}

/// Nearly every dump is UTF-8 throughout, which is found out at the speed of memory.
fn undamaged(bytes: &[u8]) -> Option<Decoded<'_>> {
    let text = simdutf8::basic::from_utf8(bytes).ok()?;
    Some(Decoded {
        text: Cow::Borrowed(text),
        encoding: Encoding::Utf8,
        problems: Vec::new(),
    })
}

/// A file that ends inside a character: somebody is writing it. What is there is kept; nothing is put in for the rest,
/// so that the text is a beginning of what it will be.
fn torn(bytes: &[u8], end: usize) -> Decoded<'_> {
    let whole = bytes.get(..end).unwrap_or_default();
    let text = simdutf8::basic::from_utf8(whole).unwrap_or_default();
    let line = 1 + memchr_iter(b'\n', whole).count() as u32;
    let problems = vec![Problem {
        line,
        error: DumpError::EndsInsideCharacter,
    }];
    Decoded {
        text: Cow::Borrowed(text),
        encoding: Encoding::Utf8,
        problems,
    }
}

/// A file with bytes in it that are no UTF-8: each run becomes U+FFFD, each such line one problem.
fn damaged(bytes: &[u8]) -> Decoded<'_> {
    let mut text = String::with_capacity(bytes.len() + 64);
    let mut problems: Vec<Problem> = Vec::new();
    let mut line = 1;
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        text.push_str(chunk.valid());
        line += memchr_iter(b'\n', chunk.valid().as_bytes()).count() as u32;
        let [first, ..] = chunk.invalid() else {
            continue;
        };
        if chunks.peek().is_none() && is_begun(chunk.invalid()) {
            problems.push(Problem {
                line,
                error: DumpError::EndsInsideCharacter,
            });
            break;
        }
        text.push(char::REPLACEMENT_CHARACTER);
        if problems.last().is_none_or(|last| last.line != line) {
            problems.push(Problem {
                line,
                error: DumpError::NoUtf8 {
                    byte: format!("{first:02X}"),
                },
            });
        }
    }
    Decoded {
        text: Cow::Owned(text),
        encoding: Encoding::Utf8,
        problems,
    }
}

/// Whether bytes are the first ones of a character.
fn is_begun(bytes: &[u8]) -> bool {
    simdutf8::compat::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// Whether so many bytes are no UTF-8 that they must be GB18030, and as such can be read.
fn seems_gb18030(bytes: &[u8]) -> bool {
    let Err(error) = simdutf8::compat::from_utf8(bytes) else {
        return false;
    };
    if error.error_len().is_none() && error.valid_up_to() > 0 {
        return false;
    }
    let (mut bad, mut foreign) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        bad += chunk.invalid().len();
        foreign += chunk.invalid().len()
            + chunk
                .valid()
                .bytes()
                .filter(|byte| !byte.is_ascii())
                .count();
    }
    bad * 10 > foreign && foreign > 3
}

fn as_foreign(bytes: &[u8], encoding: Encoding) -> Decoded<'_> {
    let decoder = match encoding {
        Encoding::Utf8 => return as_utf8(bytes),
        Encoding::Gb18030 => GB18030,
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
    };
    let (text, had_errors, is_torn) = decoded(bytes, &mut decoder.new_decoder_with_bom_removal());
    let line_after = |before: &str| 1 + memchr_iter(b'\n', before.as_bytes()).count() as u32;
    let mut problems = Vec::new();
    if had_errors {
        let line = line_after(
            text.split(char::REPLACEMENT_CHARACTER)
                .next()
                .unwrap_or_default(),
        );
        problems.push(Problem {
            line,
            error: DumpError::NotEncoded {
                encoding: encoding.name(),
            },
        });
    }
    if is_torn {
        problems.push(Problem {
            line: line_after(&text),
            error: DumpError::EndsInsideCharacter,
        });
    }
    Decoded {
        text: Cow::Owned(text),
        encoding,
        problems,
    }
}

/// The text, whether bytes in it are no characters, and whether it ends inside of one; what there is of that one is left
/// out, as in [`torn`].
fn decoded(bytes: &[u8], decoder: &mut Decoder) -> (String, bool, bool) {
    // Chinese takes half as much again in UTF-8.
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2 + LONGEST);
    let (mut rest, mut had_errors) = (bytes, false);
    loop {
        let (result, read, replaced) = decoder.decode_to_string(rest, &mut text, false);
        had_errors |= replaced;
        rest = rest.get(read..).unwrap_or_default();
        match result {
            CoderResult::InputEmpty => break,
            CoderResult::OutputFull => text.reserve(rest.len() + LONGEST),
        }
    }
    // What is held back until more comes is part of a character.
    let mut tail = String::with_capacity(LONGEST);
    let (_, _, is_torn) = decoder.decode_to_string(&[], &mut tail, true);
    text.shrink_to_fit();
    (text, had_errors, is_torn)
}

/// Bytes of UTF-8 that one step of decoding may need, which are four of GB18030 that are no character.
const LONGEST: usize = 16;

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    const TEXT: &str = "第一行\n第二行，云帆智造公告。\n第三行";

    fn decoded(bytes: &[u8]) -> (String, Encoding, Vec<u32>) {
        let bytes = Bytes::copy_from_slice(bytes);
        let decoded = decode(&bytes, None);
        (
            decoded.text.into_owned(),
            decoded.encoding,
            decoded.problems.iter().map(|p| p.line).collect(),
        )
    }

    #[test]
    fn utf8_is_not_copied() {
        let bytes = Bytes::copy_from_slice(format!("\u{feff}{TEXT}").as_bytes());
        let decoded = decode(&bytes, None);
        assert!(matches!(decoded.text, Cow::Borrowed(TEXT)));
    }

    #[test]
    fn a_damaged_line_is_named_once_and_its_neighbours_are_kept() {
        let mut bytes = TEXT.as_bytes().repeat(20);
        let at = 14;
        bytes[at] = 0xFF;
        bytes[at + 2] = 0xFE;
        let (text, encoding, lines) = decoded(&bytes);
        assert!(text.starts_with("第一行\n第"));
        assert!(text.contains('\u{fffd}'));
        assert_eq!((encoding, lines), (Encoding::Utf8, vec![2]));
    }

    #[test]
    fn a_file_that_ends_inside_a_character_is_kept_up_to_it() {
        let bytes = TEXT.as_bytes();
        let (text, encoding, lines) = decoded(&bytes[..bytes.len() - 1]);
        assert_eq!(text, TEXT.strip_suffix('行').unwrap());
        assert_eq!((encoding, lines), (Encoding::Utf8, vec![3]));
    }

    #[test]
    fn a_text_of_which_the_end_is_missing_is_a_beginning_of_it_in_every_encoding() {
        // The last one is written with four bytes in each encoding.
        let text = format!("{TEXT}。\u{1f4c8}");
        let utf16 =
            |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        for (encoding, whole) in [
            (Encoding::Utf8, text.as_bytes().to_vec()),
            (Encoding::Gb18030, GB18030.encode(&text).0.into_owned()),
            (Encoding::Utf16Le, utf16(u16::to_le_bytes)),
            (Encoding::Utf16Be, utf16(u16::to_be_bytes)),
        ] {
            let mut lengths = 0..=text.len();
            for cut in 0..=whole.len() {
                let decoded = decode(&whole[..cut], Some(encoding));
                assert!(
                    text.starts_with(&*decoded.text) && lengths.contains(&decoded.text.len()),
                    "{encoding:?} {cut}"
                );
                lengths = decoded.text.len()..=text.len();
                let is_told = decoded
                    .problems
                    .iter()
                    .all(|problem| problem.error == DumpError::EndsInsideCharacter);
                assert!(
                    is_told && decoded.problems.len() <= 1,
                    "{encoding:?} {cut}: {:?}",
                    decoded.problems
                );
            }
            assert_eq!(
                (
                    decode(&whole, Some(encoding)).text,
                    decode(&whole, Some(encoding)).problems
                ),
                (Cow::Borrowed(text.as_str()), vec![])
            );
        }
    }

    #[test]
    fn a_damaged_file_may_end_inside_a_character_as_well() {
        let mut bytes = TEXT.as_bytes().repeat(20);
        bytes[4] = 0xFF;
        bytes.pop();
        let decoded = decode(&bytes, None);
        assert!(
            decoded.text.contains('\u{fffd}') && decoded.text.ends_with("第三"),
            "{}",
            decoded.text
        );
        let last = decoded.problems.last().unwrap();
        assert_eq!(
            (last.line, &last.error),
            (41, &DumpError::EndsInsideCharacter)
        );
    }

    #[test]
    fn the_byte_order_mark_says_which_byte_comes_first() {
        let be: Vec<u8> = "\u{feff}甲"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        let decoded = decode(&be, Some(Encoding::Utf16Le));
        assert_eq!(
            (&*decoded.text, decoded.encoding),
            ("甲", Encoding::Utf16Be)
        );
    }

    #[test]
    fn other_encodings_are_found_from_their_bytes() {
        let (gb, _, _) = GB18030.encode(TEXT);
        assert_eq!(decoded(&gb), (TEXT.to_owned(), Encoding::Gb18030, vec![]));
        let le: Vec<u8> = "\u{feff}"
            .encode_utf16()
            .chain(TEXT.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decoded(&le), (TEXT.to_owned(), Encoding::Utf16Le, vec![]));
        let be: Vec<u8> = "\u{feff}"
            .encode_utf16()
            .chain(TEXT.encode_utf16())
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(decoded(&be), (TEXT.to_owned(), Encoding::Utf16Be, vec![]));
    }

    #[test]
    fn names_are_known_in_any_spelling() {
        for (name, encoding) in [
            ("utf-8", Encoding::Utf8),
            ("GBK", Encoding::Gb18030),
            ("UTF-16BE", Encoding::Utf16Be),
        ] {
            assert_eq!(Encoding::from_name(name), Some(encoding));
        }
        assert_eq!(Encoding::from_name("latin1"), None);
    }
}
