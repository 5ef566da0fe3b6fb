//! The nouns everyone shares: what an item of the wire is made of, and how it is told from others.
//!
//! Everything here is a few bytes large, because an archive of ten years holds millions of them.

mod code;

use std::fmt;
use std::time::SystemTime;

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike,
};

pub use code::{market_of_fund, market_of_stock, names_market, other_ways, security};

/// Beijing time, in which every dump is written: UTC+8, without daylight saving.
///
/// Never the machine's own zone: a trader in London reads the same minutes as one in Shanghai.
pub const BEIJING: FixedOffset = match FixedOffset::east_opt(8 * 3600) {
    Some(offset) => offset,
    None => unreachable!(),
};

/// What tells a story from all others, the same in every run and whatever the dump is called.
///
/// Either the wire's own number, or a hash of the minute and of the text's opening; the highest bit tells which.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ItemId(u64);

impl ItemId {
    const CONTENT: u64 = 1 << 63;

    /// The highest number of the wire that is told from others; its real ones have seven digits.
    pub const HIGHEST: u64 = Self::CONTENT - 1;

    /// The identity of a story to which the wire has given a number.
    pub const fn from_wire(number: u64) -> Self {
        Self(number & !Self::CONTENT)
    }

    /// The identity of a story that is known by its content alone.
    pub const fn from_content(hash: u64) -> Self {
        Self(hash | Self::CONTENT)
    }

    /// The wire's own number, where the story has one.
    pub const fn wire(self) -> Option<u64> {
        if self.0 & Self::CONTENT == 0 {
            Some(self.0)
        } else {
            None
        }
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.wire() {
            Some(number) => write!(f, "{number}"),
            None => write!(f, "x{:016x}", self.0),
        }
    }
}

/// A moment of the wire, in whole seconds; most dumps give only the minute.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Stamp(u32);

impl Stamp {
    /// From seconds since 1970-01-01 00:00 UTC; `None` outside 1970 to 2106.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        u32::try_from(seconds).ok().map(Self)
    }

    /// From what a system's clock shows; `None` outside 1970 to 2106, where clocks without a battery like to stand.
    pub fn from_system(time: SystemTime) -> Option<Self> {
        let since = time.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        Self::from_unix(i64::try_from(since.as_secs()).ok()?)
    }

    /// From a date and a time of day on a clock in Beijing; `None` outside 1970 to 2106.
    pub fn from_beijing(at: NaiveDateTime) -> Option<Self> {
        let utc = at.checked_sub_offset(BEIJING)?;
        Self::from_unix(utc.and_utc().timestamp())
    }

    /// Seconds since 1970-01-01 00:00 UTC.
    pub const fn unix(self) -> u32 {
        self.0
    }

    /// Whole minutes since 1970-01-01 00:00 UTC: stories are compared within a minute.
    pub const fn minute(self) -> u32 {
        self.0 / 60
    }

    /// Date and time with the offset of Beijing.
    pub fn time(self) -> DateTime<FixedOffset> {
        DateTime::from_timestamp(i64::from(self.0), 0)
            .unwrap_or_default()
            .with_timezone(&BEIJING)
    }

    /// Hour and minute on a clock in Beijing.
    pub fn clock(self) -> (u32, u32) {
        let time = self.time();
        (time.hour(), time.minute())
    }
}

/// The time of day at which one news day ends and the next begins, 05:30 unless a dump or the user says otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Rollover(NaiveTime);

impl Rollover {
    /// A rollover at this time of day, Beijing time.
    pub const fn at(time: NaiveTime) -> Self {
        Self(time)
    }

    /// The time of day itself.
    pub const fn time(self) -> NaiveTime {
        self.0
    }
}

impl Default for Rollover {
    /// 05:30, which is what 统计周期 says in every dump seen.
    fn default() -> Self {
        Self(NaiveTime::from_hms_opt(5, 30, 0).unwrap_or_default())
    }
}

/// A day as traders count it: from the rollover of one calendar day to that of the next, named after the first.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct NewsDay(u16);

impl NewsDay {
    /// The news day named after this calendar day; `None` outside 1970 to 2149.
    pub fn from_date(date: NaiveDate) -> Option<Self> {
        u16::try_from(date.signed_duration_since(NaiveDate::default()).num_days())
            .ok()
            .map(Self)
    }

