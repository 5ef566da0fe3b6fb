//! The main dialect: one news day and channel a file.
//!
//! ```text
//! # 财联社【普通】电报 - 2026-01-06
//! > 统计周期：2026-01-06 05:30 至次日 05:30
//!
//! **[05:45]** 财联社1月6日电，……
//! ```
//!
//! One pass over the line feeds finds entries, headings and line numbers. It reads an archive of ten years in the time that a
//! disk cache needs to deliver it: nothing here allocates for an entry or looks at every character.
//!
//! Decisions:
//! - An entry with an invalid time (`[25:61]`) is kept and gets its predecessor's time. A story at a doubtful time is better
//!   than one that is glued to its neighbour.
//! - Another heading starts a new day in the same file: dumps may be concatenated.
//! - A stamp that the end of the file cuts off is ignored.

mod entry_stamp;
mod section;

use super::datetime::TimeOfDay;
use super::dump_heading::{Period, parse_file_name, parse_heading, parse_period};
use super::lines::{line_at, lines, unfinished_line};
use crate::dump::draft::{Draft, EntryInfo};
use crate::dump::error::DumpError;
use crate::dump::input::{Detection, ParseInput};
use crate::dump::record::Heading;
use crate::dump::story;
use crate::item::Rollover;
use entry_stamp::{is_torn_stamp, stamp_at};
use section::{DayClock, DaySection};

pub(super) fn detect(text: &str) -> Option<Detection> {
    let is_entry = |at| matches!(stamp_at(text, at), Some((TimeOfDay::Valid(..), _)));
    if lines(text).any(|(_, at)| is_entry(at)) {
        return Some(Detection::Certain("**[HH:MM]** at the start of a line"));
    }
    let mut head = text.lines().take(4);
    head.any(|line| line.starts_with("> 统计周期"))
        .then_some(Detection::Likely("a heading with 统计周期"))
}

pub(super) fn parse(input: &ParseInput<'_>) -> Draft {
    let mut parser = DayParser {
        input,
        file_name: parse_file_name(&input.file_name()),
        section: DaySection::default(),
        has_heading: false,
        is_undated: false,
        open: None,
        draft: Draft::with_text_len(input.text.len()),
    };
    for (line, at) in lines(input.text) {
        match input.text.as_bytes().get(at) {
            Some(b'*') => parser.stamp(line, at),
            Some(b'#') => parser.heading(line, at),
            Some(b'>') if parser.open.is_none() => parser.period(line, at),
            Some(_) | None => {}
        }
    }
    parser.finish();
    parser.draft
}

/// An entry whose end is not yet found.
struct OpenEntry {
    line: u32,
    start: usize,
    time: TimeOfDay,
}

struct DayParser<'a> {
    input: &'a ParseInput<'a>,
    /// What the file's name says.
    file_name: Heading,
    section: DaySection,
    has_heading: bool,
    /// Whether entries without a day are reported already.
    is_undated: bool,
    open: Option<OpenEntry>,
    draft: Draft,
}

