//! The days that a piece of a dump states, without parsing it: in headings, in datelines, in the values of items.

use chrono::{Datelike, NaiveDate};
use memchr::memmem;

use super::datetime::dates;
use super::lines::{line_at, lines};
use crate::item::{NewsDay, Stamp};

/// Returns the days in lines that are headings: `# 财联社电报 2026-05-31`, `> 统计周期：2026-05-31 …`.
pub(in crate::dump) fn heading_days(text: &str) -> impl Iterator<Item = NewsDay> {
    let headings = lines(text)
        .map(|(_, at)| line_at(text, at))
        .filter(|line| line.starts_with(['#', '>']));
    headings.flat_map(dates).map(|(day, _)| day)
}

/// Returns the day of most datelines such as `财联社5月31日电`, as its number in a leap year from 1.
pub(in crate::dump) fn usual_dateline(text: &str) -> Option<u32> {
    let mut counts: Vec<(u32, u32)> = Vec::new();
    for end in memmem::find_iter(text.as_bytes(), "日") {
        let (before, after) = text.split_at_checked(end)?;
        let Some(day) = month_and_day_before(before).filter(|_| ends_dateline(after)) else {
            continue;
        };
        match counts.iter_mut().find(|(known, _)| *known == day) {
            Some((_, count)) => *count += 1,
            None => counts.push((day, 1)),
        }
    }
    let most = counts.into_iter().max_by_key(|&(_, count)| count);
    most.map(|(day, _)| day)
}

fn ends_dateline(text: &str) -> bool {
    text.starts_with("日电") || text.starts_with("日讯")
}

/// Parses `…5月31` from its end.
fn month_and_day_before(text: &str) -> Option<u32> {
    let (text, day) = split_number(text)?;
    let (_, month) = split_number(text.strip_suffix('月')?)?;
    NaiveDate::from_ymd_opt(2000, month, day).map(|date| date.ordinal())
}

/// Splits the number off the end of a text.
fn split_number(text: &str) -> Option<(&str, u32)> {
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit());
    Some((rest, text.get(rest.len()..)?.parse().ok()?))
}

/// Returns the days of values in a piece of JSON or of a table: those that begin with a date, and Unix times in seconds,
/// milliseconds or microseconds.
pub(in crate::dump) fn value_days(text: &str) -> impl Iterator<Item = NewsDay> {
    let begins_value = |at: usize| {
        let before = text.as_bytes().get(at.wrapping_sub(1));
        before.is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric())
    };
    let dated = dates(text)
        .filter(move |(_, at)| begins_value(at.start))
        .map(|(day, _)| day);
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    dated.chain(numbers.filter_map(unix_day))
}

/// Returns the news days of the items in a piece of an export. A row of a table has its day after its time.
pub(in crate::dump) fn exported_days(text: &str) -> impl Iterator<Item = NewsDay> {
    ["\"day\":\"", "+08:00,"].into_iter().flat_map(|before| {
        let starts = memmem::find_iter(text.as_bytes(), before).map(|at| at + before.len());
        starts.filter_map(|at| NewsDay::from_date(text.get(at..at + 10)?.parse().ok()?))
    })
}

fn unix_day(digits: &str) -> Option<NewsDay> {
    let divisor = match digits.len() {
        10 => 1,
        13 => 1_000,
        16 => 1_000_000,
        _ => return None,
    };
    let stamp = Stamp::from_unix(digits.parse::<i64>().ok()? / divisor)?;
    NewsDay::from_date(stamp.time().date_naive())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(days: impl Iterator<Item = NewsDay>) -> Vec<String> {
        days.map(|day| day.to_string()).collect()
    }

    #[test]
    fn usual_dateline_is_that_of_most_entries() {
        let texts = "财联社3月1日电，甲。\n新华社2月1日电，乙。\n财联社3月1日讯，丙。";
        assert_eq!(usual_dateline(texts), Some(61));
        assert_eq!(usual_dateline("《科创板日报》6日讯，丁。13月40日电"), None);
    }

    #[test]
    fn values_are_dates_and_unix_times() {
        let json = r#"{"ctime": 1780157295, "ms":"1780157295000", "date":"2026-05-29", "id": 178015729, "text": "到2026-06-30止"}"#;
        assert_eq!(
            shown(value_days(json)),
            ["2026-05-29", "2026-05-31", "2026-05-31"]
        );
        let csv = "甲,乙,2026-05-31,09:31\n丙,2026/6/1 05:00";
        assert_eq!(shown(value_days(csv)), ["2026-05-31", "2026-06-01"]);
    }

    #[test]
    fn exports_say_the_day_of_each_item() {
        let json =
            r#"{"id":"1","day":"2026-05-31","text":"甲","first_seen":"2026-06-30T09:31:00+08:00"}"#;
        assert_eq!(shown(exported_days(json)), ["2026-05-31"]);
        let csv = "1,2026-06-01T05:00:00+08:00,2026-05-31,,甲";
        assert_eq!(shown(exported_days(csv)), ["2026-05-31"]);
    }

    #[test]
    fn only_lines_of_headings_count() {
        let text = "# 电报 2026-05-14\n正文 2026-05-15\n> 统计周期：2026-05-16 05:30\n";
        assert_eq!(shown(heading_days(text)), ["2026-05-14", "2026-05-16"]);
    }
}
