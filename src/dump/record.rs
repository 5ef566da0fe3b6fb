//! The heading and the records of a dump.

use std::ops::{Deref, Range};

use crate::item::{ItemFlags, ItemId, NewsDay, Rollover, Stamp, Stock};
use crate::path::FilePath;

/// [`Record::extra`] of a record that has none.
pub const NO_EXTRA: u32 = u32::MAX;

/// One entry of a dump: 32 bytes beside its text, because an archive holds millions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// Start of its text in the dump's text, in bytes.
    pub start: u32,
    /// Length of its text, in bytes, trimmed at both ends.
    pub len: u32,
    /// Its first line in the file, from 1.
    pub line: u32,
    /// When the wire sent it.
    pub stamp: Stamp,
    /// Hash of its opening: see [`super::story::Opening`].
    pub opening: u64,
    /// Its news day.
    pub day: NewsDay,
    /// Its channel, level and other flags.
    pub flags: ItemFlags,
    /// Index into [`super::Dump::extras`], or [`NO_EXTRA`].
    pub extra: u32,
}

impl Record {
    /// The range of its text in the dump's text, in bytes.
    pub const fn range(&self) -> Range<usize> {
        self.start as usize..self.start as usize + self.len as usize
    }
}

/// What only some dialects give with an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra {
    /// The wire's own number of the story.
    pub wire_id: Option<u64>,
    /// A title that is not part of the text.
    pub title: Option<String>,
    /// A link to the story.
    pub url: Option<String>,
    /// The companies it names.
    pub stocks: Vec<Stock>,
    /// Its topics.
    pub subjects: Vec<String>,
    /// Its wire, if it is not that of the heading.
    pub wire: Option<Box<str>>,
    /// What an export of this program says about it.
    pub exported: Option<Box<ExportedFacts>>,
}

/// What an export or an archive of this program says about an item, and no other dump does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedFacts {
    /// The id that it had.
    pub id: ItemId,
    /// How often its text had changed.
    pub revision: u32,
    /// Its channel, if that is neither 加红 nor 普通.
    pub channel: Option<Box<str>>,
    /// Where its entries were read at first.
    pub places: Box<[ExportedPlace]>,
    /// Whether its stocks are complete: learnt names are among them.
    pub has_all_stocks: bool,
}

/// The place of an entry in the dump that an export was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedPlace {
    /// The dump.
    pub path: FilePath,
    /// The line, from 1.
    pub line: u32,
}

/// A field of a dump's items, and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRole {
    /// What it was taken for: `time`, `title`, `text`, …
    pub role: &'static str,
    /// Its name in the dump.
    pub name: String,
}

/// What the heading of a dump says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// The wire of its entries, such as 财联社; `None` if nothing says whose they are. See [`super::wire`].
    pub wire: Option<String>,
    /// The channel, such as 普通 or 加红; `None` if each entry has its own.
    pub channel: Option<String>,
    /// The day of its entries.
    pub day: Option<NewsDay>,
    /// When its news day ends, if it says so.
    pub rollover: Option<Rollover>,
}

/// Records in the order of the file. Their texts ascend and do not overlap.
///
/// The ranges of their texts are kept a second time. A search that jumps from hit to hit reads only these: a quarter of the
/// memory, which is measurable in an archive of millions.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Records {
    all: Box<[Record]>,
    ranges: Box<[Range<u32>]>,
}

impl Records {
    /// The range of each text in the dump's text, in bytes.
    pub const fn ranges(&self) -> &[Range<u32>] {
        &self.ranges
    }
}

impl From<&[Record]> for Records {
    /// Copies to exact size: an allocator may keep the unused end of a vector.
    fn from(records: &[Record]) -> Self {
        Self {
            all: records.into(),
            ranges: records
                .iter()
                .map(|record| record.start..record.start + record.len)
                .collect(),
        }
    }
}

impl Deref for Records {
    type Target = [Record];

    fn deref(&self) -> &[Record] {
        &self.all
    }
}

impl<'a> IntoIterator for &'a Records {
    type Item = &'a Record;
    type IntoIter = std::slice::Iter<'a, Record>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}
