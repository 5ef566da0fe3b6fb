//! The sessions of a trading day. `{` and `}` jump between them.
//!
//! The exchanges of Shanghai and Shenzhen trade from 09:30 to 11:30 and from 13:00 to 15:00. News does not stop at noon: the
//! break belongs to 午盘, whose opening it moves. The night session begins at 21:00, as it does for futures.

use chrono::NaiveTime;

use crate::item::{NewsDay, Rollover, Stamp};
use crate::lang::UiText;
use crate::timeline::ItemRef;

/// A session of a news day, in the order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TradingSession {
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

impl TradingSession {
    const ALL: [Self; 5] = [
        Self::BeforeOpen,
        Self::Morning,
        Self::Afternoon,
        Self::AfterClose,
        Self::Night,
    ];

    /// The session when an item went out.
    pub(super) fn of_item(item: ItemRef<'_>, rollover: Rollover) -> Self {
        let (day, stamp) = (item.day(), item.stamp());
        let started = Self::ALL
            .into_iter()
            .rev()
            .find(|session| session.start(day, rollover) <= stamp);
        started.unwrap_or(Self::BeforeOpen)
    }

    /// When it begins.
    pub(super) fn start(self, day: NewsDay, rollover: Rollover) -> Stamp {
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

    /// When the next one begins, and its news day.
    pub(super) fn end(self, day: NewsDay, rollover: Rollover) -> (NewsDay, Stamp) {
        match Self::ALL.into_iter().find(|&session| session > self) {
            Some(next) => (day, next.start(day, rollover)),
            None => (day.next(), Self::BeforeOpen.start(day.next(), rollover)),
        }
    }

    /// The name of the session.
    pub(super) const fn name(self) -> UiText {
        match self {
            Self::BeforeOpen => UiText::BeforeOpen,
            Self::Morning => UiText::Morning,
            Self::Afternoon => UiText::Afternoon,
            Self::AfterClose => UiText::AfterClose,
            Self::Night => UiText::Night,
        }
    }
}
