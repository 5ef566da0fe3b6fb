//! Whether the wire is silent although it should not be: in trading hours there is news every minute or two.
//!
//! Public holidays are not known, so the words about silence stay mild.

use std::ops::Range;

use chrono::{NaiveTime, Timelike};

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

/// After how many minutes without an entry the feed is slow, and silent; 0 for never.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaceLimits {
    /// When it is slow.
    pub slow_after: u32,
    /// When it is silent.
    pub silent_after: u32,
}

/// A moment of the clock, and when the newest entry went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewestAge {
    /// The time of the clock.
    pub now: Stamp,
    /// The time of the newest entry.
    pub newest: Stamp,
}

impl NewestAge {
    /// The age of the newest entry in minutes. One from the future, by another clock, is new.
    pub fn minutes(self) -> u32 {
        self.now.minute().saturating_sub(self.newest.minute())
    }

    /// The pace of the feed.
    pub fn pace(self, limits: PaceLimits) -> FeedPace {
        let age = self.minutes();
        let is_over = |limit: u32| limit > 0 && age >= limit;
        if !self.is_in_trade() {
            FeedPace::Usual
        } else if is_over(limits.silent_after) {
            FeedPace::Silent
        } else if is_over(limits.slow_after) {
            FeedPace::Slow
        } else {
            FeedPace::Usual
        }
    }

    /// Whether the exchanges are open, and the entry belongs to no archive.
    fn is_in_trade(self) -> bool {
        let time = self.now.time().time();
        let is_open = SESSIONS.iter().any(|session| session.contains(&time));
        is_open && is_weekday(self.now) && self.minutes() < MAX_AGE
    }

    /// The minute when trading begins or ends today; `None` if it does not, or for an archive.
    pub fn next_bell(self) -> Option<u32> {
        if self.minutes() >= MAX_AGE {
            return None;
        }
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
