//! Items that come in fields rather than as text: what `jsonl`, `api` and `csv` share.

use chrono::NaiveDate;

use super::Source;
use super::calendar::{Clock, clock_at, date_in};
use super::draft::{Draft, Entry};
use super::metadata::{give_title, level};
use crate::dump::entry::Extra;
use crate::dump::error::DumpError;
use crate::dump::story;
use crate::item::{ItemFlags, NewsDay, Rollover, Stamp};

/// One item in fields; what is missing is empty.
#[derive(Default)]
pub(super) struct Fields<'a> {
    pub(super) line: u32,
    pub(super) title: &'a str,
    /// Each of these in turn, until one has text.
    pub(super) texts: [&'a str; 2],
    pub(super) level: &'a str,
    pub(super) time: Option<(Stamp, ItemFlags)>,
    pub(super) extra: Extra,
}

/// Gathers unescaped texts one after another, each ended by a line break, and the records that point into them.
pub(super) struct Gathered {
    draft: Draft,
    text: String,
    rollover: Rollover,
}

impl Gathered {
    pub(super) fn new(source: &Source<'_>) -> Self {
        let mut draft = Draft::default();
        draft.heading.wire = Some("财联社".to_owned());
        Self {
            draft,
            text: String::new(),
            rollover: source.rollover,
        }
    }

    /// Notes what is wrong on a line.
    pub(super) fn problem(&mut self, line: u32, error: DumpError) {
        self.draft.problem(line, error);
    }

    /// Adds an item; one without a time or without any text is a problem.
    pub(super) fn add(&mut self, item: Fields<'_>) {
        let has_text = |text: &&str| !text.trim_matches(story::is_blank).is_empty();
        let Some(text) = item.texts.into_iter().chain([item.title]).find(has_text) else {
            return self.problem(item.line, DumpError::ItemWithoutText);
        };
        let Some((stamp, precision)) = item.time else {
            return self.problem(item.line, DumpError::ItemWithoutTime);
        };
        let flags = level(item.level).unwrap_or_default().with(precision);
        let entry = Entry {
            line: item.line,
            stamp,
            day: NewsDay::containing(stamp, self.rollover),
            flags,
        };
        let mut extra = item.extra;
        give_title(&mut extra, item.title, text);
        let start = self.text.len();
        if u32::try_from(start + text.len()).is_err() {
            return self.problem(item.line, DumpError::TextTooLong);
        }
        self.text.push_str(text);
        self.draft
            .push(&self.text, start..start + text.len(), entry, Some(extra));
        self.text.push('\n');
    }

    pub(super) fn finish(mut self) -> Draft {
        let mut days: Vec<NaiveDate> = self
            .draft
            .records
            .iter()
            .map(|record| record.stamp.time().date_naive())
            .collect();
        days.dedup();
        if let [day] = days.as_slice() {
            self.draft.heading.day = NewsDay::from_date(*day);
        }
        self.draft.unescaped = Some(self.text);
        self.draft
    }
}

/// A time from a date and a time of day, both as written: `2026-05-31` and `00:08:15`.
pub(super) fn time_of(date: &str, time: &str) -> Option<(Stamp, ItemFlags)> {
    let (date, _) = date_in(date)?;
    let (Clock::Time(clock, seconds), _) = clock_at(time.trim())? else {
        return None;
    };
    let stamp = Stamp::from_beijing(date.date().and_time(clock))?;
    Some((
        stamp,
        if seconds {
            ItemFlags::SECONDS
        } else {
            ItemFlags::default()
        },
    ))
}
