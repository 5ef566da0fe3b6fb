//! The options that select items by time, and the bounds that they mean.

use std::ops::Range;

use clap::Args;

use crate::item::Stamp;
use crate::lang::Lang;
use crate::moment::{DaySpan, ExpectedTime, TimeContext, TimeError, Wanted, When};

/// `--day`, `--since`, `--until` and `--now`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Args)]
pub struct TimeOptions {
    /// Only these news days: today, yesterday, -2, monday, last-week, 5-14, 2026-01-06, 2026-01; times in --since and --until
    /// are then times of these days
    #[arg(long, value_parser = parse_days, allow_hyphen_values = true)]
    pub day: Option<When>,
    /// Only from this time on: 10:15, open, yesterday, "yesterday close", 5-14, "2026-01-06 10:15", 90m, 2h, 3d
    #[arg(long, value_name = "WHEN", value_parser = parse_start)]
    pub since: Option<When>,
    /// Only before this time
    #[arg(long, value_name = "WHEN", value_parser = parse_start)]
    pub until: Option<When>,
    /// What counts as now: newest (when the newest item went out), or a time; the clock by default
    #[arg(long, value_name = "WHEN", value_parser = parse_start)]
    pub now: Option<When>,
}

/// The bounds of the options, made exact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeBounds {
    /// The news days; `None` for all.
    pub days: Option<DaySpan>,
    /// From one moment to before another; `None` if it is unbounded.
    pub stamps: Option<Range<Stamp>>,
}

/// An option whose time cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("--{option}: {}", ExpectedTime::Possible.message(Lang::English))]
pub struct ImpossibleTime {
    /// The name of the option.
    pub option: &'static str,
}

/// Parses news days.
pub(super) fn parse_days(text: &str) -> Result<When, String> {
    let when = parse(text, Wanted::Day)?;
    when.names_days()
        .then_some(when)
        .ok_or_else(|| wrong(text, ExpectedTime::Day))
}

/// Parses a time that has a beginning.
pub(super) fn parse_start(text: &str) -> Result<When, String> {
    let when = parse(text, Wanted::Time)?;
    when.has_start()
        .then_some(when)
        .ok_or_else(|| wrong(text, ExpectedTime::Start))
}

/// Parses an age in days, or the day before which something is old.
pub(super) fn parse_age(text: &str) -> Result<When, String> {
    let when = When::parse(text, Wanted::Time).ok();
    when.filter(|when| when.names_days() && when.has_start())
        .ok_or_else(|| wrong(text, ExpectedTime::Age))
}

/// The message for a text that is a time, but not of the expected kind.
fn wrong(text: &str, expected: ExpectedTime) -> String {
    let at = 0..text.len();
    describe(text, &TimeError { at, expected })
}

fn parse(text: &str, wanted: Wanted) -> Result<When, String> {
    When::parse(text, wanted).map_err(|error| describe(text, &error))
}

/// The message of an error, with its place if a part of the text is right.
fn describe(text: &str, error: &TimeError) -> String {
    match text.get(..error.at.start).unwrap_or_default() {
        "" => error.to_string(),
        before => format!("character {}: {error}", before.chars().count() + 1),
    }
}

impl TimeOptions {
    /// What the options and a query count from: `--now`, or else the context's own now.
    pub fn context<'a>(
        &self,
        context: &TimeContext<'a>,
    ) -> Result<TimeContext<'a>, ImpossibleTime> {
        let now = match self.now {
            Some(when) => start(when, "now", context)?,
            None => context.now,
        };
        Ok(TimeContext { now, ..*context })
    }

    /// Makes the bounds exact. A time of day belongs to `--day`, or else to the current news day.
    pub fn bounds(&self, context: &TimeContext<'_>) -> Result<TimeBounds, ImpossibleTime> {
        let days = match self.day {
            Some(when) => Some(when.days(context).ok_or(ImpossibleTime { option: "day" })?),
            None => None,
        };
        let on = |day| TimeContext {
            clock_day: Some(day),
            ..*context
        };
        let within = days.unwrap_or_else(|| DaySpan::single(context.today()));
        let since = self
            .since
            .map(|when| start(when, "since", &on(within.first)))
            .transpose()?;
        let until = self
            .until
            .map(|when| start(when, "until", &on(within.last)))
            .transpose()?;
        let is_bounded = since.is_some() || until.is_some();
        let stamps = since.unwrap_or_default()..until.unwrap_or(Stamp::LAST);
        Ok(TimeBounds {
            days,
            stamps: is_bounded.then_some(stamps),
        })
    }
}

