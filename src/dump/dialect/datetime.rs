//! Dates and times of day as dumps and file names write them.

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};

use crate::item::{ItemFlags, NewsDay};

/// Finds the first date in a short text and its range. [`dates`] lists the notations.
pub(super) fn find_date(text: &str) -> Option<(NewsDay, Range<usize>)> {
    dates(text).next()
}

/// The dates in a short text with their ranges: `2026-01-06`, `2026_1_6`, `2026年1月6日`, `2026/1/6`, `2026.1.6`, `20260106`,
/// or `20260106093005`.
pub(super) fn dates(text: &str) -> impl Iterator<Item = (NewsDay, Range<usize>)> {
    let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let is_start = move |at: usize| is_digit(at) && (at == 0 || !is_digit(at - 1));
    (0..text.len())
        .filter(move |&at| is_start(at))
        .filter_map(|start| {
            let (date, len) = parse_date(text.get(start..)?)?;
            Some((NewsDay::from_date(date)?, start..start + len))
        })
}

/// Whether this character may separate the numbers of a date.
pub(super) fn is_date_separator(c: char) -> bool {
    matches!(
        c,
        '-' | '_' | '/' | '.' | ' ' | '年' | '–' | '—' | '－' | '．'
    )
}

/// The date at the start of a text, and its length in bytes.
pub(super) fn parse_date(text: &str) -> Option<(NaiveDate, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 4 {
        return compact_date(text.get(..digits)?);
    }
    let (year, rest) = parse_number(text, 4)?;
    let separator = rest.chars().next().filter(|c| is_date_separator(*c))?;
    let (month, rest) = parse_number(rest.strip_prefix(separator)?, 2)?;
    let is_chinese = separator == '年';
    let separator = if is_chinese { '月' } else { separator };
    let (day, rest) = parse_number(rest.strip_prefix(separator)?, 2)?;
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let unit = rest.strip_prefix(['日', '号']).filter(|_| is_chinese);
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some((date, text.len() - unit.unwrap_or(rest).len()))
}

/// The date that begins a number of eight digits, or of twelve or fourteen with a time of day.
fn compact_date(digits: &str) -> Option<(NaiveDate, usize)> {
    let (date, time) = digits.split_at_checked(8)?;
    let two = |at| {
        time.get(at..at + 2)
            .map_or(Some(0), |part| part.parse().ok())
    };
    if ![0, 4, 6].contains(&time.len()) {
        return None;
    }
    NaiveTime::from_hms_opt(two(0)?, two(2)?, two(4)?)?;
    let number: u32 = date.parse().ok()?;
    let year = i32::try_from(number / 10_000).ok()?;
    let date = NaiveDate::from_ymd_opt(year, number / 100 % 100, number % 100)?;
    Some((date, digits.len()))
}

/// What is written in the place of a time of day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TimeOfDay {
    /// A time, with [`ItemFlags::SECONDS`] if it has seconds.
    Valid(NaiveTime, ItemFlags),
    /// Digits and colons that are no time: `25:61`.
    Invalid,
}

/// The time of day at the start of a text, `05:45`, `5:45` or `05:45:30`, and the rest of the text.
pub(super) fn parse_time(text: &str) -> Option<(TimeOfDay, &str)> {
    let (hour, rest) = parse_number(text, 2)?;
    let (minute, rest) = parse_number(strip_colon(rest)?, 2)?;
    let seconds = strip_colon(rest).and_then(|rest| parse_number(rest, 2));
    let (second, rest) = seconds.unwrap_or((0, rest));
    let precision = ItemFlags::SECONDS.when(seconds.is_some());
    let time = NaiveTime::from_hms_opt(hour, minute, second);
    Some((
        time.map_or(TimeOfDay::Invalid, |time| TimeOfDay::Valid(time, precision)),
        rest,
    ))
}

fn strip_colon(text: &str) -> Option<&str> {
    text.strip_prefix([':', '：'])
}

/// The number of at most `max` digits at the start of a text, and the rest of the text.
fn parse_number(text: &str, max: usize) -> Option<(u32, &str)> {
    let digits = text
        .bytes()
        .take(max)
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
                find_date(text).map(|(day, _)| day.to_string()).as_deref(),
                Some("2026-05-14"),
                "{text}"
            );
        }
        for text in ["2026-13-14", "20261399", "no date", "2026", "1-2-3", ""] {
            assert_eq!(find_date(text), None, "{text}");
        }
    }

    #[test]
    fn times_may_have_seconds() {
        let time = |h, m, s| NaiveTime::from_hms_opt(h, m, s).unwrap();
        let minute = TimeOfDay::Valid(time(5, 45, 0), ItemFlags::default());
        assert_eq!(parse_time("05:45]"), Some((minute, "]")));
        let second = TimeOfDay::Valid(time(5, 45, 30), ItemFlags::SECONDS);
        assert_eq!(parse_time("5：45:30 x"), Some((second, " x")));
        assert_eq!(parse_time("25:61]"), Some((TimeOfDay::Invalid, "]")));
        assert_eq!(parse_time("0545"), None);
    }
}
