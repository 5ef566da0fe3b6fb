//! Decodes the bytes of a file, detects the dialect and splits the text into records.

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use bytes::Bytes;

use super::contents::Dump;
use super::decode::{Encoding, decode_as, prefix};
use super::dialect::{self, Dialect};
use super::draft::Draft;
use super::error::DumpError;
use super::format::UserFormats;
use super::input::ParseInput;
use super::wide::WideLetters;
use super::wire;
use crate::item::{NewsDay, Rollover};
use crate::limits::Limits;
use crate::path::FilePath;

/// The user's settings for reading.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// When a news day ends, for dumps that do not say.
    pub rollover: Rollover,
    /// The encoding; `None` detects it.
    pub encoding: Option<Encoding>,
    /// `max_entry_size` is the longest text of an entry; the rest is left out and reported.
    pub limits: Limits,
    /// The day of a dump that has none in its heading or name.
    pub date: Option<NewsDay>,
    /// The user's formats. A file that one of them names is read by it, whatever else it looks like.
    pub formats: UserFormats,
}

/// Reads the bytes of a file; `None` if they are no dump.
///
/// Some dialects give the date only in the name, hence `path`.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the bytes become the dump's text, and most callers make the options for one dump"
)]
pub fn read(path: &FilePath, bytes: Bytes, options: ReadOptions) -> Option<Dump> {
    parse(path, &bytes, &options).map(|parsed| parsed.into_dump(path, &bytes))
}

/// A parsed dump without its bytes.
///
/// Bytes are parsed in the buffer into which they were read, while they are in the processor's cache. They are copied to
/// their final place after that, and [`ParsedDump::into_dump`] joins both.
#[derive(Debug)]
pub(crate) struct ParsedDump {
    dialect: Dialect,
    detected_by: Cow<'static, str>,
    encoding: Encoding,
    draft: Draft,
    text: ParsedText,
}

/// The text of a dump. Records are ranges of it.
#[derive(Debug)]
enum ParsedText {
    /// A range of the file's bytes.
    InFile(Range<usize>),
    /// Decoded or unescaped text.
    Owned(String),
}

/// Parses the bytes of a file; `None` if they are no dump.
pub(crate) fn parse(path: &Path, bytes: &[u8], options: &ReadOptions) -> Option<ParsedDump> {
    let decoded = decode_as(bytes, options.encoding);
    let text = prefix(&decoded.text, u32::MAX as usize);
    let (dialect, detected_by, mut draft) = dialect::parse(&ParseInput {
        path,
        text,
        rollover: options.rollover,
        date: options.date,
        formats: &options.formats,
    })?;
    draft.problems.extend(decoded.problems);
    if text.len() < decoded.text.len() {
        draft.report(1, DumpError::FileTooLong);
    }
    let unescaped = draft.unescaped.take();
    wire::settle(&mut draft, path, text, unescaped.as_deref().unwrap_or(text));
    draft.truncate_entries(
        unescaped.as_deref().unwrap_or(text),
        options.limits.max_entry_size,
    );
    draft.problems.sort_by_key(|problem| problem.line);
    Some(ParsedDump {
        dialect,
        detected_by,
        encoding: decoded.encoding,
        draft,
        text: ParsedText::new(unescaped.map_or(decoded.text, Cow::Owned), bytes),
    })
}

impl ParsedText {
    fn new(text: Cow<'_, str>, file: &[u8]) -> Self {
        match text {
            Cow::Owned(text) => Self::Owned(text),
            Cow::Borrowed(text) => {
                let start = (text.as_ptr() as usize).saturating_sub(file.as_ptr() as usize);
                Self::InFile(start..start + text.len())
            }
        }
    }
}

impl ParsedDump {
    /// Joins the parsed dump with the bytes that were parsed.
    pub(crate) fn into_dump(self, path: &FilePath, bytes: &Bytes) -> Dump {
        Dump {
            path: path.clone(),
            text: match self.text {
                ParsedText::InFile(range) => bytes.slice(range),
                ParsedText::Owned(text) => text.into(),
            },
            dialect: self.dialect,
            detected_by: self.detected_by,
            encoding: self.encoding,
            heading: self.draft.heading,
            other_wires: self.draft.other_wires.into(),
            records: self.draft.records.as_slice().into(),
            extras: self.draft.extras.into(),
            fields: self.draft.fields.into(),
            problems: self.draft.problems.into(),
            wide_letters: WideLetters::default(),
        }
    }
}
