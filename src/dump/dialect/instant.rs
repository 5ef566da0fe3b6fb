//! Times as fields write them: text in any of the usual forms, or seconds, milliseconds or microseconds since 1970.
//!
//! A time without an offset is Beijing time, unless a format of the user names another zone. One field may hold a date and another the time of day.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

use super::datetime::{TimeOfDay, parse_date, parse_time};
use super::offset::parse_offset;
use super::serial_time::{parse_serial_clock, parse_serial_day, parse_serial_time};
use super::unusual_time::usual_time;
use crate::item::{BEIJING, ItemFlags, NewsDay, Stamp};

/// What one field says about the time of an item.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum WrittenTime {
    /// A date and a time of day.
    Full(NaiveDate, WrittenClock),
    /// Seconds since 1970. Tables that are exported as JSON write a date as midnight UTC.
    Unix(i64),
    Date(NaiveDate),
    Clock(WrittenClock),
    /// A month and a day without a year, and a time of day.
    Yearless(u32, u32, WrittenClock),
}

/// A time of day at an offset from UTC.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct WrittenClock {
    time: NaiveTime,
    /// [`ItemFlags::SECONDS`] if it has seconds.
    precision: ItemFlags,
    offset: FixedOffset,
}

/// Why a text is no time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum InstantError {
    /// It does not begin as a time does.
    NoTime,
    /// It is a time, but the offset after it cannot be read.
    UnknownOffset,
}

/// The first second that counts as a time: in 1973. Smaller numbers are counts or flags.
const FIRST_UNIX: i64 = 100_000_000;
const DAY: i64 = 86_400;

impl WrittenTime {
    /// Parses a field that is written in a user's layout, with the placeholders of [`chrono::format::strftime`]: a date, a time
    /// of day, or both. `None` if it is not.
    pub(super) fn parse_as(text: &str, layout: &str, zone: FixedOffset) -> Option<Self> {
        let has_seconds = ["%S", "%T", "%X", "%s"]
            .iter()
            .any(|part| layout.contains(part));
        let clock = |time, offset| WrittenClock {
            time,
            precision: ItemFlags::SECONDS.when(has_seconds),
            offset,
        };
        let text = text.trim();
        if let Ok(time) = DateTime::parse_from_str(text, layout) {
            let clock = clock(time.time(), *time.offset());
            return Some(Self::Full(time.date_naive(), clock));
        }
        if let Ok(time) = NaiveDateTime::parse_from_str(text, layout) {
            return Some(Self::Full(time.date(), clock(time.time(), zone)));
        }
        if let Ok(date) = NaiveDate::parse_from_str(text, layout) {
            return Some(Self::Date(date));
        }
        let time = NaiveTime::parse_from_str(text, layout).ok()?;
        Some(Self::Clock(clock(time, zone)))
    }

    /// Parses a field. A time without an offset is Beijing time.
    pub(super) fn parse(text: &str) -> Result<Self, InstantError> {
        Self::parse_in(text, BEIJING)
    }

    /// Parses a field. A time without an offset is in `zone`.
    pub(super) fn parse_in(text: &str, zone: FixedOffset) -> Result<Self, InstantError> {
        let text = text.trim();
        if let Some(time) = parse_number(text, zone) {
            return Ok(time);
        }
        let parsed = Self::parse_usual(text, zone);
        let is_whole = match parsed {
            Ok(Self::Full(..) | Self::Unix(_) | Self::Yearless(..)) => true,
            Ok(Self::Date(_)) => parse_date(text).is_some_and(|(_, len)| len == text.len()),
            Ok(Self::Clock(_)) => text.len() <= "09:31:05".len(),
            Err(_) => false,
        };
        if is_whole {
            return parsed;
        }
        let usual = usual_time(text).and_then(|usual| {
            parse_number(&usual, zone).or_else(|| Self::parse_usual(&usual, zone).ok())
        });
        usual.map_or(parsed, Ok)
    }

    /// Parses one of the usual forms.
    fn parse_usual(text: &str, zone: FixedOffset) -> Result<Self, InstantError> {
        if let Some((date, len)) = parse_date(text) {
            let rest = text.get(len..).unwrap_or_default();
            let rest =
                rest.trim_start_matches(['T', 't', ' ', '_', ',', '，', '\u{a0}', '\u{3000}']);
            return match parse_clock(rest, zone) {
                Ok(clock) => Ok(Self::Full(date, clock)),
                Err(InstantError::NoTime) => Ok(Self::Date(date)),
                Err(InstantError::UnknownOffset) => Err(InstantError::UnknownOffset),
            };
        }
        if let Some((month, day, rest)) = parse_month_and_day(text) {
            return Ok(Self::Yearless(month, day, parse_clock(rest, zone)?));
        }
        match parse_clock(text, zone) {
            Err(InstantError::NoTime) => parse_mail_date(text, zone).ok_or(InstantError::NoTime),
            clock => clock.map(Self::Clock),
        }
    }
}

