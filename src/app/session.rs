//! The sessions of a trading day, by which `{` and `}` go.
//!
//! The exchanges of Shanghai and Shenzhen trade from 09:30 to 11:30 and from 13:00 to 15:00. News do not stop at noon: the
//! break counts as the beginning of 午盘, since what comes then moves its opening. The night session begins at 21:00, as
//! it does for futures.

use chrono::NaiveTime;

use crate::item::{NewsDay, Rollover, Stamp};
use crate::lang::UiText;
use crate::timeline::ItemRef;

/// A session of a news day, in the order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Session {
    /// 盘前: from the rollover to 09:30.
    BeforeOpen,
    /// 早盘: 09:30 to 11:30.
    Morning,
    /// 午盘: 11:30 to 15:00.
    Afternoon,
    /// 盘后: 15:00 to 21:00.
    AfterClose,
    /// 夜盘: 21:00 to the rollover.
    Night,
}

impl Session {
    const ALL: [Self; 5] = [
        Self::BeforeOpen,
        Self::Morning,
        Self::Afternoon,
        Self::AfterClose,
        Self::Night,
    ];

    /// The session in which an item went out.
    pub fn of(item: ItemRef<'_>, rollover: Rollover) -> Self {
        let (day, stamp) = (item.day(), item.stamp());
        let begun = Self::ALL
            .into_iter()
            .rev()
            .find(|session| session.start(day, rollover) <= stamp);
        begun.unwrap_or(Self::BeforeOpen)
    }

    /// When it begins.
    pub fn start(self, day: NewsDay, rollover: Rollover) -> Stamp {
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        let time = match self {
            Self::BeforeOpen => rollover.time(),
            Self::Morning => at(9, 30),
            Self::Afternoon => at(11, 30),
            Self::AfterClose => at(15, 0),
            Self::Night => at(21, 0),
        };
        day.stamp(time, rollover).unwrap_or_default()
    }

    /// When the one after it begins, and on which news day.
    pub fn end(self, day: NewsDay, rollover: Rollover) -> (NewsDay, Stamp) {
        match Self::ALL.into_iter().find(|&session| session > self) {
            Some(next) => (day, next.start(day, rollover)),
            None => (day.next(), Self::BeforeOpen.start(day.next(), rollover)),
        }
    }

    /// Its name.
    pub const fn name(self) -> UiText {
        match self {
            Self::BeforeOpen => UiText::BeforeOpen,
            Self::Morning => UiText::Morning,
            Self::Afternoon => UiText::Afternoon,
            Self::AfterClose => UiText::AfterClose,
            Self::Night => UiText::Night,
        }
    }
}
