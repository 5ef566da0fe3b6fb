//! The sessions of a day in the list.

use super::visible_session::VisibleSession;
use super::{ListIndex, VisibleDay, VisibleItems};
use crate::app::trading_session::SessionSpan;
use crate::config::Order;
use crate::item::{Rollover, is_weekend};

impl VisibleDay {
    /// The sessions with visible items, in the order of time; none on a weekend. The first call takes a few binary searches.
    pub fn sessions(&self, rollover: Rollover) -> &[VisibleSession] {
        self.sessions.get_or_init(|| self.find_sessions(rollover))
    }

    fn find_sessions(&self, rollover: Rollover) -> Box<[VisibleSession]> {
        let day = self.day.day();
        if is_weekend(day.date()) {
            return Box::default();
        }
        let mut sessions: Vec<VisibleSession> = Vec::new();
        for span in SessionSpan::sorted_of_day(day, rollover) {
            let start = match sessions.last_mut() {
                None => 0,
                Some(before) => {
                    before.items.end = self.count_before(span.start);
                    before.items.end
                }
            };
            let items = start..self.len();
            sessions.push(VisibleSession { span, items });
        }
        sessions.retain(|session| !session.items.is_empty());
        sessions.into()
    }
}

impl VisibleItems {
    /// Returns the index of the session whose topmost item this is.
    pub(in crate::app) fn session_beginning(
        &self,
        index: ListIndex,
        rollover: Rollover,
    ) -> Option<usize> {
        let day = self.days.get(index.day)?;
        let nth = self.flip(day, index.nth);
        let sessions = day.sessions(rollover).iter();
        let tops = sessions.map(|session| match self.order {
            Order::Newest => session.items.end - 1,
            Order::Oldest => session.items.start,
        });
        tops.enumerate()
            .find(|(_, top)| *top == nth)
            .map(|(session, _)| session)
    }
}