/// Combines what the fields of an item say, the best field first. `day` is the calendar day of the dump, for times without a
/// date. Also returns the indexes of the fields that were used.
pub(super) fn combine(
    times: &[WrittenTime],
    day: Option<NewsDay>,
) -> Option<(Stamp, ItemFlags, [usize; 2])> {
    let clock = times.iter().enumerate().find_map(|(at, time)| match time {
        WrittenTime::Clock(clock) => Some((at, *clock)),
        WrittenTime::Full(..)
        | WrittenTime::Unix(_)
        | WrittenTime::Date(_)
        | WrittenTime::Yearless(..) => None,
    });
    let whole = times.iter().enumerate().find_map(|(at, time)| {
        let (stamp, precision) = match time {
            WrittenTime::Full(date, clock) => stamp(*date, *clock)?,
            WrittenTime::Unix(seconds) if clock.is_some() && seconds % DAY == 0 => return None,
            WrittenTime::Unix(seconds) => (Stamp::from_unix(*seconds)?, ItemFlags::SECONDS),
            WrittenTime::Date(_) | WrittenTime::Clock(_) | WrittenTime::Yearless(..) => {
                return None;
            }
        };
        Some((stamp, precision, [at, at]))
    });
    let joined = || {
        let (at_clock, clock) = clock?;
        let (at_date, date) = times
            .iter()
            .enumerate()
            .find_map(|(at, time)| Some((at, time.date()?)))?;
        let (stamp, precision) = stamp(date, clock)?;
        Some((stamp, precision, [at_date, at_clock]))
    };
    let completed = || {
        times.iter().enumerate().find_map(|(at, time)| {
            let (stamp, precision) = match time {
                WrittenTime::Clock(clock) => stamp(day?.date(), *clock)?,
                WrittenTime::Yearless(month, number, clock) => {
                    stamp(nearest(day?.date(), *month, *number)?, *clock)?
                }
                WrittenTime::Full(..) | WrittenTime::Unix(_) | WrittenTime::Date(_) => return None,
            };
            Some((stamp, precision, [at, at]))
        })
    };
    whole.or_else(joined).or_else(completed)
}

impl WrittenTime {
    /// The day of a date without a time of day.
    pub(super) fn day(self) -> Option<NewsDay> {
        match self {
            Self::Date(date) => NewsDay::from_date(date),
            Self::Full(..) | Self::Unix(_) | Self::Clock(_) | Self::Yearless(..) => None,
        }
    }

    fn date(self) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => Some(date),
            Self::Unix(seconds) => Some(DateTime::from_timestamp(seconds, 0)?.date_naive()),
            Self::Full(..) | Self::Clock(_) | Self::Yearless(..) => None,
        }
    }
}

fn stamp(date: NaiveDate, clock: WrittenClock) -> Option<(Stamp, ItemFlags)> {
    let at = date
        .and_time(clock.time)
        .and_local_timezone(clock.offset)
        .single()?;
    Some((Stamp::from_unix(at.timestamp())?, clock.precision))
}

/// The date with this month and day that is nearest to `day`.
fn nearest(day: NaiveDate, month: u32, number: u32) -> Option<NaiveDate> {
    (-1..=1)
        .filter_map(|years| NaiveDate::from_ymd_opt(day.year() + years, month, number))
        .min_by_key(|date| date.signed_duration_since(day).num_days().abs())
}

/// Parses a number: seconds since 1970, or 13 digits of milliseconds, 16 of microseconds, 19 of nanoseconds; or a date as
/// 20260531, 202605310931 or 20260531093105. Drops the fraction that tables with missing numbers add.
fn parse_number(text: &str, zone: FixedOffset) -> Option<WrittenTime> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty()
        || !whole
            .bytes()
            .chain(fraction.bytes())
            .all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    if whole.len() <= 5 {
        return parse_serial(whole, fraction, zone);
    }
    let number: i64 = whole.parse().ok()?;
    if matches!(whole.len(), 8 | 12 | 14)
        && let Some(time) = parse_digits(whole, zone)
    {
        return Some(time);
    }
    let unix = match whole.len() {
        9..=10 => number,
        12..=13 => number / 1_000,
        15..=16 => number / 1_000_000,
        18..=19 => number / 1_000_000_000,
        _ => return None,
    };
    (unix >= FIRST_UNIX).then_some(WrittenTime::Unix(unix))
}

