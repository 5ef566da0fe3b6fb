//! The read line moves: by a key, or when the user leaves the newest end.

use std::iter::successors;
use std::sync::Arc;

use super::read_lines::Dwelling;
use super::{App, ListIndex, Mode, waiting};
use crate::lang::UiText;
use crate::state::{Change, ReadLine};

/// The most unseen items that are skipped to find the newest one that was seen.
const MAX_SKIPPED: usize = 1_000;

impl App {
    /// The name of the list: the texts of the view's query and of the filter, empty for the list of everything.
    pub fn list_name(&self) -> Arc<str> {
        let (view, filter) = (self.base.source(), self.filter.source());
        match (self.is_filtered(), view.is_empty()) {
            (false, _) => view.into(),
            (true, true) => filter.into(),
            (true, false) => format!("({view}) ({filter})").into(),
        }
    }

    /// After a frame: notes whether somebody looks at the newest end.
    pub(super) fn note_dwelling(&mut self) {
        match &self.mode {
            Mode::Normal => {}
            // What lies over the list is no place to go to.
            Mode::Prompt(_) | Mode::Page(_) => return,
        }
        // Until its pass has begun, a view shows the list of the one before.
        if !self.list_source.shows(self.narrowing()) {
            return;
        }
        let is_there = self.attention.is_present(self.now);
        let visible = self.list.visible();
        let newest = visible.newest();
        let is_at_end = newest.is_some() && self.list.newest_in_view() == newest;
        let item = newest.and_then(|newest| visible.item(newest));
        match item.map(|item| (item.into(), item.stamp())) {
            Some(newest) if is_at_end => {
                if is_there {
                    self.read_lines.dwell(self.list_name(), newest, self.now);
                }
            }
            Some(_) | None => self.leave_newest_end(),
        }
    }

    /// Before the list shows another view.
    pub(super) fn leave_other_view(&mut self) {
        let here = self.list_name();
        if self
            .read_lines
            .dwells_in()
            .is_some_and(|view| *view != here)
        {
            self.leave_newest_end();
        }
    }

    /// Moves the line of the view that the user leaves, if everything above it was seen.
    pub(super) fn leave_newest_end(&mut self) {
        let until = self.attention.last_seen_there(self.now);
        let Some(left) = self.read_lines.leave(until) else {
            return;
        };
        if let Some(line) = self.line_at(&left) {
            self.move_read_line(&left.view, line);
        }
    }

    /// The line after the newest item that was seen there. `None` if something between it and the present line was not, or
    /// if it would not move on.
    fn line_at(&self, left: &Dwelling) -> Option<ReadLine> {
        let (visible, (key, stamp)) = (self.list.visible(), left.newest);
        let newest = visible.find_near(key, stamp, visible.newest()?)?;
        let is_seen = |index: &ListIndex| {
            let key = visible.key(*index);
            key.is_some_and(|key| !self.unseen.is_unseen(key))
        };
        let seen = successors(Some(newest), |&index| visible.older(index));
        let seen = seen.take(MAX_SKIPPED).find(is_seen)?;
        let item = visible.item(seen)?;
        let line = ReadLine {
            day: item.day(),
            stamp: item.stamp(),
            id: item.id(),
            at: self.attention.last_action(),
        };
        let Some(present) = self.read_lines.line(&left.view) else {
            return Some(line);
        };
        let newer_than = |index| waiting::count_after(visible, &self.unseen, index);
        let before = self.list.find_read(present)?;
        let moves_on = (present.day, present.stamp) <= (line.day, line.stamp) && before != seen;
        (moves_on && newer_than(before) == newer_than(seen)).then_some(line)
    }

    /// The changes that take the line above the newest item of the view back, and draw it; `None` if it is there.
    pub(super) fn line_at_newest(&self) -> Option<[Change; 2]> {
        let visible = self.list.visible();
        let item = visible.item(visible.newest()?)?;
        let line = ReadLine {
            day: item.day(),
            stamp: item.stamp(),
            id: item.id(),
            at: self.now,
        };
        let view = self.list_name();
        let before = self.read_lines.own(&view);
        let is_there = before.is_some_and(|before| (before.day, before.id) == (line.day, line.id));
        let change = |line| Change::ReadLine {
            view: Arc::clone(&view),
            line,
        };
        (!is_there).then(|| [change(before), change(Some(line))])
    }

    /// Draws the line of a view elsewhere, and keeps that.
    pub(super) fn move_read_line(&mut self, view: &Arc<str>, line: ReadLine) {
        self.take_read_line(view, Some(line));
        let view = Arc::clone(view);
        let line = Some(line);
        self.keep(vec![Change::ReadLine { view, line }]);
    }

    /// Takes over the line of a view.
    pub(super) fn take_read_line(&mut self, view: &Arc<str>, line: Option<ReadLine>) {
        self.read_lines.set(view, line);
        self.show_read_line();
    }

    /// Draws the line of the view in the list.
    pub(super) fn show_read_line(&mut self) {
        let line = self.read_lines.line(&self.list_name());
        self.list.set_read_line(line);
    }

    /// Goes to the newest item below the read line.
    pub(super) fn go_to_read_line(&mut self) {
        let Some(line) = self.list.read_line() else {
            return self.inform(UiText::NoReadLine);
        };
        let Some(seen) = self.list.find_read(line) else {
            return self.inform(UiText::ReadLineHidden);
        };
        self.remember_place();
        self.list.go_to(seen);
    }
}
