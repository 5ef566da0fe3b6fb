//! The dialect the product exists for: one news day and channel a file.
//!
//! ```text
//! # 财联社【普通】电报 - 2026-01-06
//! > 统计周期：2026-01-06 05:30 至次日 05:30
//!
//! **[05:45]** 财联社1月6日电，……
//! ```
//!
//! One pass over the line feeds finds entries, headings and line numbers alike; an archive of ten years is read by it
//! in the time a disk cache needs to hand it over, so nothing here allocates for an entry or looks at every character.
//!
//! Decisions: an entry whose stamp is no time (`[25:61]`) is kept as an entry of its own at its predecessor's time,
//! since a story at a doubtful time is better than one stuck to its neighbour. A second heading begins a new day in the
//! same file (dumps that were concatenated). A stamp that the end of the file cuts off is not there yet.

mod section;
mod stamp;

use super::calendar::Clock;
use super::draft::{Draft, Entry};
use super::heading::{self, Period};
use super::lines::{line_at, lines};
use super::{Dialect, Evidence, Source, Way};
use crate::dump::entry::Heading;
use crate::dump::error::DumpError;
use crate::dump::story;
use section::{Dated, Section};
use stamp::{is_torn_stamp, stamp_at};

pub(super) struct Day;

impl Way for Day {
    fn dialect(&self) -> Dialect {
        Dialect::Day
    }

    fn evidence(&self, text: &str) -> Option<Evidence> {
        let stamped =
            lines(text).any(|(_, at)| matches!(stamp_at(text, at), Some((Clock::Time(..), _))));
        if stamped {
            return Some(Evidence::certain("**[HH:MM]** at the start of a line"));
        }
        let mut head = text.lines().take(4);
        let headed = head.any(|line| line.starts_with("> 统计周期"));
        headed.then(|| Evidence::likely("a heading with 统计周期"))
    }

    fn read(&self, source: &Source<'_>) -> Draft {
        let mut splitter = Splitter::new(source);
        for (line, at) in lines(source.text) {
            splitter.line(line, at);
        }
        splitter.finish()
    }
}

/// An entry whose end is not yet found.
struct Open {
    line: u32,
    start: usize,
    clock: Clock,
}

struct Splitter<'a> {
    source: &'a Source<'a>,
    named: Heading,
    section: Section,
    has_heading: bool,
    undated: bool,
    open: Option<Open>,
    draft: Draft,
}

impl<'a> Splitter<'a> {
    fn new(source: &'a Source<'a>) -> Self {
        Self {
            source,
            named: heading::file_name(source.name()),
            section: Section::default(),
            has_heading: false,
            undated: false,
            open: None,
            draft: Draft::with_room(source.text.len()),
        }
    }

    fn line(&mut self, line: u32, at: usize) {
        match self.source.text.as_bytes().get(at) {
            Some(b'*') => self.stamp(line, at),
            Some(b'#') => self.heading(line, at),
            Some(b'>') if self.open.is_none() => self.period(line, at),
            Some(_) | None => {}
        }
    }

