//! A new timeline: changed days, new items, renamed items.

use std::sync::Arc;

use super::item_list::Keep;
use super::{App, Effect, Mode, SearchKind};
use crate::action::Action;
use crate::config::Order;
use crate::item::{ItemId, NewsDay};
use crate::lang::UiText;
use crate::timeline::Update;

impl App {
    /// Takes the new timeline in. The selected item stays on its line, or the list follows the news.
    pub(super) fn update_timeline(&mut self, update: Update) {
        let keep = self.keep_on_update(&update);
        self.note_events(&update);
        if !update.arrived.is_empty() && self.attention.note_arrival(self.now) {
            self.leave_newest_end();
        }
        let before = std::mem::replace(&mut self.timeline, update.timeline);
        for (old, new) in &update.renamed {
            self.rename(*old, *new);
        }
        let newest_first = update.arrived.iter().rev();
        let arrived = newest_first.filter_map(|item| self.timeline.item(item.day, item.id));
        self.rules.fold_arrived(arrived);
        let news = [&update.arrived, &update.revised, &update.promoted];
        for item in news.into_iter().flatten() {
            self.unseen.add(*item);
        }
        // What rules fold must not be listed for a moment as unseen.
        self.fold_unseen();
        for news in news {
            self.remember_arrivals(news);
            self.add_unseen_to_searches(news);
        }
        if update.moved {
            self.unseen.prune(&update.changed, &self.timeline);
        }
        self.remember_renamed(&update.renamed, &update.changed);
        self.follow_marked(&update.changed, &update.renamed, &before);
        self.search_again(&update.changed);
        self.list_source.retain_days(&self.timeline);
        self.views.forget(&update.changed, &self.timeline);
        let place = self.place();
        let followed = self.list.is_following();
        self.show_items(keep);
        if followed && !self.list.is_following() {
            self.say_held();
        }
        if place.position.anchor.map(|anchor| anchor.key) != self.list.selected_key() {
            self.remember_replaced(place, keep);
        }
        // What rules fold has no banner, and that is known once the rules were searched.
        if !self.rules.set().has_folds() {
            self.raise_banner([update.arrived, update.promoted].concat());
        }
        self.update_relative_searches();
        self.update_relative_rules();
        self.schedule_wake();
    }

    /// Searches changed days again.
    fn search_again(&mut self, changed: &[NewsDay]) {
        for kind in SearchKind::ALL {
            let timeline = Arc::clone(&self.timeline);
            if self.search_mut(kind).invalidate(changed, &timeline) {
                let search = Effect::RefreshSearch(kind, changed.to_vec());
                self.effects.push(search);
            }
        }
    }

    /// Says that the list stays although it followed: more arrived than fits above the story being read.
    fn say_held(&mut self) {
        let newest = match self.list.visible().order() {
            Order::Newest => Action::Top,
            Order::Oldest => Action::Bottom,
        };
        let key = self.first_key(newest).unwrap_or_default();
        self.inform(UiText::ListHeld { key });
    }

    /// Decides the selection. While the first dumps load, the selection stays on the newest item.
    fn keep_on_update(&self, update: &Update) -> Keep {
        match self.keep_on_news() {
            Keep::Following { .. }
                if update.arrived.is_empty() && self.list.is_newest_selected() =>
            {
                Keep::Newest
            }
            keep => keep,
        }
    }

    /// Follows an item whose id changed, wherever it is held.
    fn rename(&mut self, old: ItemId, new: ItemId) {
        self.list.rename(old, new);
        self.read_lines.rename(old, new);
        self.detail.rename(old, new);
        self.unseen.rename(old, new);
        self.attention.rename(old, new);
        self.banner.rename(old, new);
        self.rename_alerts(old, new);
        self.matches.rename(old, new);
        self.jumps.rename(old, new);
        self.views.rename(old, new);
        if let Some(arrival) = &mut self.arrival {
            arrival.position.rename(old, new);
        }
        match &mut self.mode {
            Mode::Prompt(prompt) => {
                prompt.before.place.rename(old, new);
                if let Some(before) = &mut prompt.before_completion {
                    before.place.rename(old, new);
                }
            }
            Mode::Normal | Mode::Page(_) => {}
        }
    }
}