fn start(
    when: When,
    option: &'static str,
    context: &TimeContext<'_>,
) -> Result<Stamp, ImpossibleTime> {
    when.start(context).ok_or(ImpossibleTime { option })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;
    use rstest::rstest;

    use super::*;

    /// Forty minutes past midnight it is still the news day of Tuesday, the 6th.
    fn context() -> TimeContext<'static> {
        TimeContext {
            newest: Some(stamp("2026-01-06T20:00:00")),
            ..TimeContext::at(stamp("2026-01-07T00:40:00"))
        }
    }

    fn stamp(moment: &str) -> Stamp {
        Stamp::from_beijing(moment.parse::<NaiveDateTime>().unwrap()).unwrap()
    }

    fn options(day: Option<&str>, since: &str, until: &str, now: Option<&str>) -> TimeOptions {
        TimeOptions {
            day: day.map(|day| parse_days(day).unwrap()),
            since: Some(parse_start(since).unwrap()),
            until: Some(parse_start(until).unwrap()),
            now: now.map(|now| parse_start(now).unwrap()),
        }
    }

    fn ends(options: &TimeOptions) -> [String; 2] {
        let context = options.context(&context()).unwrap();
        let stamps = options.bounds(&context).unwrap().stamps.unwrap();
        [stamps.start, stamps.end].map(|stamp| stamp.time().format("%m-%d %H:%M:%S").to_string())
    }

    #[rstest]
    #[case("10:15", "01-06 10:15:00")]
    #[case("00:10", "01-07 00:10:00")]
    #[case("10:15:30", "01-06 10:15:30")]
    #[case("2026-01-06", "01-06 05:30:00")]
    #[case("2026-01-06T10:15", "01-06 10:15:00")]
    #[case("2026-01-06 00:10", "01-06 00:10:00")]
    #[case("today", "01-06 05:30:00")]
    #[case("昨天", "01-05 05:30:00")]
    #[case("90m", "01-06 23:10:00")]
    #[case("1d", "01-06 00:40:00")]
    #[case("昨收", "01-05 15:00:00")]
    #[case("yesterday close", "01-05 15:00:00")]
    #[case("newest", "01-06 20:00:00")]
    fn times_follow_the_news_day(#[case] since: &str, #[case] expected: &str) {
        assert_eq!(ends(&options(None, since, "now", None))[0], expected);
    }

    #[rstest]
    #[case(
        Some("2026-01-02"),
        "10:00",
        "00:10",
        "01-02 10:00:00",
        "01-03 00:10:00"
    )]
    #[case(
        Some("yesterday"),
        "22:00",
        "2026-01-06 02:00",
        "01-05 22:00:00",
        "01-06 02:00:00"
    )]
    #[case(Some("last-week"), "开盘", "收盘", "12-29 09:30:00", "01-04 15:00:00")]
    #[case(None, "10:00", "11:00", "01-06 10:00:00", "01-06 11:00:00")]
    fn times_belong_to_the_day_option(
        #[case] day: Option<&str>,
        #[case] since: &str,
        #[case] until: &str,
        #[case] from: &str,
        #[case] to: &str,
    ) {
        assert_eq!(ends(&options(day, since, until, None)), [from, to]);
    }

    #[rstest]
    #[case("newest", "01-06 18:00:00", "01-06 10:15:00")]
    #[case("2026-01-02 12:00", "01-02 10:00:00", "01-02 10:15:00")]
    #[case("昨收", "01-05 13:00:00", "01-05 10:15:00")]
    fn defect_20_now_is_an_option(#[case] now: &str, #[case] ago: &str, #[case] clock: &str) {
        assert_eq!(ends(&options(None, "2h", "10:15", Some(now))), [ago, clock]);
    }

    #[rstest]
    #[case(
        "",
        "expected a time or date; 14:30, yesterday close, monday, 5-14, last 2h"
    )]
    #[case(
        "soon",
        "expected a time or date; 14:30, yesterday close, monday, 5-14, last 2h"
    )]
    #[case(
        "..11:30",
        "expected a time with a beginning; 11:30, 14:00.., yesterday"
    )]
    #[case("25:00", "no such time of day; 09:30, 14, 2pm")]
    #[case("昨天 25:00", "character 4: no such time of day; 09:30, 14, 2pm")]
    #[case("2026-13-01", "no such day; 5-14, 2026-05-14")]
    fn bad_times_are_refused(#[case] text: &str, #[case] message: &str) {
        assert_eq!(parse_start(text), Err(message.to_owned()));
    }

    #[rstest]
    #[case("400d", true)]
    #[case("8w", true)]
    #[case("2025-01-01", true)]
    #[case("400", false)]
    #[case("14:30", false)]
    #[case("2h", false)]
    #[case("..2025-01-01", false)]
    #[case("long", false)]
    fn age_is_a_number_of_days(#[case] text: &str, #[case] is_age: bool) {
        let expected = "expected an age or a day; 400d, 8w, 2025-01-01";
        let parsed = parse_age(text);
        assert_eq!(parsed.is_ok(), is_age, "{parsed:?}");
        assert!(is_age || parsed == Err(expected.to_owned()));
    }

    #[test]
    fn day_is_no_time_of_day() {
        for text in ["10:15", "2h", "now", "soon"] {
            assert_eq!(
                parse_days(text),
                Err("expected a day; today, monday, last week, 5-14, 2026-05".to_owned()),
                "{text}"
            );
        }
        let never = TimeOptions {
            day: parse_days("2026-02-01..2026-01-01").ok(),
            ..TimeOptions::default()
        };
        let error = never.bounds(&context()).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("--day: no such time: it ends before it begins"),
            "{error}"
        );
    }
}
