//! The targets of `t`: `10:15`, `5-31`, `05-31 14:00`, `2026-05-31`, `5月31日`, `昨天`, `-2`.
//!
//! A time alone belongs to the selected item's news day. A date without a year is the last such date. A date alone is a
//! news day; with a time it is a moment on a clock in Beijing.

use chrono::{Datelike, Days, NaiveDate, NaiveTime};

use crate::item::{NewsDay, Rollover, Stamp};
use crate::lang::Lang;

/// A news day, or a moment of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeTarget {
    Day(NewsDay),
    Moment(NewsDay, Stamp),
}

/// The days that a target is relative to.
#[derive(Debug, Clone, Copy)]
pub(super) struct TimeContext {
    /// The news day of the selected item.
    pub selected: NewsDay,
    /// The current news day.
    pub today: NewsDay,
    pub rollover: Rollover,
}

impl TimeTarget {
    /// Parses a target; `None` if it is neither a time nor a date.
    pub(super) fn parse(typed: &str, context: TimeContext) -> Option<Self> {
        let normalized = normalize(typed);
        let mut words = normalized.split_whitespace();
        let (first, second) = (words.next()?, words.next());
        if words.next().is_some() {
            return None;
        }
        match second {
            Some(second) => parse_date(first, context)?.at(parse_time(second)?, context.rollover),
            None => match parse_date(first, context) {
                Some(NamedDate::NewsDay(day)) => Some(Self::Day(day)),
                Some(NamedDate::Calendar(date)) => Some(Self::Day(NewsDay::from_date(date)?)),
                None => {
                    NamedDate::NewsDay(context.selected).at(parse_time(first)?, context.rollover)
                }
            },
        }
    }

    /// The news day.
    pub(super) const fn day(self) -> NewsDay {
        match self {
            Self::Day(day) | Self::Moment(day, _) => day,
        }
    }

    /// The moment; noon for a day.
    pub(super) fn stamp(self, rollover: Rollover) -> Option<Stamp> {
        match self {
            Self::Day(day) => day.stamp(NaiveTime::from_hms_opt(12, 0, 0)?, rollover),
            Self::Moment(_, stamp) => Some(stamp),
        }
    }

    /// Formats the target as the interface writes days and moments.
    pub(super) fn format(self, lang: Lang) -> String {
        match self {
            Self::Day(day) => lang.date(day.date()),
            Self::Moment(_, stamp) => lang.moment(stamp.time().naive_local()),
        }
    }
}

/// A named day: words name a news day, numbers a calendar day.
#[derive(Debug, Clone, Copy)]
enum NamedDate {
    NewsDay(NewsDay),
    Calendar(NaiveDate),
}

impl NamedDate {
    fn at(self, time: NaiveTime, rollover: Rollover) -> Option<TimeTarget> {
        let (day, stamp) = match self {
            Self::NewsDay(day) => (day, day.stamp(time, rollover)?),
            Self::Calendar(date) => {
                let stamp = Stamp::from_beijing(date.and_time(time))?;
                (NewsDay::containing(stamp, rollover), stamp)
            }
        };
        Some(TimeTarget::Moment(day, stamp))
    }
}

/// Normalises what input methods type: half-width characters, `-` in dates and `:` in times.
fn normalize(typed: &str) -> String {
    let mut normalized = String::new();
    for character in typed.trim().chars() {
        match character {
            '０'..='９' | '：' | '－' | '／' | '＋' => {
                normalized.extend(char::from_u32(u32::from(character) - 0xfee0));
            }
            '年' | '月' | '.' | '。' => normalized.push('-'),
            '点' | '时' => normalized.push(':'),
            '日' | '号' if normalized.ends_with(|last: char| last.is_ascii_digit()) => {
                normalized.push(' ');
            }
            '分' | '\u{200b}'..='\u{200f}' => {}
            'T' | '\u{3000}' => normalized.push(' '),
            _ => normalized.extend(character.to_lowercase()),
        }
    }
    normalized.replace('／', "/").replace('/', "-")
}

fn parse_date(word: &str, context: TimeContext) -> Option<NamedDate> {
    let back = |days: u64| {
        context
            .today
            .date()
            .checked_sub_days(Days::new(days))
            .and_then(NewsDay::from_date)
            .map(NamedDate::NewsDay)
    };
    match word {
        "今天" | "今日" | "今" | "today" => return back(0),
        "昨天" | "昨日" | "昨" | "yesterday" => return back(1),
        "前天" | "前日" => return back(2),
        _ => {}
    }
    if let Some(days) = word.strip_prefix('-') {
        return back(parse_digits(days)?.into());
    }
    if word.len() == 8 && !word.contains('-') {
        let digits = parse_digits(word)?;
        return date_from_numbers(
            &[digits / 10_000, digits / 100 % 100, digits % 100],
            context,
        );
    }
    let numbers: Option<Vec<u32>> = word.split('-').map(parse_digits).collect();
    date_from_numbers(&numbers?, context)
}

