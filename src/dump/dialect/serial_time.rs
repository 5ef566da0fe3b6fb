//! Times as a spreadsheet counts them: days since 1899-12-30, and the time of day as a fraction.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

/// The days that may be dates: from 1970 to 2099. Other numbers of five digits are counts.
const DAYS: std::ops::RangeInclusive<i64> = 25_569..=73_050;
/// The fewest decimal places of a time of day alone, which is a number below 1.
const MIN_PLACES: usize = 4;

/// Parses a day without a time of day: `46173`.
pub(super) fn parse_serial_day(whole: &str, fraction: &str) -> Option<NaiveDate> {
    let is_zero = fraction.bytes().all(|digit| digit == b'0');
    is_zero.then(|| day(whole))?
}

/// Parses a day and a time of day, rounded to a second: `46173.396585648`.
pub(super) fn parse_serial_time(whole: &str, fraction: &str) -> Option<NaiveDateTime> {
    let seconds = seconds_of_day(fraction)?;
    day(whole)?
        .and_time(NaiveTime::MIN)
        .checked_add_signed(Duration::seconds(seconds))
}

/// Parses a time of day alone: `0.396585648`.
pub(super) fn parse_serial_clock(whole: &str, fraction: &str) -> Option<NaiveTime> {
    let seconds =
        seconds_of_day(fraction).filter(|_| whole == "0" && fraction.len() >= MIN_PLACES)?;
    NaiveTime::from_num_seconds_from_midnight_opt(u32::try_from(seconds).ok()?, 0)
}

fn day(whole: &str) -> Option<NaiveDate> {
    let days: i64 = whole.parse().ok().filter(|days| DAYS.contains(days))?;
    let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    first.checked_add_signed(Duration::days(days))
}

/// The seconds in a fraction of a day; `None` if it is zero.
fn seconds_of_day(fraction: &str) -> Option<i64> {
    const SECONDS: u64 = 86_400;
    let digits = fraction.get(..fraction.len().min(12))?;
    let number: u64 = digits.parse().ok().filter(|number| *number > 0)?;
    let unit = 10_u64.pow(u32::try_from(digits.len()).ok()?);
    i64::try_from((number * SECONDS + unit / 2) / unit).ok()
}
