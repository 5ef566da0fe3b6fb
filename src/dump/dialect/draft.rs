//! What a dialect hands back: records as they are found, and the record's fields that follow from its text alone.

use std::ops::Range;

use super::within;
use crate::dump::entry::{Extra, Heading, NO_EXTRA, Record};
use crate::dump::error::{DumpError, Problem};
use crate::dump::story;
use crate::item::{ItemFlags, ItemId, NewsDay, Stamp};

/// A dump in the making.
#[derive(Debug, Default)]
pub(in crate::dump) struct Draft {
    pub(in crate::dump) heading: Heading,
    pub(in crate::dump) records: Vec<Record>,
    pub(in crate::dump) extras: Vec<Extra>,
    pub(in crate::dump) problems: Vec<Problem>,
    /// The texts, where they are not ranges of the file as it was decoded.
    pub(in crate::dump) unescaped: Option<String>,
}

/// What is known of an entry before its text is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) line: u32,
    pub(super) stamp: Stamp,
    pub(super) day: NewsDay,
    pub(super) flags: ItemFlags,
}

/// Bytes of a usual entry with its stamp; most are longer.
const USUAL: usize = 256;
/// Room for the entries of a busy day; there is more where it is needed.
const MOST: usize = 1024;

impl Draft {
    /// With room for as many entries as a text of so many bytes usually has.
    pub(super) fn with_room(bytes: usize) -> Self {
        Self {
            records: Vec::with_capacity((bytes / USUAL).min(MOST)),
            ..Self::default()
        }
    }

    /// Notes what is wrong on a line.
    pub(super) fn problem(&mut self, line: u32, error: DumpError) {
        self.problems.push(Problem { line, error });
    }

    /// Adds an entry whose text stands at `range` of `text`, trimmed; says whether there was any text.
    pub(super) fn push(
        &mut self,
        text: &str,
        range: Range<usize>,
        entry: Entry,
        extra: Option<Extra>,
    ) -> bool {
        let Some((start, trimmed)) = trimmed(text, range) else {
            return false;
        };
        let (opening, flags) = told(trimmed);
        let flags = entry.flags.with(flags);
        let extra = extra.map_or(NO_EXTRA, |extra| self.keep(extra));
        self.records.push(Record {
            start: start as u32,
            len: trimmed.len() as u32,
            line: entry.line,
            stamp: entry.stamp,
            opening,
            day: entry.day,
            flags,
            extra,
        });
        true
    }

    /// Cuts entries that are longer than so many bytes, each of which is told.
    pub(in crate::dump) fn cut_entries(&mut self, text: &str, most: usize) {
        if text.len() <= most {
            return;
        }
        for record in self
            .records
            .iter_mut()
            .filter(|record| record.len as usize > most)
        {
            let whole = text.get(record.range()).unwrap_or_default();
            let cut = story::trim_end(within(whole, most));
            let (opening, flags) = told(cut);
            record.len = cut.len() as u32;
            record.opening = opening;
            record.flags = record
                .flags
                .without(ItemFlags::TITLED.with(ItemFlags::DISTINCT_OPENING))
                .with(flags);
            let error = DumpError::EntryTooLong {
                size: whole.len(),
                limit: most,
            };
            self.problems.push(Problem {
                line: record.line,
                error,
            });
        }
    }

    fn keep(&mut self, mut extra: Extra) -> u32 {
        // 0 stands for none in some dumps, and would make one story of all that have it.
        extra.wire_id = extra
            .wire_id
            .filter(|&id| id != 0 && id <= ItemId::MAX_WIRE_ID);
        if extra == Extra::default() {
            return NO_EXTRA;
        }
        self.extras.push(extra);
        self.extras.len() as u32 - 1
    }

    /// ItemFlags the last record as one that may still be written to.
    pub(super) fn last_is_provisional(&mut self) {
        if let Some(last) = self.records.last_mut() {
            last.flags = last.flags.with(ItemFlags::PROVISIONAL);
        }
    }
}

/// The hash of a text's opening, and the flags that follow from the text alone.
fn told(text: &str) -> (u64, ItemFlags) {
    let title = story::title(text);
    let opening = story::opening_of(text, title);
    let titled = if title.is_some() {
        ItemFlags::TITLED
    } else {
        ItemFlags::default()
    };
    let telling = if opening.tells {
        ItemFlags::DISTINCT_OPENING
    } else {
        ItemFlags::default()
    };
    (opening.hash, titled.with(telling))
}

/// The text at `range` without white space and zero-width characters around it; `None` if that is nothing.
fn trimmed(text: &str, range: Range<usize>) -> Option<(usize, &str)> {
    let whole = text.get(range.clone())?;
    // Most texts are set off from the stamp by one space.
    let tail = story::trim_start(whole.strip_prefix(' ').unwrap_or(whole));
    let start = range.start + whole.len() - tail.len();
    let trimmed = story::trim_end(tail);
    (!trimmed.is_empty()).then_some((start, trimmed))
}
