//! Points in time as people type them: `10:15`, `2026-01-06`, `yesterday`, `90m`.

use std::ops::Range;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use clap::Args;

use crate::item::{NewsDay, Rollover, Stamp};

/// A point in time as it was typed. The clock makes it exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeArg {
    /// A time of day in the current news day, or in that of `--day`.
    Clock(NaiveTime),
    /// A news day.
    Day(NaiveDate),
    /// A number of news days before the current one.
    DaysBack(u64),
    /// A date and a time, Beijing time.
    At(NaiveDateTime),
    /// A duration before now.
    Ago(TimeDelta),
}

const EXPECTED: &str =
    "expected 10:15, 2026-01-06, \"2026-01-06 10:15\", today, yesterday, 90m, 2h or 3d";

impl TimeArg {
    /// Parses a point in time.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim().replace('T', " ");
        let moment = parse_date(&text)
            .or_else(|| parse_clock(&text).map(Self::Clock))
            .or_else(|| parse_ago(&text))
            .or_else(|| parse_date_time(&text));
        moment.ok_or_else(|| EXPECTED.to_owned())
    }

    /// Parses a news day.
    pub fn parse_day(text: &str) -> Result<Self, String> {
        parse_date(text.trim()).ok_or_else(|| "expected 2026-01-06, today or yesterday".to_owned())
    }

    /// Returns the exact time; that of a day is its rollover. `None` outside 1970 to 2106.
    pub fn stamp(self, now: Stamp, rollover: Rollover) -> Option<Stamp> {
        match self {
            Self::Clock(time) => NewsDay::containing(now, rollover).stamp(time, rollover),
            Self::Day(_) | Self::DaysBack(_) => {
                self.day(now, rollover)?.stamp(rollover.time(), rollover)
            }
            Self::At(at) => Stamp::from_beijing(at),
            Self::Ago(ago) => Stamp::from_unix(i64::from(now.unix()) - ago.num_seconds()),
        }
    }

    /// Returns the news day that contains it.
    pub fn day(self, now: Stamp, rollover: Rollover) -> Option<NewsDay> {
        match self {
            Self::Day(date) => NewsDay::from_date(date),
            Self::DaysBack(days) => NewsDay::from_date(
                NewsDay::containing(now, rollover)
                    .date()
                    .checked_sub_days(Days::new(days))?,
            ),
            Self::Clock(_) | Self::At(_) | Self::Ago(_) => {
                Some(NewsDay::containing(self.stamp(now, rollover)?, rollover))
            }
        }
    }
}

fn parse_date(text: &str) -> Option<TimeArg> {
    match text {
        "today" | "今天" => Some(TimeArg::DaysBack(0)),
        "yesterday" | "昨天" => Some(TimeArg::DaysBack(1)),
        "前天" => Some(TimeArg::DaysBack(2)),
        date => NaiveDate::parse_from_str(date, "%Y-%m-%d")
            .ok()
            .map(TimeArg::Day),
    }
}

fn parse_clock(text: &str) -> Option<NaiveTime> {
    ["%H:%M", "%H:%M:%S"]
        .iter()
        .find_map(|format| NaiveTime::parse_from_str(text, format).ok())
}

fn parse_date_time(text: &str) -> Option<TimeArg> {
    let (date, time) = text.split_once(' ')?;
    let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
    Some(TimeArg::At(date.and_time(parse_clock(time.trim())?)))
}

fn parse_ago(text: &str) -> Option<TimeArg> {
    let unit = text.chars().last()?;
    let number: i64 = text
        .strip_suffix(unit)?
        .parse()
        .ok()
        .filter(|number| *number >= 0)?;
    let ago = match unit {
        's' => TimeDelta::try_seconds(number),
        'm' => TimeDelta::try_minutes(number),
        'h' => TimeDelta::try_hours(number),
        'd' => TimeDelta::try_days(number),
        'w' => TimeDelta::try_weeks(number),
        _ => None,
    };
    ago.map(TimeArg::Ago)
}