fn date_from_numbers(numbers: &[u32], context: TimeContext) -> Option<NamedDate> {
    let date = |year: i32, month, day| NaiveDate::from_ymd_opt(year, month, day);
    let today = context.today.date();
    match *numbers {
        [year, month, day] => date(
            i32::try_from(if year < 100 { 2000 + year } else { year }).ok()?,
            month,
            day,
        ),
        // A leap day may lie up to eight years back.
        [month, day] => (0..=8)
            .filter_map(|back| date(today.year() - back, month, day))
            .find(|date| *date <= today),
        _ => None,
    }
    .map(NamedDate::Calendar)
}

fn parse_time(word: &str) -> Option<NaiveTime> {
    let (hour, minute) = match word.split_once(':') {
        Some((hour, "")) => (parse_digits(hour)?, 0),
        Some((hour, minute)) => (parse_digits(hour)?, parse_digits(minute)?),
        None if (3..=4).contains(&word.len()) => {
            (parse_digits(word)? / 100, parse_digits(word)? % 100)
        }
        None => return None,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// Parses digits alone: `u32::from_str` accepts a sign too.
fn parse_digits(digits: &str) -> Option<u32> {
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn day(text: &str) -> NewsDay {
        NewsDay::from_date(text.parse().unwrap()).unwrap()
    }

    #[rstest]
    #[case("2026-05-31", "2026-05-31")]
    #[case("5-31", "2026-05-31")]
    #[case("05/31", "2026-05-31")]
    #[case("5.31", "2026-05-31")]
    #[case("5月31日", "2026-05-31")]
    #[case("2026年5月31日", "2026-05-31")]
    #[case("26-5-31", "2026-05-31")]
    #[case("20260531", "2026-05-31")]
    #[case("5－３１", "2026-05-31")]
    #[case("12-31", "2025-12-31")]
    #[case("2-29", "2024-02-29")]
    #[case("今天", "2026-06-02")]
    #[case("昨天", "2026-06-01")]
    #[case("yesterday", "2026-06-01")]
    #[case("-2", "2026-05-31")]
    #[case("  -2 ", "2026-05-31")]
    fn date_is_a_news_day(#[case] typed: &str, #[case] expected: &str) {
        assert_eq!(
            TimeTarget::parse(typed, context()),
            Some(TimeTarget::Day(day(expected)))
        );
    }

    #[rstest]
    #[case("10:15", "2026-05-20", "2026-05-20T10:15:00+08:00")]
    #[case("10：15", "2026-05-20", "2026-05-20T10:15:00+08:00")]
    #[case("1015", "2026-05-20", "2026-05-20T10:15:00+08:00")]
    #[case("9点", "2026-05-20", "2026-05-20T09:00:00+08:00")]
    #[case("14点30分", "2026-05-20", "2026-05-20T14:30:00+08:00")]
    #[case("00:10", "2026-05-20", "2026-05-21T00:10:00+08:00")]
    #[case("05-31 14:00", "2026-05-31", "2026-05-31T14:00:00+08:00")]
    #[case("05-31 00:10", "2026-05-30", "2026-05-31T00:10:00+08:00")]
    #[case("2026-05-31T14:00", "2026-05-31", "2026-05-31T14:00:00+08:00")]
    #[case("5月31日14:00", "2026-05-31", "2026-05-31T14:00:00+08:00")]
    #[case("昨天 9:30", "2026-06-01", "2026-06-01T09:30:00+08:00")]
    #[case("-1 00:10", "2026-06-01", "2026-06-02T00:10:00+08:00")]
    fn time_is_a_moment(#[case] typed: &str, #[case] expected: &str, #[case] moment: &str) {
        let Some(TimeTarget::Moment(of, stamp)) = TimeTarget::parse(typed, context()) else {
            panic!("{typed} is no moment")
        };
        assert_eq!(
            (of, stamp.time().to_rfc3339().as_str()),
            (day(expected), moment)
        );
    }

    #[rstest]
    fn other_text_is_rejected(
        #[values(
            "x",
            "25:00",
            "13-32",
            "2-30",
            "1",
            "--2",
            "+2",
            "10:15 10:16 1",
            "5-31 x",
            "99999999999",
            "-99999999",
            "："
        )]
        typed: &str,
    ) {
        assert_eq!(TimeTarget::parse(typed, context()), None);
    }

    fn context() -> TimeContext {
        TimeContext {
            selected: day("2026-05-20"),
            today: day("2026-06-02"),
            rollover: Rollover::default(),
        }
    }
}
