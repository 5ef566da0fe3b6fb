//! Entries of dumps about a calendar day. Their news day follows from time and rollover.

use super::datetime::{TimeOfDay, find_date};
use crate::dump::draft::{Draft, EntryInfo};
use crate::dump::error::DumpError;
use crate::dump::input::ParseInput;
use crate::item::{ItemFlags, NewsDay, Rollover, Stamp};

/// The calendar day of the entries that follow.
pub(super) struct CalendarDay {
    date: Option<NewsDay>,
    /// The user's date, for dumps without one.
    fallback: Option<NewsDay>,
    rollover: Rollover,
    /// The stamp of the previous entry, for one with an invalid time.
    last: Option<Stamp>,
    is_reported: bool,
}

impl CalendarDay {
    /// Takes the day from the file's name, if it has one.
    pub(super) fn from_file_name(input: &ParseInput<'_>) -> Self {
        Self {
            date: find_date(input.file_name()).map(|(date, _)| date),
            fallback: input.date,
            rollover: input.rollover,
            last: None,
            is_reported: false,
        }
    }

    /// The day, if known.
    pub(super) fn date(&self) -> Option<NewsDay> {
        self.date.or(self.fallback)
    }

    /// Starts another day.
    pub(super) fn start(&mut self, date: NewsDay) {
        self.date = Some(date);
        self.last = None;
    }

    /// Starts the day of the file's heading. It overrides a name that contradicts it, which is reported.
    pub(super) fn start_headed(&mut self, draft: &mut Draft, line: u32, headed: NewsDay) {
        if let Some(named) = self.date
            && named != headed
            && draft.records.is_empty()
        {
            let (headed, named) = (headed.date(), named.date());
            draft.report(line, DumpError::OtherDay { headed, named });
        }
        self.start(headed);
    }

    /// Dates an entry; `None` if no day is known, which is reported once.
    pub(super) fn entry(
        &mut self,
        draft: &mut Draft,
        line: u32,
        time: TimeOfDay,
        flags: ItemFlags,
    ) -> Option<EntryInfo> {
        let Some(date) = self.date() else {
            if !self.is_reported {
                draft.report(line, DumpError::UnknownDay);
            }
            self.is_reported = true;
            return None;
        };
        let at = |time| Stamp::from_beijing(date.date().and_time(time));
        let (stamp, precision) = match time {
            TimeOfDay::Valid(time, precision) => (at(time), precision),
            TimeOfDay::Invalid => {
                draft.report(line, DumpError::InvalidTime);
                (self.last, ItemFlags::default())
            }
        };
        let stamp = stamp.or_else(|| at(self.rollover.time()))?;
        self.last = Some(stamp);
        Some(EntryInfo {
            line,
            stamp,
            day: NewsDay::containing(stamp, self.rollover),
            flags: flags.with(precision),
        })
    }
}
