//! What an entry of a dump is once it is read.

use std::ops::Range;

use crate::item::{ItemFlags, NewsDay, Rollover, Stamp, Stock};

/// [`Record::extra`] of a record that has none.
pub const NO_EXTRA: u32 = u32::MAX;

/// One entry of a dump: 32 bytes beside its text, because an archive holds millions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// Where its text begins in the dump's text, in bytes.
    pub start: u32,
    /// How long its text is, in bytes; trimmed at both ends.
    pub len: u32,
    /// The line of the file on which it begins, from 1.
    pub line: u32,
    /// When it went out.
    pub stamp: Stamp,
    /// A hash of what a story keeps when its text is cut, titled or lengthened: see [`super::story::opening`].
    pub opening: u64,
    /// The news day to which it belongs.
    pub day: NewsDay,
    /// Channel, level and what else is a bit.
    pub flags: ItemFlags,
    /// Index into [`super::Dump::extras`], or [`NO_EXTRA`].
    pub extra: u32,
}

impl Record {
    /// Where its text stands in the dump's text, in bytes.
    pub const fn range(&self) -> Range<usize> {
        self.start as usize..self.start as usize + self.len as usize
    }
}

/// What only some dialects give with an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra {
    /// The wire's own number of the story.
    pub wire_id: Option<u64>,
    /// A title that does not stand in the text.
    pub title: Option<String>,
    /// A link to the story.
    pub url: Option<String>,
    /// The companies it names.
    pub stocks: Vec<Stock>,
    /// Its topics.
    pub subjects: Vec<String>,
}

/// What the heading of a dump says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// The wire, 财联社.
    pub wire: Option<String>,
    /// The channel, 普通, 加红 or another; `None` where entries say it one by one.
    pub channel: Option<String>,
    /// The day it is about.
    pub day: Option<NewsDay>,
    /// Where its news day ends, if it says so.
    pub rollover: Option<Rollover>,
}