    fn text_of_line(&self, at: usize) -> &'a str {
        line_at(self.source.text, at)
    }

    fn stamp(&mut self, line: u32, at: usize) {
        if let Some((clock, start)) = stamp_at(self.source.text, at) {
            self.close(at);
            if clock == Clock::Impossible {
                let found = excerpt(self.text_of_line(at).split(' ').next().unwrap_or(""));
                self.draft.problem(line, DumpError::NoTimeOfDay { found });
            }
            self.open = Some(Open { line, start, clock });
        }
    }

    fn heading(&mut self, line: u32, at: usize) {
        let Some(heading) = heading::heading(self.text_of_line(at)) else {
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
        self.section = Section::new(heading);
    }

    fn check_heading(&mut self, line: u32, heading: &Heading) {
        let known = &self.section.heading;
        if self.has_heading && (known.day, &known.channel) == (heading.day, &heading.channel) {
            self.draft.problem(line, DumpError::HeadingTwice);
        }
        if heading.day.is_none() {
            self.draft.problem(line, DumpError::HeadingUndated);
        }
        if let (false, Some(named), Some(day)) = (self.has_heading, self.named.day, heading.day)
            && named != day
        {
            self.draft.problem(
                line,
                DumpError::OtherDay {
                    headed: day.date(),
                    named: named.date(),
                },
            );
        }
    }

    fn period(&mut self, line: u32, at: usize) {
        let Some(period) = heading::period(self.text_of_line(at)) else {
            return;
        };
        self.check_period(line, &period);
        let heading = &mut self.section.heading;
        heading.day = period.day.or(heading.day);
        heading.rollover = period.rollover();
        if self.draft.records.is_empty() {
            self.draft.heading.day = heading.day;
            self.draft.heading.rollover = heading.rollover;
        }
    }

    fn check_period(&mut self, line: u32, period: &Period) {
        if period.begin.is_none() {
            self.draft.problem(line, DumpError::PeriodWithoutTime);
        } else if period.end.is_some() && period.end != period.begin {
            self.draft.problem(line, DumpError::PeriodUneven);
        }
        if let (Some(day), Some(headed)) = (period.day, self.section.heading.day)
            && day != headed
        {
            self.draft.problem(
                line,
                DumpError::PeriodOtherDay {
                    period: day.date(),
                    headed: headed.date(),
                },
            );
        }
    }

    /// Ends the open entry before `end`.
    fn close(&mut self, end: usize) {
        let Some(open) = self.open.take() else { return };
        let Some(dated) = self.day(open.line) else {
            return;
        };
        let (stamp, precision) = self.section.moment(dated, open.clock);
        let flags = self.section.channel().with(precision);
        let entry = Entry {
            line: open.line,
            stamp,
            day: dated.day,
            flags,
        };
        if self
            .draft
            .push(self.source.text, open.start..end, entry, None)
        {
            self.section.last = Some(stamp);
        } else {
            self.draft.problem(open.line, DumpError::EntryWithoutText);
        }
    }

    /// The section's news day, settled and checked at its first entry; `None` where nothing gives a date.
    fn day(&mut self, line: u32) -> Option<Dated> {
        if self.section.dated.is_none() {
            self.settle(line);
        }
        self.section.dated
    }

    fn settle(&mut self, line: u32) {
        if !self.has_heading {
            self.without_heading(line);
        }
        let heading = &mut self.section.heading;
        heading.day = heading.day.or(self.named.day).or(self.source.date);
        self.draft.heading.day = self.draft.heading.day.or(heading.day);
        let rollover = heading.rollover.unwrap_or(self.source.rollover);
        self.section.dated = heading.day.and_then(|day| Dated::new(day, rollover));
        if self.section.dated.is_none() && !self.undated {
            self.undated = true;
            self.draft.problem(line, DumpError::UnknownDay);
        }
    }

    /// The file's name stands in for a heading that is missing.
    fn without_heading(&mut self, line: u32) {
        self.draft.problem(line, DumpError::HeadingMissing);
        let Heading { day, rollover, .. } = std::mem::take(&mut self.section.heading);
        self.section.heading = Heading {
            day: day.or(self.named.day),
            rollover,
            ..self.named.clone()
        };
        self.draft.heading = self.section.heading.clone();
        self.has_heading = true;
    }

    fn finish(mut self) -> Draft {
        let text = self.source.text;
        let last_line = memchr::memrchr(b'\n', text.as_bytes()).map_or(0, |at| at + 1);
        let tail = text.get(last_line..).unwrap_or_default();
        if !tail.is_empty() && is_torn_stamp(tail) {
            self.close(last_line);
            return self.draft;
        }
        self.finish_last(tail.is_empty())
    }

    /// Ends the last entry, which may not be written to its end: a stamp without text is none yet.
    fn finish_last(mut self, newline: bool) -> Draft {
        let text = self.source.text;
        let Some(open) = &self.open else {
            return self.draft;
        };
        let body = text.get(open.start..).unwrap_or_default();
        if body.trim_matches(story::is_blank).is_empty() {
            self.open = None;
            return self.draft;
        }
        let unclosed = body.matches('【').count() > body.matches('】').count();
        let before = self.draft.records.len();
        self.close(text.len());
        if (!newline || unclosed) && self.draft.records.len() > before {
            self.draft.last_is_provisional();
        }
        self.draft
    }
}

/// A few characters of a text from a dump, for a message.
fn excerpt(text: &str) -> String {
    let mut short: String = text
        .trim()
        .chars()
        .take(24)
        .filter(|c| !c.is_control())
        .collect();
    if text.trim().chars().nth(24).is_some() {
        short.push('…');
    }
    short
}
