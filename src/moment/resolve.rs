//! [`When`] and a context -> days, moments and times of day.

use chrono::{NaiveTime, TimeDelta, Timelike};

use super::context::{DaySpan, TimeContext};
use super::day_name::DayName;
use super::day_part::{DayPart, Edge};
use super::elapsed::Elapsed;
use super::time_target::TimeTarget;
use super::when::{Shape, TimePoint, When};
use crate::item::{NewsDay, Rollover, Stamp};

const MINUTE: u32 = 60;
const DAY: u64 = 86_400;

/// From one minute of the day to another, both included; past midnight if the second is the smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeOfDaySpan {
    /// The first minute.
    pub first: NaiveTime,
    /// The last minute.
    pub last: NaiveTime,
}

impl When {
    /// The moment at which it begins; a day begins at its rollover. `None` if it has no beginning, or one outside 1970 to
    /// 2106.
    pub fn start(self, context: &TimeContext<'_>) -> Option<Stamp> {
        match self.0 {
            Shape::One(point) | Shape::Range(Some(point), _) => point.start(context),
            Shape::Range(None, _) => None,
            Shape::Last(elapsed) => TimePoint::Ago(elapsed).start(context),
        }
    }

    /// Where `t` goes: a day, or the moment at which it begins. A range without a beginning leads to its end.
    pub fn target(self, context: &TimeContext<'_>) -> Option<TimeTarget> {
        let point = match self.0 {
            Shape::One(point) | Shape::Range(Some(point), _) | Shape::Range(None, Some(point)) => {
                point
            }
            Shape::Range(None, None) => return None,
            Shape::Last(elapsed) => TimePoint::Ago(elapsed),
        };
        if let TimePoint::Day(day) = point {
            return Some(TimeTarget::Day(day.days(context)?.first));
        }
        let stamp = point.start(context)?;
        let day = NewsDay::containing(stamp, context.rollover);
        Some(TimeTarget::Moment(day, stamp))
    }

    /// The days, if it names days without a time of day. `3天前` names a day too.
    pub fn days(self, context: &TimeContext<'_>) -> Option<DaySpan> {
        let days = match self.0 {
            Shape::One(point) => point.days(context)?,
            Shape::Range(from, until) => DaySpan {
                first: match from {
                    Some(point) => point.days(context)?.first,
                    None => NewsDay::default(),
                },
                last: match until {
                    Some(point) => point.days(context)?.last,
                    None => NewsDay::LAST,
                },
            },
            Shape::Last(_) => return None,
        };
        (days.first <= days.last).then_some(days)
    }

    /// The minutes of the day, if it names a time of day without a day. An open end is that of the news day.
    pub fn time_of_day(self, rollover: Rollover) -> Option<TimeOfDaySpan> {
        let (from, until) = match self.0 {
            Shape::One(point) => (Some(point), Some(point)),
            Shape::Range(from, until) => (from, until),
            Shape::Last(_) => return None,
        };
        let first = match from {
            Some(point) => point.part()?.first(rollover),
            None => rollover.time(),
        };
        let last = match until {
            Some(point) if from == until => point.part()?.last_within(rollover),
            Some(point) => point.part()?.last_as_end(rollover),
            None => minute_before(rollover.time()),
        };
        Some(TimeOfDaySpan { first, last })
    }

    /// Whether it has a beginning.
    pub const fn has_start(self) -> bool {
        !matches!(self.0, Shape::Range(None, _))
    }

    /// Whether it names days without a time of day.
    pub fn names_days(self) -> bool {
        match self.0 {
            Shape::One(point) => point.names_days(),
            Shape::Range(from, until) => from.into_iter().chain(until).all(TimePoint::names_days),
            Shape::Last(_) => false,
        }
    }
}

impl TimePoint {
    const fn part(self) -> Option<DayPart> {
        match self {
            Self::Part(part) => Some(part),
            Self::Now | Self::Newest | Self::Ago(_) | Self::Day(_) | Self::PartOf(..) => None,
        }
    }

