//! Entries of dumps that are about a calendar day: their news day follows from the time and the rollover.

use super::Source;
use super::calendar::{Clock, date_in};
use super::draft::{Draft, Entry};
use crate::dump::error::DumpError;
use crate::item::{ItemFlags, NewsDay, Rollover, Stamp};

/// The calendar day under which entries stand.
pub(super) struct CalendarDay {
    date: Option<NewsDay>,
    /// What the user says it is, where nothing else says so.
    given: Option<NewsDay>,
    rollover: Rollover,
    /// The time of the entry before, at which an entry of an impossible time is kept.
    last: Option<Stamp>,
    told: bool,
}

impl CalendarDay {
    /// The day that the file's name says, if any.
    pub(super) fn of_name(source: &Source<'_>) -> Self {
        let date = date_in(source.name()).map(|(date, _)| date);
        Self {
            date,
            given: source.date,
            rollover: source.rollover,
            last: None,
            told: false,
        }
    }

    /// The day itself.
    pub(super) fn date(&self) -> Option<NewsDay> {
        self.date.or(self.given)
    }

    /// A heading says what day the entries after it are of.
    pub(super) fn begin(&mut self, date: NewsDay) {
        self.date = Some(date);
        self.last = None;
    }

    /// A heading of the whole file says what day it is about; the name may contradict it, and is not believed.
    pub(super) fn headed(&mut self, draft: &mut Draft, line: u32, date: NewsDay) {
        if let Some(named) = self
            .date
            .filter(|named| *named != date && draft.records.is_empty())
        {
            draft.problem(
                line,
                DumpError::OtherDay {
                    headed: date.date(),
                    named: named.date(),
                },
            );
        }
        self.begin(date);
    }

    /// What is known of an entry at this time of the day; `None` where no day is known, which is told once.
    pub(super) fn entry(
        &mut self,
        draft: &mut Draft,
        line: u32,
        clock: Clock,
        flags: ItemFlags,
    ) -> Option<Entry> {
        let Some(date) = self.date() else {
            if !self.told {
                draft.problem(line, DumpError::UnknownDay);
            }
            self.told = true;
            return None;
        };
        let at = |time| Stamp::from_beijing(date.date().and_time(time));
        let (stamp, flags) = match clock {
            Clock::Time(time, true) => (at(time), flags.with(ItemFlags::SECONDS)),
            Clock::Time(time, false) => (at(time), flags),
            Clock::Impossible => {
                draft.problem(line, DumpError::NoTime);
                (self.last, flags)
            }
        };
        let stamp = stamp.or_else(|| at(self.rollover.time()))?;
        self.last = Some(stamp);
        Some(Entry {
            line,
            stamp,
            day: NewsDay::containing(stamp, self.rollover),
            flags,
        })
    }
}
