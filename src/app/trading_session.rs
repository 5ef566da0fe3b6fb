//! The sessions of a trading day. `{` and `}` jump between them.
//!
//! The exchanges of Shanghai and Shenzhen trade from 09:30 to 11:30 and from 13:00 to 15:00. The night session begins at
//! 21:00, as it does for futures.

use std::iter::once;

use chrono::NaiveTime;

use crate::item::{NewsDay, Rollover, Stamp};
use crate::lang::UiText;
use crate::moment::{AFTERNOON, BREAK, CLOSE, NIGHT, OPEN};
use crate::timeline::ItemRef;

/// A session, in the order of a day that begins in the morning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TradingSession {
    /// 盘前: until 09:30.
    BeforeOpen,
    /// 早盘: from 09:30.
    Morning,
    /// 午间: from 11:30.
    Midday,
    /// 午后: from 13:00.
    Afternoon,
    /// 盘后: from 15:00.
    AfterClose,
    /// 夜盘: from 21:00.
    Night,
}

impl TradingSession {
    const ALL: [Self; 6] = [
        Self::BeforeOpen,
        Self::Morning,
        Self::Midday,
        Self::Afternoon,
        Self::AfterClose,
        Self::Night,
    ];

    /// When it begins, Beijing time. 盘前 begins with the news day if that begins before 09:30.
    fn clock(self, rollover: Rollover) -> NaiveTime {
        match self {
            Self::BeforeOpen if rollover.time() < OPEN => rollover.time(),
            Self::BeforeOpen => Rollover::default().time(),
            Self::Morning => OPEN,
            Self::Midday => BREAK,
            Self::Afternoon => AFTERNOON,
            Self::AfterClose => CLOSE,
            Self::Night => NIGHT,
        }
    }

    /// The session at a time of day.
    fn at(time: NaiveTime, rollover: Rollover) -> Self {
        let mut latest_first = Self::ALL.into_iter().rev();
        let begun = latest_first.find(|session| session.clock(rollover) <= time);
        begun.unwrap_or(Self::BeforeOpen)
    }

    /// Whether it begins with no trading.
    pub(super) const fn is_before_open(self) -> bool {
        matches!(self, Self::BeforeOpen)
    }

    /// The name of the session.
    pub(super) const fn name(self) -> UiText {
        match self {
            Self::BeforeOpen => UiText::BeforeOpen,
            Self::Morning => UiText::Morning,
            Self::Midday => UiText::Midday,
            Self::Afternoon => UiText::Afternoon,
            Self::AfterClose => UiText::AfterClose,
            Self::Night => UiText::Night,
        }
    }
}

/// A session of one news day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SessionSpan {
    pub session: TradingSession,
    pub day: NewsDay,
    /// When it begins. A session that the rollover divides begins again with the news day.
    pub start: Stamp,
}

impl SessionSpan {
    /// The session when an item went out.
    pub(super) fn of_item(item: ItemRef<'_>, rollover: Rollover) -> Self {
        let spans = Self::of_day(item.day(), rollover);
        spans
            .filter(|span| span.start <= item.stamp())
            .max_by_key(|span| span.start)
            .unwrap_or_else(|| Self::first(item.day(), rollover))
    }

    /// When the next one begins, and its news day.
    pub(super) fn end(self, rollover: Rollover) -> (NewsDay, Stamp) {
        let later = Self::of_day(self.day, rollover).filter(|span| span.start > self.start);
        let next = later
            .min_by_key(|span| span.start)
            .unwrap_or_else(|| Self::first(self.day.next(), rollover));
        (next.day, next.start)
    }

    /// The sessions of a news day in the order of time.
    pub(super) fn sorted_of_day(day: NewsDay, rollover: Rollover) -> Vec<Self> {
        let mut spans: Vec<Self> = Self::of_day(day, rollover).collect();
        spans.sort_by_key(|span| span.start);
        spans.dedup_by_key(|span| span.start);
        spans
    }

    /// The sessions of a news day, in no order: which one begins first depends on the rollover.
    fn of_day(day: NewsDay, rollover: Rollover) -> impl Iterator<Item = Self> {
        let spans = TradingSession::ALL
            .into_iter()
            .map(move |session| Self::beginning(session, session.clock(rollover), day, rollover));
        once(Self::first(day, rollover)).chain(spans)
    }

    /// The session that a news day begins with.
    fn first(day: NewsDay, rollover: Rollover) -> Self {
        let time = rollover.time();
        Self::beginning(TradingSession::at(time, rollover), time, day, rollover)
    }

    fn beginning(
        session: TradingSession,
        time: NaiveTime,
        day: NewsDay,
        rollover: Rollover,
    ) -> Self {
        let start = day.stamp(time, rollover).unwrap_or_default();
        Self {
            session,
            day,
            start,
        }
    }
}