impl DayParser<'_> {
    fn stamp(&mut self, line: u32, at: usize) {
        if let Some((time, start)) = stamp_at(self.input.text, at) {
            self.close(at);
            if time == TimeOfDay::Invalid {
                let stamp = line_at(self.input.text, at).split(' ').next();
                let found = excerpt(stamp.unwrap_or_default());
                self.draft.report(line, DumpError::InvalidStamp { found });
            }
            self.open = Some(OpenEntry { line, start, time });
        }
    }

    fn heading(&mut self, line: u32, at: usize) {
        let Some(heading) = parse_heading(line_at(self.input.text, at)) else {
            return;
        };
        if self.open.is_some() && heading.day.is_none() {
            return;
        }
        self.close(at);
        self.check_heading(line, &heading);
        if !self.has_heading {
            self.draft.heading = heading.clone();
        }
        self.has_heading = true;
        self.section = DaySection::new(heading);
    }

    fn check_heading(&mut self, line: u32, heading: &Heading) {
        let previous = &self.section.heading;
        let is_same = (previous.day, &previous.channel) == (heading.day, &heading.channel);
        if self.has_heading && is_same {
            self.draft.report(line, DumpError::DuplicateHeading);
        }
        let Some(day) = heading.day else {
            return self.draft.report(line, DumpError::UndatedHeading);
        };
        if let Some(named) = self.file_name.day
            && named != day
            && !self.has_heading
        {
            let (headed, named) = (day.date(), named.date());
            self.draft
                .report(line, DumpError::OtherDay { headed, named });
        }
    }

    fn period(&mut self, line: u32, at: usize) {
        let Some(period) = parse_period(line_at(self.input.text, at)) else {
            return;
        };
        self.check_period(line, &period);
        let heading = &mut self.section.heading;
        heading.day = period.day.or(heading.day);
        heading.rollover = period.begin.map(Rollover::new);
        if self.draft.records.is_empty() {
            self.draft.heading.day = heading.day;
            self.draft.heading.rollover = heading.rollover;
        }
    }

    fn check_period(&mut self, line: u32, period: &Period) {
        if period.begin.is_none() {
            self.draft.report(line, DumpError::PeriodWithoutTime);
        } else if period.end.is_some() && period.end != period.begin {
            self.draft.report(line, DumpError::UnevenPeriod);
        }
        if let (Some(day), Some(headed)) = (period.day, self.section.heading.day)
            && day != headed
        {
            let (period, headed) = (day.date(), headed.date());
            self.draft
                .report(line, DumpError::PeriodOtherDay { period, headed });
        }
    }

    /// Ends the open entry before `end`.
    fn close(&mut self, end: usize) {
        let Some(open) = self.open.take() else { return };
        if self.section.clock.is_none() {
            self.date_section(open.line);
        }
        let Some(clock) = self.section.clock else {
            return;
        };
        let (stamp, precision) = self.section.stamp(clock, open.time);
        let info = EntryInfo {
            line: open.line,
            stamp,
            day: clock.day,
            flags: self.section.channel().with(precision),
        };
        if self
            .draft
            .push(self.input.text, open.start..end, info, None)
        {
            self.section.last = Some(stamp);
        }
    }

    /// Dates the section at its first entry, if anything gives a date.
    fn date_section(&mut self, line: u32) {
        if !self.has_heading {
            self.use_file_name(line);
        }
        let heading = &mut self.section.heading;
        let from_path = || self.input.path_day().or(self.input.date);
        heading.day = heading.day.or(self.file_name.day).or_else(from_path);
        self.draft.heading.day = self.draft.heading.day.or(heading.day);
        let rollover = heading.rollover.unwrap_or(self.input.rollover);
        self.section.clock = heading.day.and_then(|day| DayClock::new(day, rollover));
        if self.section.clock.is_none() && !self.is_undated {
            self.is_undated = true;
            self.draft.report(line, DumpError::UnknownDay);
        }
    }

    /// Replaces a missing heading by the file's name.
    fn use_file_name(&mut self, line: u32) {
        self.draft.report(line, DumpError::MissingHeading);
        let Heading { day, rollover, .. } = self.section.heading;
        self.section.heading = Heading {
            day: day.or(self.file_name.day),
            rollover,
            ..self.file_name.clone()
        };
        self.draft.heading = self.section.heading.clone();
        self.has_heading = true;
    }

    /// Ends the last entry, which may be unfinished. A stamp without text is ignored.
    fn finish(&mut self) {
        let text = self.input.text;
        let (last_line, tail) = unfinished_line(text);
        if is_torn_stamp(tail) {
            return self.close(last_line);
        }
        let Some(open) = &self.open else { return };
        let body = text.get(open.start..).unwrap_or_default();
        if body.trim_matches(story::is_blank).is_empty() {
            return;
        }
        let is_unclosed = body.matches('【').count() > body.matches('】').count();
        let before = self.draft.records.len();
        self.close(text.len());
        if (!tail.is_empty() || is_unclosed) && self.draft.records.len() > before {
            self.draft.mark_last_provisional();
        }
    }
}

/// The first characters of a text, for a message.
fn excerpt(text: &str) -> String {
    const MAX_CHARS: usize = 24;
    let text = text.trim();
    let short = text.chars().take(MAX_CHARS).filter(|c| !c.is_control());
    let ellipsis = text.chars().nth(MAX_CHARS).map(|_| '…');
    short.chain(ellipsis).collect()
}
