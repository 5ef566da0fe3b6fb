//! Times of the wire, and news days.

use std::fmt;
use std::time::SystemTime;

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike,
    Weekday,
};

/// Beijing time, UTC+8 without daylight saving. Every dump is written in it.
///
/// Never the machine's own zone: a trader in London reads the same minutes as one in Shanghai.
pub const BEIJING: FixedOffset = match FixedOffset::east_opt(8 * 3600) {
    Some(offset) => offset,
    None => unreachable!(),
};

/// Whether the exchanges are closed all day because it is a Saturday or Sunday.
pub fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// A time in whole seconds. Most dumps give only the minute.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Stamp(u32);

impl Stamp {
    /// The last one, in 2106.
    pub const LAST: Self = Self(u32::MAX);

    /// From seconds since 1970-01-01 00:00 UTC; `None` outside 1970 to 2106.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        u32::try_from(seconds).ok().map(Self)
    }

    /// From the system's clock; `None` outside 1970 to 2106, as on a machine without a clock battery.
    pub fn from_system(time: SystemTime) -> Option<Self> {
        let since = time.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        Self::from_unix(i64::try_from(since.as_secs()).ok()?)
    }

    /// From a date and time in Beijing; `None` outside 1970 to 2106.
    pub fn from_beijing(at: NaiveDateTime) -> Option<Self> {
        let utc = at.checked_sub_offset(BEIJING)?;
        Self::from_unix(utc.and_utc().timestamp())
    }

    /// Seconds since 1970-01-01 00:00 UTC.
    pub const fn unix(self) -> u32 {
        self.0
    }

    /// Whole minutes since 1970-01-01 00:00 UTC. Stories are compared within a minute.
    pub const fn minute(self) -> u32 {
        self.0 / 60
    }

    /// Date and time in Beijing.
    pub fn time(self) -> DateTime<FixedOffset> {
        DateTime::from_timestamp(i64::from(self.0), 0)
            .unwrap_or_default()
            .with_timezone(&BEIJING)
    }

    /// Hour and minute in Beijing.
    pub fn clock(self) -> (u32, u32) {
        let time = self.time();
        (time.hour(), time.minute())
    }
}

/// The time of day at which one news day ends and the next begins: 05:30 unless a dump or the user says otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Rollover(NaiveTime);

impl Rollover {
    /// A rollover at this time of day in Beijing.
    pub const fn new(time: NaiveTime) -> Self {
        Self(time)
    }

    /// The time of day in Beijing.
    pub const fn time(self) -> NaiveTime {
        self.0
    }
}

impl Default for Rollover {
    /// 05:30, as 统计周期 says in every dump seen so far.
    fn default() -> Self {
        Self(NaiveTime::from_hms_opt(5, 30, 0).unwrap_or_default())
    }
}

/// A day as traders count it: from the rollover of one calendar day to the next, named after the first.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct NewsDay(u16);

impl NewsDay {
    /// The first one, 1970-01-01.
    pub const FIRST: Self = Self(0);
    /// The last one, 2149-06-06.
    pub const LAST: Self = Self(u16::MAX);

    /// The news day named after this calendar day; `None` outside 1970 to 2149.
    pub fn from_date(date: NaiveDate) -> Option<Self> {
        u16::try_from(date.signed_duration_since(NaiveDate::default()).num_days())
            .ok()
            .map(Self)
    }

    /// The news day that contains a time.
    pub fn containing(stamp: Stamp, rollover: Rollover) -> Self {
        let since_midnight = TimeDelta::seconds(i64::from(rollover.0.num_seconds_from_midnight()));
        let shifted = stamp.time().naive_local() - since_midnight;
        Self::from_date(shifted.date()).unwrap_or_default()
    }

    /// The calendar day after which it is named.
    pub fn date(self) -> NaiveDate {
        NaiveDate::default() + TimeDelta::days(i64::from(self.0))
    }

    /// The stamp of a time of day in Beijing within this news day. Times before the rollover belong to the next calendar
    /// day.
    pub fn stamp(self, time: NaiveTime, rollover: Rollover) -> Option<Stamp> {
        let date = if time < rollover.0 {
            self.date().succ_opt()?
        } else {
            self.date()
        };
        Stamp::from_beijing(date.and_time(time))
    }

    /// The number of days since 1970-01-01, for files that keep it.
    pub const fn number(self) -> u16 {
        self.0
    }

    /// The day that [`Self::number`] gave.
    pub const fn from_number(number: u16) -> Self {
        Self(number)
    }

    /// The news day before; the first one returns itself.
    #[must_use]
    pub const fn previous(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// The news day after; the last one returns itself.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for NewsDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// chrono's own clock panics before 1970.
    #[test]
    fn clock_wrong_by_decades_gives_no_stamp() {
        let years = std::time::Duration::from_secs(200 * 366 * 86_400);
        for time in [
            SystemTime::UNIX_EPOCH - years,
            SystemTime::UNIX_EPOCH + years,
        ] {
            assert_eq!(Stamp::from_system(time), None);
        }
        assert!(Stamp::from_system(SystemTime::now()).is_some_and(|now| now > Stamp::default()));
    }

    #[test]
    fn saturday_and_sunday_are_a_weekend() {
        let mut dates = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap().iter_days();
        let week: Vec<bool> = dates.by_ref().take(7).map(is_weekend).collect();
        assert_eq!(week, [false, false, false, false, false, true, true]);
    }

    #[test]
    fn time_before_rollover_is_on_the_next_date() {
        let day = NewsDay::from_date(NaiveDate::from_ymd_opt(2026, 1, 6).unwrap()).unwrap();
        let at = |h, m| {
            day.stamp(
                NaiveTime::from_hms_opt(h, m, 0).unwrap(),
                Rollover::default(),
            )
            .unwrap()
        };
        assert_eq!(at(5, 30).time().to_rfc3339(), "2026-01-06T05:30:00+08:00");
        assert_eq!(at(0, 12).time().to_rfc3339(), "2026-01-07T00:12:00+08:00");
        for (h, m) in [(5, 30), (23, 59), (0, 0), (5, 29)] {
            assert_eq!(NewsDay::containing(at(h, m), Rollover::default()), day);
        }
        assert_eq!(day.to_string(), "2026-01-06");
    }
}
