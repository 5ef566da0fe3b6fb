//! Whether the wire is silent although it should not be: in trading hours there is news every minute or two.
//!
//! Public holidays are not known, so the words about silence stay mild.

use std::ops::Range;

use chrono::{NaiveTime, Timelike};

use super::App;
use crate::item::{Stamp, is_weekend};
use crate::moment::{AFTERNOON, BREAK, CLOSE, OPEN};

/// When the exchanges trade, Beijing time.
const SESSIONS: [Range<NaiveTime>; 2] = [OPEN..BREAK, AFTERNOON..CLOSE];
/// An entry that is older, in minutes, belongs to an archive, which is not late.
const MAX_AGE: u32 = 24 * 60;

/// How long ago the newest entry came, for the time of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedPace {
    /// As usual, or the exchanges are closed.
    Usual,
    /// No entry for a while.
    Slow,
    /// No entry for long.
    Silent,
}

impl App {
    /// The pace of the feed. Two settings say after how many minutes it is slow, and silent.
    pub fn feed_pace(&self) -> FeedPace {
        let settings = &self.config.settings;
        let Some(age) = self.age_in_trade() else {
            return FeedPace::Usual;
        };
        let is_over = |limit: u32| limit > 0 && age >= limit;
        if is_over(settings.silent_after) {
            FeedPace::Silent
        } else if is_over(settings.slow_after) {
            FeedPace::Slow
        } else {
            FeedPace::Usual
        }
    }

    /// The age of the newest entry in minutes; `None` if the exchanges are closed, or for an archive.
    fn age_in_trade(&self) -> Option<u32> {
        let age = self.age_of_newest()?;
        let time = self.now.time().time();
        let is_open = SESSIONS.iter().any(|session| session.contains(&time));
        (is_open && is_weekday(self.now) && age < MAX_AGE).then_some(age)
    }

    fn age_of_newest(&self) -> Option<u32> {
        let newest = self.newest_stamp()?.minute();
        Some(self.now.minute().saturating_sub(newest))
    }

    /// The minute when trading begins or ends today; `None` if it does not, or for an archive.
    pub(super) fn next_bell(&self) -> Option<u32> {
        self.age_of_newest().filter(|age| *age < MAX_AGE)?;
        let minute = minute_of_day(self.now.time().time());
        let bells = SESSIONS
            .into_iter()
            .flat_map(|session| [session.start, session.end])
            .map(minute_of_day);
        let next = bells
            .filter(|&bell| bell > minute && is_weekday(self.now))
            .min()?;
        Some(self.now.minute() + next - minute)
    }
}

fn is_weekday(now: Stamp) -> bool {
    !is_weekend(now.time().date_naive())
}

fn minute_of_day(time: NaiveTime) -> u32 {
    time.hour() * 60 + time.minute()
}
