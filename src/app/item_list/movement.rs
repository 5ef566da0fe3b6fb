//! Moves of the selection, and scrolling under it.

use super::{ItemList, ScrollAnchor};
use crate::app::ListIndex;
use crate::app::scroll::Scroll;
use crate::config::Order;

/// The most lines of one scroll: sums of lines must fit an `i32`.
const MAX_LINES: i64 = 1 << 30;

impl ItemList {
    /// Selects an item with as little scrolling as possible; one that is far away comes to the middle.
    pub(in crate::app) fn go_to(&mut self, to: ListIndex) {
        let distance = self
            .selected_index()
            .and_then(|from| self.distance(from, to));
        let line = match distance {
            Some(lines) => self.line + lines,
            None if self.height() == 0 => self.line,
            None => self.height() / 2,
        };
        let line = self.clamp_with_margin(to, line);
        self.move_to(to, line);
    }

    /// Selects an item as [`Self::go_to`] does. The fold that has it opens.
    pub(in crate::app) fn go_to_unfolded(&mut self, to: ListIndex) {
        self.reveal(to);
        self.go_to(to);
    }

    /// Selects an item near the top of the screen, so that what follows it is in view.
    pub(super) fn go_to_top(&mut self, to: ListIndex) {
        let line = self.top_line(to);
        self.move_to(to, line);
    }

    /// Selects an item on the line of the selected one.
    pub(super) fn go_to_on_line(&mut self, to: ListIndex) {
        let line = self.clamp_with_margin(to, self.line);
        self.move_to(to, line);
    }

    /// Selects an item so that those after it in time are in view.
    pub(super) fn go_to_start(&mut self, to: ListIndex) {
        match self.visible.order() {
            Order::Oldest => self.go_to_top(to),
            Order::Newest => {
                let line = self.clamp_with_margin(to, self.height());
                self.move_to(to, line);
            }
        }
    }

    /// Selects an unseen item. If it is not near, the newer ones come into view with it.
    pub(in crate::app) fn go_to_unseen(&mut self, to: ListIndex) {
        if self.is_far(to) {
            self.go_to_start(to);
        } else {
            self.go_to(to);
        }
    }

    /// Whether an item is more than half a screen away from the selected one.
    pub(in crate::app) fn is_far(&self, to: ListIndex) -> bool {
        let distance = self
            .selected_index()
            .and_then(|from| self.distance(from, to));
        distance.is_none_or(|lines| lines.abs() > self.height() / 2)
    }

    /// Selects an item on a line. Who moves away follows no longer.
    fn move_to(&mut self, index: ListIndex, line: i32) {
        if (self.selected_index(), self.line) != (Some(index), line) {
            self.stop_following();
        }
        self.select(Some(index), line);
        self.wanted = None;
    }

    /// Moves by items, by parts of a screen, or to an end of the list.
    pub(in crate::app) fn scroll(&mut self, scroll: Scroll) {
        let screen = i64::from(self.height);
        let lines = |times: i64, each: i64| times.saturating_mul(each.max(1));
        match scroll {
            Scroll::Lines(items) => self.step(items),
            Scroll::Halves(times) => self.page(lines(times, screen / 2)),
            Scroll::Screens(times) => self.page(lines(times, screen - 2)),
            Scroll::Top => self.go_to_rank(0),
            Scroll::Bottom => self.go_to_rank(usize::MAX),
            Scroll::Line(rank) => self.go_to_rank(rank),
        }
    }

    /// Moves down by items, or up if negative. An item higher than the screen is scrolled through first, line by line.
    pub(in crate::app) fn step(&mut self, items: i64) {
        let Some(selected) = self.selected_index() else {
            return;
        };
        let hidden = self.hidden_lines(selected, items);
        if hidden > 0 {
            let lines = hidden.min(i32::try_from(items.unsigned_abs()).unwrap_or(i32::MAX));
            self.line -= if items > 0 { lines } else { -lines };
            self.stop_following();
            return;
        }
        let count = usize::try_from(items.unsigned_abs()).unwrap_or(usize::MAX);
        self.go_to(self.rows_away(selected, count, items > 0));
    }

    /// Moves as [`Self::step`] does, past folds: they show no story.
    pub(in crate::app) fn step_unfolded(&mut self, items: i64) {
        let before = self.anchor();
        self.step(items);
        while self.selected_fold().is_some() {
            let fold = self.selected_key();
            self.step(items.signum());
            if self.selected_key() == fold {
                // Nothing but folds to the end: the story stays.
                if let Some(before) = before {
                    self.go_back_to(before);
                }
                return;
            }
        }
    }

    /// Selects an item again where it was.
    fn go_back_to(&mut self, anchor: ScrollAnchor) {
        if let Some(index) = self.visible.find_near(anchor.key, anchor.stamp, self.hint) {
            self.select(Some(index), anchor.line);
        }
    }

    /// The item `count` rows below another one, or above it; that of the last row if there are fewer.
    fn rows_away(&self, from: ListIndex, count: usize, down: bool) -> ListIndex {
        let (mut at, mut left) = (from, count);
        while left > 0 {
            if !self.visible.has_runs(at.day) {
                let (to, passed) = self.visible.away_in_day(at, left, down);
                (at, left) = (to, left - passed);
            }
            let beside = if down {
                self.row_below(at)
            } else {
                self.row_above(at)
            };
            match beside.filter(|_| left > 0) {
                Some(beside) => (at, left) = (beside, left - 1),
                None => break,
            }
        }
        at
    }

    /// The lines of an item higher than the screen that are out of view in the direction of `items`.
    fn hidden_lines(&self, index: ListIndex, items: i64) -> i32 {
        let height = self.item_height(index);
        if self.height() == 0 || height <= self.height() {
            0
        } else if items > 0 {
            self.line + height - self.height()
        } else {
            -self.line
        }
    }

    /// Scrolls down by lines, or up if negative. The selection moves with the text and keeps its line if it can.
    fn page(&mut self, lines: i64) {
        let Some(selected) = self.selected_index() else {
            return;
        };
        let direction = lines.signum();
        let lines = lines.clamp(-MAX_LINES, MAX_LINES) as i32;
        let (to, line) = self.shifted(selected, self.line, lines);
        let line = self.clamp_with_margin(to, line);
        if to == selected && line == self.line {
            self.step(direction);
        } else {
            self.move_to(to, line);
        }
    }

    /// Scrolls down by lines, or up if negative. The selection stays on its item while that is in view.
    pub(in crate::app) fn scroll_view(&mut self, lines: i32) {
        let Some(selected) = self.selected_index() else {
            return;
        };
        let line = self.fill(selected, self.line - lines);
        let (to, line) = self.nearest_in_view(selected, line);
        if (to, line) != (selected, self.line) {
            self.move_to(to, line);
        }
    }
}
