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

    /// The next minute when the pace may change if nothing comes; `None` for an archive.
    pub fn next_change(self, limits: PaceLimits) -> Option<u32> {
        if self.minutes() >= MAX_AGE {
            return None;
        }
        let now = self.now.minute();
        let limits = [limits.slow_after, limits.silent_after].into_iter();
        let limits = limits.filter(|limit| *limit > 0);
        let limits = limits.map(|limit| self.newest.minute() + limit);
        let midnight = now + 24 * 60 - minute_of_day(self.now.time().time());
        let bells = self.next_bell().into_iter().chain([midnight]);
        limits.chain(bells).filter(|minute| *minute > now).min()
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

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;
    use rstest::rstest;

    use super::*;

    fn stamp(text: &str) -> Stamp {
        let time = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        Stamp::from_unix(time.and_utc().timestamp() - 8 * 3600).unwrap()
    }

    /// 2026-11-27 is a Friday.
    #[rstest]
    #[case("2026-11-27 10:00", "2026-11-27 10:00", Some("2026-11-27 10:05"))]
    #[case("2026-11-27 10:00", "2026-11-27 10:05", Some("2026-11-27 10:15"))]
    #[case("2026-11-27 10:00", "2026-11-27 10:20", Some("2026-11-27 11:30"))]
    #[case("2026-11-27 09:00", "2026-11-27 09:20", Some("2026-11-27 09:30"))]
    #[case("2026-11-27 22:00", "2026-11-27 23:00", Some("2026-11-28 00:00"))]
    #[case("2026-11-27 22:00", "2026-11-28 12:00", Some("2026-11-29 00:00"))]
    #[case("2026-11-27 22:00", "2026-11-29 00:00", None)]
    fn next_change_is_a_limit_or_a_bell(
        #[case] newest: &str,
        #[case] now: &str,
        #[case] expected: Option<&str>,
    ) {
        let limits = PaceLimits {
            slow_after: 5,
            silent_after: 15,
        };
        let (now, newest) = (stamp(now), stamp(newest));
        let next = NewestAge { now, newest }.next_change(limits);
        assert_eq!(next, expected.map(|at| stamp(at).minute()));
    }
}
