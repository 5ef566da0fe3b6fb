//! A dump while it is parsed.

use std::ops::Range;

use super::decode::prefix;
use super::error::{DumpError, Problem};
use super::record::{Extra, FieldRole, Heading, NO_EXTRA, Record};
use super::story::{Opening, split_title, trim_end, trim_start};
use crate::item::{ItemFlags, ItemId, NewsDay, Stamp};

/// What a dialect returns.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) heading: Heading,
    /// See [`super::Dump::other_wires`].
    pub(super) other_wires: Vec<Box<str>>,
    pub(super) records: Vec<Record>,
    pub(super) extras: Vec<Extra>,
    pub(super) problems: Vec<Problem>,
    /// Which field was taken for which role, if items come in fields.
    pub(super) fields: Vec<FieldRole>,
    /// Whether all entries are of an export of this program.
    pub(super) is_export: bool,
    /// The unescaped text. Records are ranges of it, or of the file's text if this is `None`.
    pub(super) unescaped: Option<String>,
}

/// The facts about an entry besides its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct EntryInfo {
    pub(super) line: u32,
    pub(super) stamp: Stamp,
    pub(super) day: NewsDay,
    pub(super) flags: ItemFlags,
}

/// Length of a short entry with its stamp, in bytes.
const SHORT_ENTRY: usize = 256;
/// Room for the entries of a busy day. The vector grows where there are more.
const MAX_INITIAL_RECORDS: usize = 1024;

impl Draft {
    /// Reserves room for the records of a text of this length.
    pub(super) fn with_text_len(bytes: usize) -> Self {
        Self {
            records: Vec::with_capacity((bytes / SHORT_ENTRY).min(MAX_INITIAL_RECORDS)),
            ..Self::default()
        }
    }

    /// Adds a problem.
    pub(super) fn report(&mut self, line: u32, error: DumpError) {
        self.problems.push(Problem { line, error });
    }

    /// Adds the entry at `range` of `text`, trimmed. Reports an entry without text and returns `false`.
    pub(super) fn push(
        &mut self,
        text: &str,
        range: Range<usize>,
        entry: EntryInfo,
        extra: Option<Extra>,
    ) -> bool {
        let Some((start, trimmed)) = trim(text, range) else {
            self.report(entry.line, DumpError::EntryWithoutText);
            return false;
        };
        let (opening, flags) = text_properties(trimmed);
        let extra = extra.map_or(NO_EXTRA, |extra| self.push_extra(extra));
        self.records.push(Record {
            start: start as u32,
            len: trimmed.len() as u32,
            line: entry.line,
            stamp: entry.stamp,
            opening,
            day: entry.day,
            flags: entry.flags.with(flags),
            extra,
        });
        true
    }

    /// Truncates and reports entries of more than `max` bytes.
    pub(super) fn truncate_entries(&mut self, text: &str, max: usize) {
        if text.len() <= max {
            return;
        }
        let is_too_long = |record: &&mut Record| record.len as usize > max;
        for record in self.records.iter_mut().filter(is_too_long) {
            let whole = text.get(record.range()).unwrap_or_default();
            let truncated = trim_end(prefix(whole, max));
            let (opening, flags) = text_properties(truncated);
            let old = ItemFlags::TITLED.with(ItemFlags::DISTINCT_OPENING);
            record.len = truncated.len() as u32;
            record.opening = opening;
            record.flags = record.flags.without(old).with(flags);
            self.problems.push(Problem {
                line: record.line,
                error: DumpError::EntryTooLong {
                    size: whole.len(),
                    limit: max,
                },
            });
        }
    }

    fn push_extra(&mut self, mut extra: Extra) -> u32 {
        // Some dumps write 0 for no id. It would merge all stories that have it.
        extra.wire_id = extra
            .wire_id
            .filter(|id| (1..=ItemId::MAX_WIRE_ID).contains(id));
        if extra == Extra::default() {
            return NO_EXTRA;
        }
        self.extras.push(extra);
        self.extras.len() as u32 - 1
    }

    /// Flags the last record as one that may not be fully written yet.
    pub(super) fn mark_last_provisional(&mut self) {
        if let Some(last) = self.records.last_mut() {
            last.flags = last.flags.with(ItemFlags::PROVISIONAL);
        }
    }
}

/// The hash of a text's opening, and the flags that depend only on the text.
fn text_properties(text: &str) -> (u64, ItemFlags) {
    let title = split_title(text);
    let opening = Opening::with_title(text, title);
    let flags = ItemFlags::TITLED
        .when(title.is_some())
        .with(ItemFlags::DISTINCT_OPENING.when(opening.is_distinct));
    (opening.hash, flags)
}

/// The start and text of `range` without blanks around it; `None` if nothing is left.
fn trim(text: &str, range: Range<usize>) -> Option<(usize, &str)> {
    let whole = text.get(range.clone())?;
    // Most texts are one space after the stamp.
    let tail = trim_start(whole.strip_prefix(' ').unwrap_or(whole));
    let start = range.start + whole.len() - tail.len();
    let trimmed = trim_end(tail);
    (!trimmed.is_empty()).then_some((start, trimmed))
}
