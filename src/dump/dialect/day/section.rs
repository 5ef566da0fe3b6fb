//! What a heading says of the entries under it: their channel, and how a time of day becomes a moment.

use chrono::{NaiveTime, Timelike};

use crate::dump::dialect::calendar::Clock;
use crate::dump::entry::Heading;
use crate::item::{ItemFlags, NewsDay, Rollover, Stamp};

/// A heading with what follows from it.
#[derive(Default)]
pub(super) struct Section {
    pub(super) heading: Heading,
    /// Settled by the first entry.
    pub(super) dated: Option<Dated>,
    /// The time of the entry before.
    pub(super) last: Option<Stamp>,
}

impl Section {
    pub(super) fn new(heading: Heading) -> Self {
        Self {
            heading,
            ..Self::default()
        }
    }

    pub(super) fn channel(&self) -> ItemFlags {
        match self.heading.channel.as_deref() {
            Some("普通") => ItemFlags::ORDINARY,
            Some("加红") => ItemFlags::RED,
            Some(_) => ItemFlags::OTHER_CHANNEL,
            None => ItemFlags::default(),
        }
    }

    /// The moment of an entry, and how exactly it is known; an impossible time is that of the entry before, or of the
    /// beginning of the news day.
    pub(super) fn moment(&self, dated: Dated, clock: Clock) -> (Stamp, ItemFlags) {
        let (time, precision) = match clock {
            Clock::Time(time, true) => (Some(time), ItemFlags::SECONDS),
            Clock::Time(time, false) => (Some(time), ItemFlags::default()),
            Clock::Impossible => (None, ItemFlags::default()),
        };
        let stamp = time.and_then(|time| dated.stamp(time)).or(self.last);
        (
            stamp
                .or_else(|| dated.stamp(dated.rollover.time()))
                .unwrap_or_default(),
            precision,
        )
    }
}

/// A news day with what it takes to give its entries their time without asking the calendar for each.
#[derive(Clone, Copy)]
pub(super) struct Dated {
    pub(super) day: NewsDay,
    rollover: Rollover,
    midnight: Stamp,
}

impl Dated {
    pub(super) fn new(day: NewsDay, rollover: Rollover) -> Option<Self> {
        Some(Self {
            day,
            rollover,
            midnight: Stamp::from_beijing(day.date().and_time(NaiveTime::MIN))?,
        })
    }

    fn stamp(&self, time: NaiveTime) -> Option<Stamp> {
        const DAY: u32 = 24 * 60 * 60;
        let next = if time < self.rollover.time() { DAY } else { 0 };
        Stamp::from_unix(
            i64::from(self.midnight.unix()) + i64::from(next + time.num_seconds_from_midnight()),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortcut_gives_the_calendar_s_own_moments() {
        let day =
            NewsDay::from_date(chrono::NaiveDate::from_ymd_opt(2026, 12, 31).unwrap()).unwrap();
        for rollover in
            [NaiveTime::MIN, NaiveTime::from_hms_opt(5, 30, 0).unwrap()].map(Rollover::new)
        {
            let dated = Dated::new(day, rollover).unwrap();
            for second in (0..86_400).step_by(599) {
                let time = NaiveTime::from_num_seconds_from_midnight_opt(second, 0).unwrap();
                assert_eq!(dated.stamp(time), day.stamp(time, rollover), "{time}");
            }
        }
    }
}
