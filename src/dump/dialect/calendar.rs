//! Dates and times of day as dumps and file names write them.

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};

use crate::item::NewsDay;

/// The first date in a short text, `2026-01-06`, `2026年1月6日`, `2026/1/6`, `2026.1.6` or `20260106`, and where it stands.
pub(super) fn date_in(text: &str) -> Option<(NewsDay, Range<usize>)> {
    let starts = text
        .char_indices()
        .filter(|(_, c)| c.is_ascii_digit())
        .map(|(at, _)| at);
    for start in
        starts.filter(|&at| at == 0 || !text.as_bytes().get(at - 1).is_some_and(u8::is_ascii_digit))
    {
        let rest = text.get(start..)?;
        if let Some((day, len)) =
            date_at(rest).and_then(|(date, len)| Some((NewsDay::from_date(date)?, len)))
        {
            return Some((day, start..start + len));
        }
    }
    None
}

/// The date at the beginning of a text, and its length in bytes.
fn date_at(text: &str) -> Option<(NaiveDate, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 8 {
        let number: u32 = text.get(..8)?.parse().ok()?;
        let year = i32::try_from(number / 10_000).ok()?;
        return Some((
            NaiveDate::from_ymd_opt(year, number / 100 % 100, number % 100)?,
            8,
        ));
    }
    let (year, rest) = number(text, 4)?;
    let separator = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '/' | '.' | '年'))?;
    let (month, rest) = number(rest.strip_prefix(separator)?, 2)?;
    let rest = rest.strip_prefix(if separator == '年' { '月' } else { separator })?;
    let (day, rest) = number(rest, 2)?;
    let rest = if separator == '年' {
        rest.strip_prefix('日').unwrap_or(rest)
    } else {
        rest
    };
    Some((
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?,
        text.len() - rest.len(),
    ))
}

/// What stands where a time of day is expected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Clock {
    /// A time of day; `true` where seconds were given.
    Time(NaiveTime, bool),
    /// Digits and colons that are no time of day: `25:61`.
    Impossible,
}

/// The time of day at the beginning of a text, `05:45`, `5:45` or `05:45:30`, and what follows it.
pub(super) fn clock_at(text: &str) -> Option<(Clock, &str)> {
    let (hour, rest) = number(text, 2)?;
    let (minute, rest) = number(colon(rest)?, 2)?;
    let seconds = colon(rest).and_then(|rest| number(rest, 2));
    let (second, rest) = seconds.map_or((None, rest), |(second, rest)| (Some(second), rest));
    let time = NaiveTime::from_hms_opt(hour, minute, second.unwrap_or(0));
    Some((
        time.map_or(Clock::Impossible, |time| {
            Clock::Time(time, second.is_some())
        }),
        rest,
    ))
}

fn colon(text: &str) -> Option<&str> {
    text.strip_prefix(':').or_else(|| text.strip_prefix('：'))
}

/// The number of at most `most` digits at the beginning of a text, and what follows it.
fn number(text: &str, most: usize) -> Option<(u32, &str)> {
    let digits = text
        .bytes()
        .take(most)
        .take_while(u8::is_ascii_digit)
        .count();
    let (number, rest) = text.split_at_checked(digits)?;
    Some((number.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_in_every_spelling() {
        for text in [
            "财联社【普通】电报_2026-05-14.md",
            "2026年5月14日",
            "x 2026/05/14 y",
            "最近5天_20260514_125116",
            "2026.5.14.gb18030.csv",
            "12345 2026-05-14",
        ] {
            assert_eq!(
                date_in(text).map(|(day, _)| day.to_string()).as_deref(),
                Some("2026-05-14"),
                "{text}"
            );
        }
        for text in ["2026-13-14", "20261399", "no date", "2026", "1-2-3", ""] {
            assert_eq!(date_in(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_read_with_and_without_seconds() {
        let time = |h, m, s| NaiveTime::from_hms_opt(h, m, s).unwrap();
        assert_eq!(
            clock_at("05:45]"),
            Some((Clock::Time(time(5, 45, 0), false), "]"))
        );
        assert_eq!(
            clock_at("5：45:30 x"),
            Some((Clock::Time(time(5, 45, 30), true), " x"))
        );
        assert_eq!(clock_at("25:61]"), Some((Clock::Impossible, "]")));
        assert_eq!(clock_at("0545"), None);
    }
}
