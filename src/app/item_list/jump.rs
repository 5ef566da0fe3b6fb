//! Jumps: to days, sessions, ranks, moments, and to the newest item.

use std::iter::successors;

use chrono::NaiveTime;

use super::{DayJump, FollowState, ItemList};
use crate::app::time_direction::TimeDirection;
use crate::app::trading_session::SessionSpan;
use crate::app::{ItemKey, ListIndex};
use crate::config::Order;
use crate::item::NewsDay;
use crate::moment::TimeTarget;

impl ItemList {
    /// Selects the item of this rank, or the last one if there are fewer.
    pub(in crate::app) fn go_to_rank(&mut self, rank: usize) {
        if let Some(index) = self.visible.at_rank(rank) {
            self.go_to(index);
        }
    }

    /// Selects the newest item, and follows the news from now on.
    pub(in crate::app) fn go_to_newest(&mut self) {
        if let Some(index) = self.visible.newest() {
            self.go_to(index);
        }
        self.follow = FollowState::On;
    }

    /// Selects an item, and opens the fold that has it; false if the list does not hold it.
    pub(in crate::app) fn go_to_key(&mut self, key: ItemKey) -> bool {
        let index = self.visible.find(key, self.hint);
        index.map(|index| self.go_to_unfolded(index)).is_some()
    }

    /// Selects the item at the same clock time on the `times`th day before or after this one, or the last item before that
    /// time; false if this is the last day.
    pub(in crate::app) fn jump_day(&mut self, direction: TimeDirection, times: usize) -> bool {
        let Some((here, clock)) = self.selected_index().zip(self.clock()) else {
            return false;
        };
        let day = self.day_beside(here.day, direction, times);
        let to = self.visible.at_clock(day, clock, self.rollover);
        let Some(to) = to.filter(|_| day != here.day) else {
            return false;
        };
        if to.nth == 0 {
            self.go_to_top(to);
        } else {
            self.go_to_on_line(to);
        }
        self.day_jump = self.selected.map(|key| DayJump { key, clock });
        true
    }

    /// The index of the `times`th day before or after another one, or of the last one if there are fewer.
    fn day_beside(&self, day: usize, direction: TimeDirection, times: usize) -> usize {
        let down = match self.visible.order() {
            Order::Newest => direction == TimeDirection::Earlier,
            Order::Oldest => direction == TimeDirection::Later,
        };
        if down {
            let last = self.visible.days().len().saturating_sub(1);
            day.saturating_add(times).min(last)
        } else {
            day.saturating_sub(times)
        }
    }

    /// The clock time to keep: that of the first item of a run of day jumps, so that it does not drift.
    fn clock(&self) -> Option<NaiveTime> {
        let key = self.selected?;
        match &self.day_jump {
            Some(jump) if jump.key == key => Some(jump.clock),
            Some(_) | None => Some(self.selected()?.stamp().time().time()),
        }
    }

    /// Selects the first entry of a session: `times` session starts before or after the selected item, or the last one if
    /// there are fewer. False if there is none.
    pub(in crate::app) fn jump_session(&mut self, direction: TimeDirection, times: usize) -> bool {
        let here = self.selected_index();
        let starts = successors(here, |&index| self.session_start(index, direction));
        let to = starts.take(times.saturating_add(1)).last();
        let Some(to) = to.filter(|_| to != here) else {
            return false;
        };
        self.go_to_start(to);
        true
    }

    /// The session of the selected item.
    pub(in crate::app) fn session(&self) -> Option<SessionSpan> {
        self.session_of(self.selected_index()?)
    }

    fn session_of(&self, index: ListIndex) -> Option<SessionSpan> {
        let item = self.visible.item(index)?;
        Some(SessionSpan::of_item(item, self.rollover))
    }

    /// The nearest first entry of a session before or after an item.
    fn session_start(&self, index: ListIndex, direction: TimeDirection) -> Option<ListIndex> {
        let span = self.session_of(index)?;
        if direction == TimeDirection::Later {
            let (day, end) = span.end(self.rollover);
            return self.visible.first_from(day, end);
        }
        let first = self.visible.first_from(span.day, span.start);
        if first != Some(index) {
            return first;
        }
        let before = self.session_of(self.visible.last_before(span.day, span.start)?)?;
        self.visible.first_from(before.day, before.start)
    }

    /// Selects the top of a day, or the item nearest to a moment. A day without items gives way to the item nearest to its
    /// noon.
    pub(in crate::app) fn go_to_time(&mut self, target: TimeTarget) {
        let Some(index) = self.index_of(target) else {
            return;
        };
        match target {
            TimeTarget::Day(_) => self.go_to_top(index),
            TimeTarget::Moment(..) => self.go_to(index),
        }
    }

    /// The day to which [`Self::go_to_time`] leads.
    pub(in crate::app) fn day_of(&self, target: TimeTarget) -> Option<NewsDay> {
        let item = self.visible.item(self.index_of(target)?)?;
        Some(item.day())
    }

    fn index_of(&self, target: TimeTarget) -> Option<ListIndex> {
        if let TimeTarget::Day(day) = target
            && let Some(day) = self.visible.day_index(day)
        {
            return Some(ListIndex { day, nth: 0 });
        }
        self.visible
            .nearest(target.day(), target.stamp(self.rollover)?)
    }
}
