//! Dates and times of day in values. Stricter than chrono and `str::parse`, which read `2026-5` as May and take a `+`.

use chrono::NaiveDate;

/// Hour and minute in Beijing.
pub(super) type HourMinute = (u32, u32);

/// A date as `2026-05-31`.
pub(super) fn date(value: &str) -> Option<NaiveDate> {
    let is_plain = value.len() == 10 && value.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    NaiveDate::parse_from_str(value, "%Y-%m-%d")
        .ok()
        .filter(|_| is_plain)
}

/// A time of day as `9:30` or `09:30`.
pub(super) fn hour_minute(value: &str) -> Option<HourMinute> {
    let (hour, minute) = value.split_once(':')?;
    let (hour, minute) = (digits(hour, 2)?, digits(minute, 2)?);
    (hour < 24 && minute < 60).then_some((hour, minute))
}

/// A number of one to `max_len` digits.
pub(super) fn digits(value: &str, max_len: usize) -> Option<u32> {
    let is_plain =
        (1..=max_len).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit());
    value.parse().ok().filter(|_| is_plain)
}