    /// The news day in which a moment falls.
    pub fn of(stamp: Stamp, rollover: Rollover) -> Self {
        let since_midnight = TimeDelta::seconds(i64::from(rollover.0.num_seconds_from_midnight()));
        let shifted = stamp.time().naive_local() - since_midnight;
        Self::from_date(shifted.date()).unwrap_or_default()
    }

    /// The calendar day after which it is named.
    pub fn date(self) -> NaiveDate {
        NaiveDate::default() + TimeDelta::days(i64::from(self.0))
    }

    /// The moment of this news day at which a clock in Beijing shows `time`: times before the rollover
    /// belong to the next calendar day.
    pub fn stamp(self, time: NaiveTime, rollover: Rollover) -> Option<Stamp> {
        let date = if time < rollover.0 {
            self.date().succ_opt()?
        } else {
            self.date()
        };
        Stamp::from_beijing(date.and_time(time))
    }

    /// The news day before; the first one stays where it is.
    #[must_use]
    pub const fn previous(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// The news day after; the last one stays where it is.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for NewsDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        write!(
            f,
            "{:04}-{:02}-{:02}",
            date.year(),
            date.month(),
            date.day()
        )
    }
}

/// How weighty the wire takes a story to be; A and B are printed red (加红).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Level {
    /// The weightiest.
    A,
    /// Weighty, and red.
    B,
    /// Ordinary.
    C,
}

impl Level {
    /// The letter of the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }
}

/// What is known of a story besides its text, one bit each, so that merging two records is a union.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Marks(u16);

impl Marks {
    /// It stood in the channel 普通.
    pub const ORDINARY: Self = Self(1);
    /// It stood in the channel 加红.
    pub const RED: Self = Self(1 << 1);
    /// It stood in another channel, which the dump's heading names.
    pub const OTHER_CHANNEL: Self = Self(1 << 2);
    /// The wire gave it level A.
    pub const LEVEL_A: Self = Self(1 << 3);
    /// The wire gave it level B.
    pub const LEVEL_B: Self = Self(1 << 4);
    /// The wire gave it level C.
    pub const LEVEL_C: Self = Self(1 << 5);
    /// The time is known to the second.
    pub const SECONDS: Self = Self(1 << 6);
    /// The text opens with 【…】.
    pub const TITLED: Self = Self(1 << 7);
    /// It stands at the end of its dump and may not be written to its end yet.
    pub const PROVISIONAL: Self = Self(1 << 8);
    /// Its opening tells: a record of another opening that tells as well is another story.
    pub const TELLING: Self = Self(1 << 9);

    /// Both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The same without those of `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether all of `other` are set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The weightiest level known.
    pub const fn level(self) -> Option<Level> {
        if self.has(Self::LEVEL_A) {
            Some(Level::A)
        } else if self.has(Self::LEVEL_B) {
            Some(Level::B)
        } else if self.has(Self::LEVEL_C) {
            Some(Level::C)
        } else {
            None
        }
    }

    /// Whether the wire prints it red: it stood in 加红, or has level A or B.
    pub const fn is_red(self) -> bool {
        self.has(Self::RED) || self.has(Self::LEVEL_A) || self.has(Self::LEVEL_B)
    }
}

/// A listed company that a story names.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Stock {
    /// As the wire writes it.
    pub name: String,
    /// As the dump writes it, such as `sz300308`; what an item tells is written as [`security`] does, `300308.SZ`.
    pub code: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// chrono's own clock panics before 1970.
    #[test]
    fn a_clock_that_is_wrong_by_decades_gives_no_stamp() {
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
    fn a_time_before_the_rollover_belongs_to_the_next_calendar_day() {
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
            assert_eq!(NewsDay::of(at(h, m), Rollover::default()), day);
        }
        assert_eq!(day.to_string(), "2026-01-06");
    }

    #[test]
    fn the_wire_s_number_is_printed_as_it_is() {
        assert_eq!(ItemId::from_wire(2_386_215).to_string(), "2386215");
        assert_eq!(ItemId::from_content(1).to_string(), "x8000000000000001");
    }
}
