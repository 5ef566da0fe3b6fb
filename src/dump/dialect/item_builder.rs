//! Items that come in fields instead of text: shared by `jsonl`, `api` and `csv`.

use super::datetime::{TimeOfDay, find_date, parse_time};
use super::metadata::{parse_level, set_title};
use crate::dump::draft::{Draft, EntryInfo};
use crate::dump::error::DumpError;
use crate::dump::input::ParseInput;
use crate::dump::record::Extra;
use crate::dump::story;
use crate::item::{ItemFlags, NewsDay, Rollover, Stamp};

/// The fields of one item; missing ones are empty.
#[derive(Default)]
pub(super) struct RawItem<'a> {
    pub(super) line: u32,
    pub(super) title: &'a str,
    /// The first one that is not blank is the text.
    pub(super) texts: [&'a str; 2],
    pub(super) level: &'a str,
    /// With [`ItemFlags::SECONDS`] if it has seconds.
    pub(super) time: Option<(Stamp, ItemFlags)>,
    pub(super) extra: Extra,
}

/// Collects unescaped texts, each followed by a line break, and their records.
pub(super) struct ItemBuilder {
    draft: Draft,
    text: String,
    rollover: Rollover,
}

impl ItemBuilder {
    pub(super) fn new(input: &ParseInput<'_>) -> Self {
        Self {
            draft: Draft::from_cls(),
            text: String::new(),
            rollover: input.rollover,
        }
    }

    /// Adds a problem.
    pub(super) fn report(&mut self, line: u32, error: DumpError) {
        self.draft.report(line, error);
    }

    /// Adds an item. Reports one without time or text.
    pub(super) fn add(&mut self, item: RawItem<'_>) {
        let has_text = |text: &&str| !text.trim_matches(story::is_blank).is_empty();
        let Some(text) = item.texts.into_iter().chain([item.title]).find(has_text) else {
            return self.report(item.line, DumpError::ItemWithoutText);
        };
        let Some((stamp, precision)) = item.time else {
            return self.report(item.line, DumpError::ItemWithoutTime);
        };
        let info = EntryInfo {
            line: item.line,
            stamp,
            day: NewsDay::containing(stamp, self.rollover),
            flags: parse_level(item.level).unwrap_or_default().with(precision),
        };
        let mut extra = item.extra;
        set_title(&mut extra, item.title, text);
        let range = self.text.len()..self.text.len() + text.len();
        if u32::try_from(range.end).is_err() {
            return self.report(item.line, DumpError::TextTooLong);
        }
        self.text.push_str(text);
        self.draft.push(&self.text, range, info, Some(extra));
        self.text.push('\n');
    }

    /// Returns the draft. Its heading gets a day if all items are of one.
    pub(super) fn finish(mut self) -> Draft {
        let mut dates = self
            .draft
            .records
            .iter()
            .map(|record| record.stamp.time().date_naive());
        if let Some(first) = dates.next()
            && dates.all(|date| date == first)
        {
            self.draft.heading.day = NewsDay::from_date(first);
        }
        self.draft.unescaped = Some(self.text);
        self.draft
    }
}

/// Parses a date and a time of day: `2026-05-31` and `00:08:15`.
pub(super) fn parse_datetime(date: &str, time: &str) -> Option<(Stamp, ItemFlags)> {
    let (date, _) = find_date(date)?;
    let (TimeOfDay::Valid(time, precision), _) = parse_time(time.trim())? else {
        return None;
    };
    Some((Stamp::from_beijing(date.date().and_time(time))?, precision))
}