/// Parses a number from a spreadsheet.
fn parse_serial(whole: &str, fraction: &str, zone: FixedOffset) -> Option<WrittenTime> {
    let clock = |time| WrittenClock {
        time,
        precision: ItemFlags::SECONDS,
        offset: zone,
    };
    if let Some(time) = parse_serial_time(whole, fraction) {
        return Some(WrittenTime::Full(time.date(), clock(time.time())));
    }
    parse_serial_day(whole, fraction)
        .map(WrittenTime::Date)
        .or_else(|| parse_serial_clock(whole, fraction).map(|time| WrittenTime::Clock(clock(time))))
}

/// Parses a date and perhaps a time of day without separators.
fn parse_digits(digits: &str, zone: FixedOffset) -> Option<WrittenTime> {
    let number = |from: usize| digits.get(from..from + 2)?.parse::<u32>().ok();
    let date = NaiveDate::from_ymd_opt(digits.get(..4)?.parse().ok()?, number(4)?, number(6)?)?;
    if !(1970..2107).contains(&date.year()) {
        return None;
    }
    if digits.len() == 8 {
        return Some(WrittenTime::Date(date));
    }
    let second = number(12);
    let clock = WrittenClock {
        time: NaiveTime::from_hms_opt(number(8)?, number(10)?, second.unwrap_or(0))?,
        precision: ItemFlags::SECONDS.when(second.is_some()),
        offset: zone,
    };
    Some(WrittenTime::Full(date, clock))
}

/// Parses a time of day with its fraction and offset: `09:31`, `09:31:05.123+08:00`, `09:31 PM`.
fn parse_clock(text: &str, zone: FixedOffset) -> Result<WrittenClock, InstantError> {
    let Some((TimeOfDay::Valid(time, precision), rest)) = parse_time(text) else {
        return Err(InstantError::NoTime);
    };
    let rest = rest.strip_prefix(['.', ',']).map_or(rest, |fraction| {
        fraction.trim_start_matches(|c: char| c.is_ascii_digit())
    });
    let rest = rest.trim();
    let (time, offset) = match half_of_day(rest) {
        Some(is_afternoon) => (
            in_half(time, is_afternoon).ok_or(InstantError::NoTime)?,
            zone,
        ),
        None => (
            time,
            parse_offset(rest, zone).ok_or(InstantError::UnknownOffset)?,
        ),
    };
    Ok(WrittenClock {
        time,
        precision,
        offset,
    })
}

/// Whether a text is PM; `None` if it is neither AM nor PM.
fn half_of_day(text: &str) -> Option<bool> {
    let is = |half: &str| text.eq_ignore_ascii_case(half);
    (is("am") || is("pm")).then(|| is("pm"))
}

/// An hour over 12 already says its half: `下午14:31`.
fn in_half(time: NaiveTime, is_afternoon: bool) -> Option<NaiveTime> {
    use chrono::Timelike;
    match time.hour() {
        13.. => Some(time),
        hour => time.with_hour(hour % 12 + if is_afternoon { 12 } else { 0 }),
    }
}

/// The month and day at the start of a text, `05-31 `, `5/31 ` or `5月31日`, and the rest.
fn parse_month_and_day(text: &str) -> Option<(u32, u32, &str)> {
    let digits = |text: &str| text.bytes().take(2).take_while(u8::is_ascii_digit).count();
    let (month, rest) = text.split_at_checked(digits(text))?;
    let rest = rest.strip_prefix(['-', '/', '月'])?;
    let (day, rest) = rest.split_at_checked(digits(rest))?;
    let rest = rest.strip_prefix(['日', ' ', 'T'])?.trim_start();
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    NaiveDate::from_ymd_opt(2024, month, day)?;
    Some((month, day, rest))
}

/// Parses the date of a mail or feed (RFC 2822), `Sun, 31 May 2026 01:31:05 GMT`, or of C's `ctime`, also with an offset.
fn parse_mail_date(text: &str, zone: FixedOffset) -> Option<WrittenTime> {
    let zoned = DateTime::parse_from_rfc2822(text)
        .or_else(|_| DateTime::parse_from_str(text, "%a %b %d %H:%M:%S %z %Y"));
    let unix = zoned.map(|time| time.timestamp()).or_else(|_| {
        let time = NaiveDateTime::parse_from_str(text, "%a %b %d %H:%M:%S %Y")?;
        Ok::<_, chrono::ParseError>((time - zone).and_utc().timestamp())
    });
    unix.ok().map(WrittenTime::Unix)
}
