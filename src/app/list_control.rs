//! The list's items, and the selection when they change.

use super::item_list::Keep;
use super::{App, SearchKind};
use crate::action::Action;
use crate::config::{Density, Order};
use crate::lang::UiText;

impl App {
    /// Collects the list's items again, after the timeline or the filter's matches changed.
    pub(super) fn show_items(&mut self, keep: Keep) {
        self.show_items_in(self.list.visible().order(), keep);
    }

    pub(super) fn show_items_in(&mut self, order: Order, keep: Keep) {
        self.leave_other_view();
        self.show_read_line();
        let shown = self.list_source.shown().unwrap_or(SearchKind::View);
        let found = self.search(shown).pass().found();
        let mut visible = self.list_source.visible(order, &self.timeline, found);
        visible.fold_by(self.folding());
        self.list.replace(visible, keep, self.reads_selected());
        self.count_listed_new();
        self.update_matches();
    }

    /// Collects find's matches in the list again, after either changed.
    pub(super) fn update_matches(&mut self) {
        if self.find.is_active() {
            self.matches.update(self.list.visible(), self.find.pass());
        }
    }

    /// Decides the selection when news arrives. While the filter's pass runs, the list still looks for the item that was selected
    /// before; otherwise it follows the news or stays where it is. Nobody's story is snatched away: the newest item takes its
    /// place only if it would leave the view with nobody there.
    pub(super) fn keep_on_news(&self) -> Keep {
        let is_unattended = !self.attention.is_present(self.now);
        let follows = self.list.is_following() || self.list.is_held() && is_unattended;
        let is_coming = !self.sources.is_loaded();
        let shown = self.list_source.shown();
        let searching =
            is_coming || shown.is_some_and(|kind| !self.search(kind).pass().is_complete());
        if searching && self.list.wanted().is_some() {
            Keep::Wanted
        } else if !follows {
            Keep::Selected
        } else if self.list.visible().is_empty() {
            Keep::Newest
        } else {
            Keep::Following {
                is_replaceable: is_unattended,
            }
        }
    }

    /// Goes to the newest item; the notice says how many unseen items are out of view.
    pub(super) fn go_to_newest(&mut self) {
        if self.list.visible().is_empty() {
            return;
        }
        self.list.go_to_newest();
        let unseen = self.unseen_elsewhere();
        let key = self.first_key(Action::NextUnseen).unwrap_or_default();
        self.inform(match self.list.visible().order() {
            _ if unseen == 0 => UiText::Newest,
            Order::Newest => UiText::UnseenBelow { unseen, key },
            Order::Oldest => UiText::UnseenAbove { unseen, key },
        });
    }

    /// Changes how much of each item the list shows.
    pub(super) fn cycle_density(&mut self) {
        let text = match self.list.cycle_density() {
            Density::Headline => UiText::DensityHeadline,
            Density::TwoLines => UiText::DensityTwoLines,
            Density::Full => UiText::DensityFull,
        };
        self.inform(text);
    }

    /// Turns the list upside down around the selected item.
    pub(super) fn reverse_order(&mut self) {
        let (order, text) = match self.list.visible().order() {
            Order::Newest => (Order::Oldest, UiText::OrderOldest),
            Order::Oldest => (Order::Newest, UiText::OrderNewest),
        };
        self.show_items_in(order, Keep::Wanted);
        self.inform(text);
    }
}
