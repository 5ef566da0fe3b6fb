//! Moments as people write them: `10:15`, `2026-01-06`, `yesterday`, `90m`; made exact once the clock is known.

use std::ops::Range;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::item::{NewsDay, Rollover, Stamp};

/// A moment as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A time of day, of the news day that it is now, or of that which is asked for.
    Clock(NaiveTime),
    /// A news day.
    Day(NaiveDate),
    /// So many news days before that of now.
    DaysBack(u64),
    /// A date and a time, Beijing time.
    At(NaiveDateTime),
    /// So long ago.
    Ago(TimeDelta),
}

const EXPECTED: &str =
    "10:15, 2026-01-06, \"2026-01-06 10:15\", today, yesterday, 90m, 2h or 3d would do";

impl Moment {
    /// Reads a moment.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim().replace('T', " ");
        let moment = day(&text)
            .or_else(|| clock(&text).map(Self::Clock))
            .or_else(|| ago(&text))
            .or_else(|| at(&text));
        moment.ok_or_else(|| EXPECTED.to_owned())
    }

    /// Reads a news day.
    pub fn parse_day(text: &str) -> Result<Self, String> {
        day(text.trim()).ok_or_else(|| "2026-01-06, today or yesterday would do".to_owned())
    }

    /// The moment itself: the beginning of a day, which is its rollover. `None` where it lies outside 1970 to 2106.
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

    /// The news day in which it lies.
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

fn day(text: &str) -> Option<Moment> {
    match text {
        "today" | "今天" => Some(Moment::DaysBack(0)),
        "yesterday" | "昨天" => Some(Moment::DaysBack(1)),
        "前天" => Some(Moment::DaysBack(2)),
        date => NaiveDate::parse_from_str(date, "%Y-%m-%d")
            .ok()
            .map(Moment::Day),
    }
}

fn clock(text: &str) -> Option<NaiveTime> {
    ["%H:%M", "%H:%M:%S"]
        .iter()
        .find_map(|format| NaiveTime::parse_from_str(text, format).ok())
}

fn at(text: &str) -> Option<Moment> {
    let (date, time) = text.split_once(' ')?;
    let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
    Some(Moment::At(date.and_time(clock(time.trim())?)))
}

fn ago(text: &str) -> Option<Moment> {
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
    ago.map(Moment::Ago)
}

/// What `--day`, `--since` and `--until` say together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Only this news day.
    pub day: Option<Moment>,
    /// From this moment on.
    pub since: Option<Moment>,
    /// Before this moment.
    pub until: Option<Moment>,
}

impl Span {
    /// The moments themselves; a moment that cannot be is the end of time on its side. A time of day is one of the news day
    /// that is asked for, where one is.
    pub fn stamps(&self, now: Stamp, rollover: Rollover) -> Range<Stamp> {
        let day = self.day(now, rollover);
        let stamp = |moment: Option<Moment>| match (moment?, day) {
            (Moment::Clock(time), Some(day)) => day.stamp(time, rollover),
            (moment, _) => moment.stamp(now, rollover),
        };
        let end = Stamp::from_unix(i64::from(u32::MAX)).unwrap_or_default();
        stamp(self.since).unwrap_or_default()..stamp(self.until).unwrap_or(end)
    }

    /// The one news day, if there is one.
    pub fn day(&self, now: Stamp, rollover: Rollover) -> Option<NewsDay> {
        self.day.and_then(|moment| moment.day(now, rollover))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(text: &str) -> String {
        let now = Stamp::from_beijing(at_("2026-01-07", "00:40:00")).unwrap();
        Moment::parse(text)
            .unwrap()
            .stamp(now, Rollover::default())
            .unwrap()
            .time()
            .format("%m-%d %H:%M:%S")
            .to_string()
    }

    fn at_(date: &str, time: &str) -> NaiveDateTime {
        date.parse::<NaiveDate>()
            .unwrap()
            .and_time(time.parse().unwrap())
    }

    /// Forty minutes past midnight it is still the news day of the 6th.
    #[test]
    fn moments_are_those_of_the_news_day() {
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
    fn a_time_of_day_is_one_of_the_day_that_is_asked_for() {
        let now = Stamp::from_beijing(at_("2026-01-07", "00:40:00")).unwrap();
        let within = |day: Option<&str>, since: &str, until: &str| {
            let moment = |text: &str| Some(Moment::parse(text).unwrap());
            let span = Span {
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
    fn what_is_no_moment_is_told() {
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
            assert!(Moment::parse(text).is_err(), "{text}");
        }
        assert!(Moment::parse_day("10:15").is_err());
    }
}