/// A range of time: `--day`, `--since` and `--until`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Args)]
pub struct TimeOptions {
    /// Only this news day: 2026-01-06, today, yesterday; times in --since and --until are then times of that day
    #[arg(long, value_parser = TimeArg::parse_day)]
    pub day: Option<TimeArg>,
    /// Only from this time on: 10:15, 2026-01-06, "2026-01-06 10:15", 90m, 2h, 3d
    #[arg(long, value_name = "WHEN", value_parser = TimeArg::parse)]
    pub since: Option<TimeArg>,
    /// Only before this time
    #[arg(long, value_name = "WHEN", value_parser = TimeArg::parse)]
    pub until: Option<TimeArg>,
}

impl TimeOptions {
    /// Returns the exact range; an impossible end is unbounded. A time of day belongs to `--day`, if given.
    pub fn stamps(&self, now: Stamp, rollover: Rollover) -> Range<Stamp> {
        let day = self.day(now, rollover);
        let stamp = |moment: Option<TimeArg>| match (moment?, day) {
            (TimeArg::Clock(time), Some(day)) => day.stamp(time, rollover),
            (moment, _) => moment.stamp(now, rollover),
        };
        let end = Stamp::from_unix(i64::from(u32::MAX)).unwrap_or_default();
        stamp(self.since).unwrap_or_default()..stamp(self.until).unwrap_or(end)
    }

    /// Returns the news day of `--day`.
    pub fn day(&self, now: Stamp, rollover: Rollover) -> Option<NewsDay> {
        self.day.and_then(|moment| moment.day(now, rollover))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(text: &str) -> String {
        let now = Stamp::from_beijing(beijing("2026-01-07", "00:40:00")).unwrap();
        TimeArg::parse(text)
            .unwrap()
            .stamp(now, Rollover::default())
            .unwrap()
            .time()
            .format("%m-%d %H:%M:%S")
            .to_string()
    }

    fn beijing(date: &str, time: &str) -> NaiveDateTime {
        date.parse::<NaiveDate>()
            .unwrap()
            .and_time(time.parse().unwrap())
    }

    /// Forty minutes past midnight it is still the news day of the 6th.
    #[test]
    fn times_follow_the_news_day() {
        let moments = [
            ("10:15", "01-06 10:15:00"),
            ("00:10", "01-07 00:10:00"),
            ("10:15:30", "01-06 10:15:30"),
            ("2026-01-06", "01-06 05:30:00"),
            ("2026-01-06T10:15", "01-06 10:15:00"),
            ("2026-01-06 00:10", "01-06 00:10:00"),
            ("today", "01-06 05:30:00"),
            ("昨天", "01-05 05:30:00"),
            ("90m", "01-06 23:10:00"),
            ("1d", "01-06 00:40:00"),
        ];
        for (text, expected) in moments {
            assert_eq!(stamp(text), expected, "{text}");
        }
    }

    #[test]
    fn times_belong_to_the_day_option() {
        let now = Stamp::from_beijing(beijing("2026-01-07", "00:40:00")).unwrap();
        let within = |day: Option<&str>, since: &str, until: &str| {
            let moment = |text: &str| Some(TimeArg::parse(text).unwrap());
            let span = TimeOptions {
                day: day.and_then(moment),
                since: moment(since),
                until: moment(until),
            };
            let stamps = span.stamps(now, Rollover::default());
            [stamps.start, stamps.end].map(|stamp| stamp.time().format("%m-%d %H:%M").to_string())
        };
        assert_eq!(
            within(Some("2026-01-02"), "10:00", "00:10"),
            ["01-02 10:00", "01-03 00:10"]
        );
        assert_eq!(
            within(Some("yesterday"), "22:00", "2026-01-06 02:00"),
            ["01-05 22:00", "01-06 02:00"]
        );
        assert_eq!(
            within(None, "10:00", "11:00"),
            ["01-06 10:00", "01-06 11:00"]
        );
    }

    #[test]
    fn bad_times_are_refused() {
        for text in [
            "",
            "noon",
            "25:00",
            "2026-13-01",
            "-5m",
            "5",
            "5y",
            "m",
            "分",
        ] {
            assert!(TimeArg::parse(text).is_err(), "{text}");
        }
        assert!(TimeArg::parse_day("10:15").is_err());
    }
}