    const fn names_days(self) -> bool {
        match self {
            Self::Day(_) | Self::Newest => true,
            Self::Ago(Elapsed(seconds)) => seconds >= DAY,
            Self::Now | Self::Part(_) | Self::PartOf(..) => false,
        }
    }

    fn days(self, context: &TimeContext<'_>) -> Option<DaySpan> {
        match self {
            Self::Day(day) => day.days(context),
            Self::Ago(Elapsed(seconds)) if self.names_days() => {
                let stamp = ago(context.now, seconds)?;
                Some(DaySpan::single(NewsDay::containing(
                    stamp,
                    context.rollover,
                )))
            }
            Self::Newest => {
                let newest = context.newest.unwrap_or(context.now);
                Some(DaySpan::single(NewsDay::containing(
                    newest,
                    context.rollover,
                )))
            }
            Self::Now | Self::Ago(_) | Self::Part(_) | Self::PartOf(..) => None,
        }
    }

    fn start(self, context: &TimeContext<'_>) -> Option<Stamp> {
        let rollover = context.rollover;
        match self {
            Self::Now => Some(context.now),
            Self::Newest => Some(context.newest.unwrap_or(context.now)),
            Self::Ago(Elapsed(seconds)) => ago(context.now, seconds),
            Self::Part(part) => alone(part.first(rollover), context),
            Self::Day(day) => day.days(context)?.first.stamp(rollover.time(), rollover),
            Self::PartOf(day, part) => part_of(day, part, context),
        }
    }
}

/// A duration before now. Rounded down to the minute, because most dumps give only the minute.
fn ago(now: Stamp, seconds: u64) -> Option<Stamp> {
    let from = i64::from(now.unix()) - i64::try_from(seconds).ok()?;
    let unit = if seconds < u64::from(MINUTE) { 1 } else { 60 };
    Stamp::from_unix(from.max(0) / unit * unit)
}

/// A time of the context's day, or the latest that is not after now.
fn alone(time: NaiveTime, context: &TimeContext<'_>) -> Option<Stamp> {
    let on = |day: NewsDay| day.stamp(time, context.rollover);
    match context.clock_day {
        Some(day) => on(day),
        None => on(context.today())
            .filter(|at| *at <= context.now)
            .or_else(|| on(context.today().previous())),
    }
}

/// The beginning of a part of a day. A time of a calendar date is on that date, also in the hours before the rollover.
fn part_of(day: DayName, part: DayPart, context: &TimeContext<'_>) -> Option<Stamp> {
    let news_day = day.days(context)?.first;
    match (day, part) {
        (DayName::Date { .. } | DayName::OfMonth(_), DayPart::Clock { time, .. }) => {
            Stamp::from_beijing(news_day.date().and_time(time))
        }
        (_, part) => news_day.stamp(part.first(context.rollover), context.rollover),
    }
}

impl DayPart {
    /// When it begins.
    fn first(self, rollover: Rollover) -> NaiveTime {
        match self {
            Self::Clock { time, .. } => time,
            Self::Between { from, .. } => from.time(rollover),
        }
    }

    /// The last minute of the hour, minute or session that it names.
    fn last_within(self, rollover: Rollover) -> NaiveTime {
        match self {
            Self::Clock { time, unit } => {
                let rest = unit.max(MINUTE) - MINUTE;
                time.overflowing_add_signed(TimeDelta::seconds(rest.into()))
                    .0
            }
            Self::Between { until, .. } => minute_before(until.time(rollover)),
        }
    }

    /// The last minute of a range that ends with it: `..11` ends at 11:00, `..早盘` with the session.
    fn last_as_end(self, rollover: Rollover) -> NaiveTime {
        match self {
            Self::Clock { time, .. } => time,
            Self::Between { .. } => self.last_within(rollover),
        }
    }
}

impl Edge {
    const fn time(self, rollover: Rollover) -> NaiveTime {
        match self {
            Self::Rollover => rollover.time(),
            Self::At(time) => time,
        }
    }
}

fn minute_before(time: NaiveTime) -> NaiveTime {
    let whole = time.with_second(0).unwrap_or(time);
    whole
        .overflowing_sub_signed(TimeDelta::seconds(MINUTE.into()))
        .0
}
