//! Jumps: to days, sessions, ranks, moments, and to the newest item.

use super::ItemList;
use crate::app::time_direction::TimeDirection;
use crate::app::time_target::TimeTarget;
use crate::app::trading_session::TradingSession;
use crate::app::{ItemKey, ListIndex};
use crate::config::Order;
use crate::item::{NewsDay, Rollover};

impl ItemList {
    /// Selects the item of this rank, or the last one if there are fewer.
    pub(in crate::app) fn go_to_rank(&mut self, rank: usize) {
        if let Some(index) = self.visible.at_rank(rank) {
            self.go_to(index);
        }
    }

    /// Selects the newest item.
    pub(in crate::app) fn go_to_newest(&mut self) {
        if let Some(index) = self.visible.newest() {
            self.go_to(index);
        }
    }

    /// Selects an item; false if the list does not hold it.
    pub(in crate::app) fn go_to_key(&mut self, key: ItemKey) -> bool {
        let index = self.visible.find(key, self.hint);
        index.map(|index| self.go_to(index)).is_some()
    }

    /// Selects the top of the `times`th day before or after this one; false if this is the last one.
    pub(in crate::app) fn jump_day(&mut self, direction: TimeDirection, times: usize) -> bool {
        let Some(here) = self.selected_index() else {
            return false;
        };
        let down = match self.visible.order() {
            Order::Newest => direction == TimeDirection::Earlier,
            Order::Oldest => direction == TimeDirection::Later,
        };
        let day = if down {
            let last = self.visible.days().len() - 1;
            here.day.saturating_add(times).min(last)
        } else {
            here.day.saturating_sub(times)
        };
        if day != here.day {
            self.go_to_top(ListIndex { day, nth: 0 });
        }
        day != here.day
    }

    /// Selects the top of the `times`th session before or after this one that has items, or of the last one if there are
    /// fewer; false if this is the last one.
    pub(in crate::app) fn jump_session(
        &mut self,
        direction: TimeDirection,
        times: usize,
        rollover: Rollover,
    ) -> bool {
        let Some(here) = self.selected_index() else {
            return false;
        };
        let mut to = here;
        for _ in 0..times {
            let Some(next) = self.session_beside(to, direction, rollover) else {
                break;
            };
            to = next;
        }
        if to != here {
            self.go_to_top(to);
        }
        to != here
    }

    /// The day and session of the selected item.
    pub(in crate::app) fn session(&self, rollover: Rollover) -> Option<(NewsDay, TradingSession)> {
        self.session_at(self.selected_index()?, rollover)
    }

    /// The top of the session before or after an item's that has items.
    fn session_beside(
        &self,
        index: ListIndex,
        direction: TimeDirection,
        rollover: Rollover,
    ) -> Option<ListIndex> {
        let (day, session) = self.session_at(index, rollover)?;
        let beside = match direction {
            TimeDirection::Earlier => self.visible.last_before(day, session.start(day, rollover)),
            TimeDirection::Later => {
                let (day, end) = session.end(day, rollover);
                self.visible.first_from(day, end)
            }
        };
        let (day, session) = self.session_at(beside?, rollover)?;
        match self.visible.order() {
            Order::Newest => {
                let (day, end) = session.end(day, rollover);
                self.visible.last_before(day, end)
            }
            Order::Oldest => self.visible.first_from(day, session.start(day, rollover)),
        }
    }

    fn session_at(
        &self,
        index: ListIndex,
        rollover: Rollover,
    ) -> Option<(NewsDay, TradingSession)> {
        let item = self.visible.item(index)?;
        Some((item.day(), TradingSession::of_item(item, rollover)))
    }

    /// Selects the top of a day, or the item nearest to a moment. A day without items gives way to the item nearest to its
    /// noon.
    pub(in crate::app) fn go_to_time(&mut self, target: TimeTarget, rollover: Rollover) {
        if let TimeTarget::Day(day) = target
            && let Some(day) = self.visible.day_index(day)
        {
            return self.go_to_top(ListIndex { day, nth: 0 });
        }
        let nearest = target
            .stamp(rollover)
            .and_then(|stamp| self.visible.nearest(target.day(), stamp));
        match (target, nearest) {
            (TimeTarget::Day(_), Some(index)) => self.go_to_top(index),
            (TimeTarget::Moment(..), Some(index)) => self.go_to(index),
            (_, None) => {}
        }
    }
}
