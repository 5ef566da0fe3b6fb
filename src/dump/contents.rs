//! A dump in memory.

use std::borrow::Cow;

use bytes::Bytes;

use super::decode::Encoding;
use super::dialect::Dialect;
use super::error::Problem;
use super::record::{Extra, FieldRole, Heading, NO_EXTRA, Record, Records};
use super::wide::WideLetters;
use crate::item::ItemFlags;
use crate::path::FilePath;

/// A dump: its text, stored once, and its records in the order of the file.
#[derive(Debug)]
pub struct Dump {
    /// The file, or the archive's path with the member's name.
    pub path: FilePath,
    /// Decoded text, always valid UTF-8; records are ranges of it. For dialects with escapes (JSON, CSV) it is the unescaped
    /// texts one after another.
    pub text: Bytes,
    /// The dialect it is written in.
    pub dialect: Dialect,
    /// The feature that identified the dialect, for `check`; for a format of the user, its name.
    pub detected_by: Cow<'static, str>,
    /// The encoding of the file.
    pub encoding: Encoding,
    /// What its heading says.
    pub heading: Heading,
    /// The wires of entries that have another than the heading's, each once.
    pub other_wires: Box<[Box<str>]>,
    /// Its entries.
    pub records: Records,
    /// What only few records have; [`Record::extra`] is an index into it.
    pub extras: Box<[Extra]>,
    /// Which field was taken for which role, if its items come in fields, for `check`.
    pub fields: Box<[FieldRole]>,
    /// Errors in it, by line.
    pub problems: Box<[Problem]>,
    /// See [`Dump::has_wide_letters`].
    pub wide_letters: WideLetters,
}

impl Dump {
    /// The text of a record, with its line breaks and control characters.
    ///
    /// Validates its bytes again, which takes some nanoseconds: the alternative is unsafe.
    pub fn record_text(&self, record: &Record) -> &str {
        let bytes = self.text.get(record.range()).unwrap_or_default();
        simdutf8::basic::from_utf8(bytes).unwrap_or_default()
    }

    /// Whether its text has full-width Latin letters. Computed at the first call.
    pub fn has_wide_letters(&self) -> bool {
        self.wide_letters.in_text(&self.text)
    }

    /// Whether it has the entries that left a rolling dump.
    pub fn is_departed(&self) -> bool {
        let first = self.records.first();
        first.is_some_and(|record| record.flags.has(ItemFlags::GONE))
    }

    /// The wire of a record, if anything says so.
    pub fn wire(&self, record: &Record) -> Option<&str> {
        let own = self.extra(record).and_then(|extra| extra.wire.as_deref());
        own.or(self.heading.wire.as_deref())
    }

    /// The wires of its records, each once.
    pub fn wires(&self) -> impl Iterator<Item = &str> {
        let heading = self.heading.wire.as_deref();
        heading
            .into_iter()
            .chain(self.other_wires.iter().map(|wire| &**wire))
    }

    /// The links, stocks and subjects of a record, if it has any.
    pub fn extra(&self, record: &Record) -> Option<&Extra> {
        if record.extra == NO_EXTRA {
            None
        } else {
            self.extras.get(record.extra as usize)
        }
    }
}
