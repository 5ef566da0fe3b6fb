//! Which pane or page takes the keys: open, switch, one step back.

use super::effect::Effect;
use super::model::App;
use super::panes::{Focus, PaneId};
use super::search_kind::SearchKind;

impl App {
    /// Goes one step back; from the plain list, drops the filter that is off.
    pub(super) fn back(&mut self) {
        if !self.step_back() && self.filter.is_active() {
            self.clear_search(SearchKind::Filter);
        }
    }

    /// Goes one step back; from the plain list, quits.
    pub(super) fn leave(&mut self) {
        if !self.step_back() {
            self.effects.push(Effect::Quit);
        }
    }

    /// Closes the page, leaves the detail, ends find, turns the filter off, or leaves the view; false in the list of everything.
    fn step_back(&mut self) -> bool {
        if self.close_page() {
        } else if self.focus.pane != PaneId::List {
            self.focus_list();
        } else if self.find.is_active() {
            self.clear_search(SearchKind::Find);
        } else if self.is_filtered() {
            self.toggle_filter();
        } else {
            return self.leave_view();
        }
        true
    }

    /// Gives the keys to the detail. If it has no room beside the list, or has the keys already, it fills the screen.
    pub(super) fn open(&mut self) {
        if self.open_entry() || self.close_page() {
            return;
        }
        let has_detail = self.metrics.is_visible(PaneId::Detail);
        self.focus = if has_detail && self.focus.pane == PaneId::List {
            Focus::DETAIL
        } else {
            Focus::ZEN
        };
    }

    /// Gives the keys to the next visible pane. From a list that is alone it opens the detail.
    pub(super) fn switch_focus(&mut self) {
        if self.next_part() || self.close_page() {
            return;
        }
        let mut others = self.focus.pane.after();
        let next = others.find(|&pane| self.metrics.is_visible(pane));
        match next.filter(|_| !self.focus.alone) {
            Some(PaneId::List) => self.focus_list(),
            Some(pane) => self.focus = Focus::on(pane),
            None if self.focus.pane == PaneId::List => self.open(),
            None => self.focus_list(),
        }
    }

    /// Gives the keys back to the list.
    pub(super) const fn focus_list(&mut self) {
        self.focus = Focus::LIST;
    }
}
