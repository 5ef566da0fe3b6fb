//! Bytes of a file -> records and problems.
//!
//! [`read`] decodes the bytes, finds the dialect in which they are written and splits them into [`Record`]s. It never
//! fails: what it cannot make out is a [`Problem`] with a line, and the entries around it are kept. It knows nothing
//! of folders or clocks; who calls it has read the file.
//!
//! The text of a dump is kept once, in [`Dump::text`]; records are ranges of it.

mod change;
pub mod container;
mod decode;
mod dialect;
mod entry;
mod error;
mod records;
pub mod story;
mod wide;

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use bytes::Bytes;

pub use change::DumpChange;
pub use decode::Encoding;
pub use dialect::Dialect;
pub use entry::{Extra, Heading, NO_EXTRA, Record};
pub use error::{DumpError, Problem};
pub use records::Records;
pub use wide::{WideLetters, is_wide_letter};

use crate::item::{NewsDay, Rollover};
use crate::limits::Limits;
use crate::path::FilePath;
use dialect::{Draft, Source};

/// A dump as it was read: its text once, and the records in it, in the order of the file.
#[derive(Debug)]
pub struct Dump {
    /// Where it was read.
    pub path: FilePath,
    /// Its text, valid UTF-8 but for nothing; records are ranges of it. For dialects in which texts are written with
    /// escapes (JSON, CSV), the unescaped texts one after another.
    pub text: Bytes,
    /// How it is written.
    pub dialect: Dialect,
    /// What gave the dialect away, for `check`.
    pub because: &'static str,
    /// How its characters are written.
    pub encoding: Encoding,
    /// What its heading says.
    pub heading: Heading,
    /// Its entries.
    pub records: Records,
    /// What few records have: [`Record::extra`] is an index into it.
    pub extras: Box<[Extra]>,
    /// What was wrong in it.
    pub problems: Box<[Problem]>,
    /// See [`Dump::has_wide_letters`].
    pub wide_letters: WideLetters,
}

/// What the user has settled about reading.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Where a news day ends if the dump does not say.
    pub rollover: Rollover,
    /// How characters are written, if it is not to be found out.
    pub encoding: Option<Encoding>,
    /// Upper bounds on what is read.
    pub limits: Limits,
    /// What stands in for the day of a dump that tells it neither in a heading nor in its name.
    pub date: Option<NewsDay>,
}

/// What came of reading a file.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "one is made for a file, and taken apart at once"
)]
pub enum Reading {
    /// It is a dump.
    Dump(Dump),
    /// It is none; passed over silently in a folder, told where it was named.
    NoDump,
}

/// Reads the bytes of a file, whatever they are.
///
/// `path` is used for the date that some dialects give in the name alone, and to say where an item stands.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the bytes become the dump's text"
)]
pub fn read(path: &FilePath, bytes: Bytes, options: Options) -> Reading {
    split(path, &bytes, options).map_or(Reading::NoDump, |split| {
        Reading::Dump(split.with(path, &bytes))
    })
}

/// A dump without its bytes. They are split where they were just read, as long as the processor has them at hand, and
/// brought together with what was found once they stand where they will stay: see [`Split::with`].
#[derive(Debug)]
pub(crate) struct Split {
    dialect: Dialect,
    because: &'static str,
    encoding: Encoding,
    draft: Draft,
    text: Text,
}

/// Where the text stands of which records are ranges.
#[derive(Debug)]
enum Text {
    /// In the bytes of the file.
    Within(Range<usize>),
    /// Beside them, since it was decoded or unescaped.
    Beside(String),
}

/// Splits the bytes of a file; `None` where they are no dump.
pub(crate) fn split(path: &Path, bytes: &[u8], options: Options) -> Option<Split> {
    let decoded = decode::decode(bytes, options.encoding);
    let text = within(&decoded.text, u32::MAX as usize);
    let source = Source {
        path,
        text,
        rollover: options.rollover,
        date: options.date,
    };
    let (dialect, evidence, mut draft) = dialect::read(&source)?;
    draft.problems.extend(decoded.problems);
    if text.len() < decoded.text.len() {
        draft.problems.push(Problem {
            line: 1,
            error: DumpError::FileTooLong,
        });
    }
    let unescaped = draft.unescaped.take();
    draft.cut_entries(
        unescaped.as_deref().unwrap_or(text),
        options.limits.max_entry_size,
    );
    draft.problems.sort_by_key(|problem| problem.line);
    let text = match (unescaped, decoded.text) {
        (Some(text), _) | (None, Cow::Owned(text)) => Text::Beside(text),
        (None, Cow::Borrowed(text)) => {
            let start = (text.as_ptr() as usize).saturating_sub(bytes.as_ptr() as usize);
            Text::Within(start..start + text.len())
        }
    };
    Some(Split {
        dialect,
        because: evidence.because,
        encoding: decoded.encoding,
        draft,
        text,
    })
}

impl Split {
    /// The dump, with the bytes that were split.
    pub(crate) fn with(self, path: &FilePath, bytes: &Bytes) -> Dump {
        let Self {
            dialect,
            because,
            encoding,
            draft,
            text,
        } = self;
        let text = match text {
            Text::Within(range) => bytes.slice(range),
            Text::Beside(text) => Bytes::from(text),
        };
        Dump {
            path: path.clone(),
            text,
            dialect,
            because,
            encoding,
            heading: draft.heading,
            records: draft.records.as_slice().into(),
            extras: draft.extras.into(),
            problems: draft.problems.into(),
            wide_letters: WideLetters::default(),
        }
    }
}

/// The text of a file that is no dump, in whatever encoding a dump could be in.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    decode::decode(bytes, None).text
}

/// A text's first `most` bytes, or a character less: what ranges of 32 bits can name.
fn within(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len()))
        .rev()
        .find(|&end| text.is_char_boundary(end));
    text.get(..end.unwrap_or(0)).unwrap_or(text)
}

impl Dump {
    /// The text of a record as the dump has it, untrimmed line breaks and control characters included.
    ///
    /// The bytes were valid UTF-8 when they were read; they are checked again, which takes some nanoseconds, because
    /// the alternative is unsafe.
    pub fn record_text(&self, record: &Record) -> &str {
        let bytes = self.text.get(record.range()).unwrap_or_default();
        simdutf8::basic::from_utf8(bytes).unwrap_or_default()
    }

    /// Whether its text has Latin letters of full width, which few have. Found out when it is first asked for.
    pub fn has_wide_letters(&self) -> bool {
        self.wide_letters.in_text(&self.text)
    }

    /// What few records have: links, stocks, subjects.
    pub fn extra(&self, record: &Record) -> Option<&Extra> {
        if record.extra == NO_EXTRA {
            None
        } else {
            self.extras.get(record.extra as usize)
        }
    }
}

#[cfg(test)]
mod tests;
