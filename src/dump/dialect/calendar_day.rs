//! Dumps about calendar days. The news day of an entry follows from its time and the rollover.

use super::datetime::TimeOfDay;
use super::lines::range_in;
use crate::dump::draft::{Draft, EntryInfo};
use crate::dump::error::DumpError;
use crate::dump::input::ParseInput;
use crate::dump::record::Extra;
use crate::item::{ItemFlags, NewsDay, Stamp};

/// A draft, and the calendar day of the entries that follow.
pub(super) struct CalendarDraft<'a> {
    pub(super) draft: Draft,
    input: &'a ParseInput<'a>,
    date: Option<NewsDay>,
    /// The stamp of the previous entry, for one with an invalid time.
    last: Option<Stamp>,
    /// Whether entries without a day are reported already.
    is_undated: bool,
}

impl<'a> CalendarDraft<'a> {
    /// Takes the day from the path, if it has one.
    pub(super) fn new(input: &'a ParseInput<'a>) -> Self {
        Self {
            draft: Draft::default(),
            input,
            date: input.path_day(),
            last: None,
            is_undated: false,
        }
    }

    /// The day, or the user's for a dump without one.
    pub(super) fn date(&self) -> Option<NewsDay> {
        self.date.or(self.input.date)
    }

    /// Starts another day.
    pub(super) fn start(&mut self, date: NewsDay) {
        self.date = Some(date);
        self.last = None;
    }

    /// Starts the day of the file's heading. It overrides a name that contradicts it, which is reported.
    pub(super) fn start_headed(&mut self, line: u32, headed: NewsDay) {
        if let Some(named) = self.input.named_day()
            && named != headed
            && self.draft.records.is_empty()
        {
            let (headed, named) = (headed.date(), named.date());
            self.draft
                .report(line, DumpError::OtherDay { headed, named });
        }
        self.start(headed);
    }

    /// Adds an entry, a slice of the input. Reports one without day or text and returns `false`.
    pub(super) fn push(
        &mut self,
        line: u32,
        time: TimeOfDay,
        flags: ItemFlags,
        text: &str,
        extra: Extra,
    ) -> bool {
        let Some((stamp, precision)) = self.stamp(line, time) else {
            return false;
        };
        self.last = Some(stamp);
        let info = EntryInfo {
            line,
            stamp,
            day: NewsDay::containing(stamp, self.input.rollover),
            flags: flags.with(precision),
        };
        let range = range_in(self.input.text, text);
        self.draft.push(self.input.text, range, info, Some(extra))
    }

    /// The stamp of a time, and whether it has seconds; `None` if no day is known, which is reported once.
    fn stamp(&mut self, line: u32, time: TimeOfDay) -> Option<(Stamp, ItemFlags)> {
        let Some(date) = self.date() else {
            if !self.is_undated {
                self.draft.report(line, DumpError::UnknownDay);
            }
            self.is_undated = true;
            return None;
        };
        let at = |time| Stamp::from_beijing(date.date().and_time(time));
        let (stamp, precision) = match time {
            TimeOfDay::Valid(time, precision) => (at(time), precision),
            TimeOfDay::Invalid => {
                self.draft.report(line, DumpError::InvalidTime);
                (self.last, ItemFlags::default())
            }
        };
        let stamp = stamp.or_else(|| at(self.input.rollover.time()))?;
        Some((stamp, precision))
    }
}
