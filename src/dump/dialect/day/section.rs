//! What a heading means for the entries below it: their channel and their day.

use chrono::{NaiveTime, Timelike};

use crate::dump::dialect::datetime::TimeOfDay;
use crate::dump::record::Heading;
use crate::item::{ItemFlags, NewsDay, Rollover, Stamp};

/// A heading with the entries below it.
#[derive(Default)]
pub(super) struct DaySection {
    pub(super) heading: Heading,
    /// Set at the first entry.
    pub(super) clock: Option<DayClock>,
    /// The stamp of the previous entry.
    pub(super) last: Option<Stamp>,
}

impl DaySection {
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

    /// The stamp of an entry, and whether it has seconds. An invalid time becomes that of the previous entry, or the start of
    /// the news day.
    pub(super) fn stamp(&self, clock: DayClock, time: TimeOfDay) -> (Stamp, ItemFlags) {
        let (stamp, precision) = match time {
            TimeOfDay::Valid(time, precision) => (clock.stamp(time), precision),
            TimeOfDay::Invalid => (None, ItemFlags::default()),
        };
        let stamp = stamp
            .or(self.last)
            .or_else(|| clock.stamp(clock.rollover.time()));
        (stamp.unwrap_or_default(), precision)
    }
}

/// Stamps times of a news day without calendar arithmetic for each.
#[derive(Clone, Copy)]
pub(super) struct DayClock {
    pub(super) day: NewsDay,
    rollover: Rollover,
    midnight: Stamp,
}

impl DayClock {
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
    fn day_clock_agrees_with_the_calendar() {
        let day =
            NewsDay::from_date(chrono::NaiveDate::from_ymd_opt(2026, 12, 31).unwrap()).unwrap();
        for rollover in
            [NaiveTime::MIN, NaiveTime::from_hms_opt(5, 30, 0).unwrap()].map(Rollover::new)
        {
            let clock = DayClock::new(day, rollover).unwrap();
            for second in (0..86_400).step_by(599) {
                let time = NaiveTime::from_num_seconds_from_midnight_opt(second, 0).unwrap();
                assert_eq!(clock.stamp(time), day.stamp(time, rollover), "{time}");
            }
        }
    }
}
