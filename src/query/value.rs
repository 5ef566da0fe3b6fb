//! The values of fields that are not text: days, times of day, moments, levels and properties.
//!
//! What is relative (`last:15m`, `since:10:15`, `day:today`) is settled while it is read, by the time that the caller gives.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use super::ast::{Clock, Compare, Condition, Property, Thousandths};
use super::field::Field;
use super::fold;
use crate::item::{Level, NewsDay, Rollover, Stamp};

/// The condition that `text` asks of a field; `None` if it is not a value of this field.
pub(super) fn condition(
    field: Field,
    compare: Compare,
    text: &str,
    now: Stamp,
) -> Option<Condition> {
    let text = &fold::half_width(text);
    match field {
        Field::Text(_) => None,
        Field::Level => level(text).map(|level| Condition::Level(compare, level)),
        Field::Day => days(text, now).map(|(first, last)| compared(compare, first, last)),
        Field::At => clocks(text).map(|(from, to)| Condition::At(from, to)),
        Field::Since => since(text, now).map(Condition::Since),
        Field::Last => last(text, now).map(Condition::Since),
        Field::Percent => percent(text).map(|number| Condition::Percent(compare, number)),
        Field::Amount => amount(text).map(|number| Condition::Amount(compare, number)),
        Field::Is => Property::named(text).map(Condition::Is),
    }
}

fn level(text: &str) -> Option<Level> {
    [Level::A, Level::B, Level::C]
        .into_iter()
        .find(|level| level.as_str().eq_ignore_ascii_case(text))
}

fn percent(text: &str) -> Option<Thousandths> {
    let text = text.trim_end_matches('%');
    let number = decimal(text.trim_start_matches(['-', '+']))?;
    Some(Thousandths::of(if text.starts_with('-') {
        -number
    } else {
        number
    }))
}

fn amount(text: &str) -> Option<Thousandths> {
    let (number, scale) = [("万亿", 1e12), ("亿", 1e8), ("万", 1e4)]
        .into_iter()
        .find_map(|(unit, scale)| Some((text.strip_suffix(unit)?, scale)))
        .unwrap_or((text, 1.0));
    decimal(number).map(|number| Thousandths::of(number * scale))
}

/// Digits with at most one point among them; Rust alone would take `inf` and `1e9`.
fn decimal(text: &str) -> Option<f64> {
    let plain = text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    text.parse().ok().filter(|_| plain)
}

/// The days from `first` to `last`, or those before or after them.
fn compared(compare: Compare, first: NewsDay, last: NewsDay) -> Condition {
    let (earliest, latest) = (NewsDay::default(), latest_day());
    match compare {
        Compare::Is => Condition::Days(first, last),
        Compare::Above => Condition::Days(last.next(), latest),
        Compare::AtLeast => Condition::Days(first, latest),
        Compare::Below => Condition::Days(earliest, first.previous()),
        Compare::AtMost => Condition::Days(earliest, last),
    }
}

/// The last news day there can be, in 2149.
fn latest_day() -> NewsDay {
    NaiveDate::from_ymd_opt(2149, 6, 6)
        .and_then(NewsDay::from_date)
        .unwrap_or_default()
}

fn days(text: &str, now: Stamp) -> Option<(NewsDay, NewsDay)> {
    match text.split_once("..") {
        Some((from, to)) => {
            Some((span(from, now)?.0, span(to, now)?.1)).filter(|(first, last)| first <= last)
        }
        None => span(text, now),
    }
}

/// The first and last news day of a day, a month or a year.
fn span(text: &str, now: Stamp) -> Option<(NewsDay, NewsDay)> {
    let today = NewsDay::containing(now, Rollover::default());
    match text {
        "today" | "今天" => return Some((today, today)),
        "yesterday" | "昨天" => return Some((today.previous(), today.previous())),
        _ => {}
    }
    let (first, after) = match text.split('-').collect::<Vec<_>>()[..] {
        [_, _, _] => (date(text)?, date(text)?.succ_opt()?),
        [_, _] => month(date(&format!("{text}-01"))?)?,
        [_] => year(date(&format!("{text}-01-01"))?)?,
        _ => return None,
    };
    Some((
        NewsDay::from_date(first)?,
        NewsDay::from_date(after.pred_opt()?)?,
    ))
}

fn month(first: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let after = if first.month() == 12 {
        first.with_year(first.year() + 1)?.with_month(1)?
    } else {
        first.with_month(first.month() + 1)?
    };
    Some((first, after))
}

fn year(first: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    Some((first, first.with_year(first.year() + 1)?))
}

/// A date with four digits for the year; chrono alone would take a month of `2026-5` for May and `+12026` for a year.
fn date(text: &str) -> Option<NaiveDate> {
    let plain = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|_| plain)
}

fn clocks(text: &str) -> Option<(Clock, Clock)> {
    match text.split_once("..") {
        Some((from, to)) => Some((clock(from)?, clock(to)?)),
        None => clock(text).map(|only| (only, only)),
    }
}

fn clock(text: &str) -> Option<Clock> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (number(hour, 2)?, number(minute, 2)?);
    let minutes = u16::try_from(hour * 60 + minute).ok()?;
    (hour < 24 && minute < 60).then_some(Clock(minutes))
}

/// Digits alone, at most `longest` of them.
fn number(text: &str, longest: usize) -> Option<u32> {
    let plain = (1..=longest).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

/// A time of day is the latest such moment that is not after `now`; a date is the beginning of that news day.
fn since(text: &str, now: Stamp) -> Option<Stamp> {
    if let Some(Clock(minutes)) = clock(text) {
        return latest_at(minutes, now);
    }
    if let Some(day) = date(text) {
        return NewsDay::from_date(day)?.stamp(Rollover::default().time(), Rollover::default());
    }
    let moment = |format| NaiveDateTime::parse_from_str(text, format).ok();
    Stamp::from_beijing(moment("%Y-%m-%dT%H:%M:%S").or_else(|| moment("%Y-%m-%dT%H:%M"))?)
}

fn latest_at(minutes: u16, now: Stamp) -> Option<Stamp> {
    let time = NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minutes) * 60, 0)?;
    let today = now.time().date_naive();
    let at = Stamp::from_beijing(today.and_time(time))?;
    if at <= now {
        Some(at)
    } else {
        Stamp::from_beijing(today.pred_opt()?.and_time(time))
    }
}

/// Rounded down to the minute, because most dumps give only the minute.
fn last(text: &str, now: Stamp) -> Option<Stamp> {
    let (count, seconds) = [('m', 60), ('h', 3600), ('d', 86_400)]
        .into_iter()
        .find_map(|(unit, seconds)| Some((text.strip_suffix(unit)?, seconds)))?;
    let from = i64::from(now.unix()) - i64::from(number(count, 5)?) * seconds;
    Stamp::from_unix(from.max(0) / 60 * 60)
}
