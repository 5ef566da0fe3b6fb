//! When the line may be another one although nothing changes.

use crate::item::{NewsDay, Rollover};
use crate::lang::Lang;
use crate::pace::{NewestAge, PaceLimits};

/// What in a line depends on the time.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineTimes {
    /// The time of the line, and that of the newest item.
    pub age: NewestAge,
    /// Whether the age is shown.
    pub shows_age: bool,
    /// Whether other items count at another time.
    pub follows_clock: bool,
    /// When the feed counts as silent.
    pub limits: PaceLimits,
    /// When another day is today.
    pub rollover: Rollover,
}

impl LineTimes {
    /// The minute of the next line.
    pub(super) fn next(self) -> Option<u32> {
        let now = self.age.now.minute();
        let older = self.shows_age.then(|| {
            let age = self.age.minutes();
            let unit = Lang::unit_of_age(age);
            self.age.newest.minute() + (age / unit + 1) * unit
        });
        let pace = self.age.next_change(self.limits);
        let clock = self.follows_clock.then(|| now + 1);
        let minutes = older.into_iter().chain(pace).chain(clock);
        minutes.chain(self.next_day()).min()
    }

    /// The minute when the next news day begins.
    fn next_day(self) -> Option<u32> {
        let today = NewsDay::containing(self.age.now, self.rollover);
        let begins = today.next().stamp(self.rollover.time(), self.rollover)?;
        Some(begins.minute())
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::item::Stamp;

    /// A moment of a week in November; the 30th is a Monday.
    fn at(text: &str) -> Stamp {
        Stamp::from_beijing(format!("2026-11-{text}:00").parse().unwrap()).unwrap()
    }

    #[rstest]
    #[case::age("24T09:41", true, false, "24T09:42")]
    #[case::age_in_hours("24T20:00", true, false, "24T20:40")]
    #[case::query("24T09:41", false, true, "24T09:42")]
    #[case::silence("24T09:41", false, false, "24T09:50")]
    #[case::noon("24T11:20", false, false, "24T11:30")]
    #[case::midnight("24T20:00", false, false, "25T00:00")]
    #[case::news_day("25T00:00", false, false, "25T05:30")]
    #[case::archive("28T12:00", false, false, "29T05:30")]
    fn line_is_another_one_at(
        #[case] now: &str,
        #[case] shows_age: bool,
        #[case] follows_clock: bool,
        #[case] next: &str,
    ) {
        let times = LineTimes {
            age: NewestAge {
                now: at(now),
                newest: at("24T09:40"),
            },
            shows_age,
            follows_clock,
            limits: PaceLimits {
                slow_after: 10,
                silent_after: 15,
            },
            rollover: Rollover::default(),
        };
        assert_eq!(times.next(), Some(at(next).minute()));
    }
}
