//! Switches between views. Each one comes back as it was left: its place, its filter, and its hits, as far as they were kept.

use std::mem;
use std::sync::Arc;

use super::item_list::Keep;
use super::view::{View, ViewKind};
use super::views::{Arrival, LeftView};
use super::{App, Effect, PaneId, Search, SearchKind, topics};
use crate::lang::UiText;
use crate::query::QueryError;

/// The most changed days that are searched again for hits that were kept. Beyond that the whole pass runs again.
const MAX_CHANGED_DAYS: usize = 64;

impl App {
    /// The views, in the order of the header.
    pub fn views(&self) -> impl Iterator<Item = &View> {
        self.views.all().map(|view| &**view)
    }

    /// Whether a view is on the screen.
    pub fn is_current_view(&self, view: &View) -> bool {
        **self.views.current() == *view
    }

    /// The number of a view's unseen items; `None` if it is not known.
    pub fn unseen_of(&self, view: &View) -> Option<usize> {
        match view.kind {
            ViewKind::Everything => Some(self.unseen.len()),
            ViewKind::Red => Some(self.unseen.counts().red),
            ViewKind::Rule(rule) => Some(self.rules.unseen(rule)),
            ViewKind::Temporary => self.listed_new.filter(|_| !self.is_filtered()),
        }
    }

    /// The name of the view, unless it has everything.
    pub fn current_view_name(&self) -> Option<&str> {
        let view = self.views.current();
        (!view.is_everything()).then_some(&*view.name)
    }

    /// The number of items of the view, as far as they were found.
    pub fn view_len(&self) -> usize {
        if self.base.is_active() {
            self.base.pass().counts().all
        } else {
            self.timeline.len()
        }
    }

    /// Switches to the view of a digit.
    pub(super) fn go_to_view(&mut self, key: u32) {
        let view = u8::try_from(key).ok();
        match view.and_then(|key| self.views.with_key(key)) {
            Some(view) => self.switch_view(&view),
            None => self.inform(UiText::NoSuchView { key }),
        }
    }

    /// Opens a view of the selected item's stock; again: of its next stock.
    pub(super) fn open_stock_view(&mut self) {
        let Some(item) = self.selected() else {
            return self.inform(UiText::NoSelection);
        };
        let views = topics::stocks(item, &self.knowledge);
        let none = self.no_stock(UiText::NoStockNamed);
        self.open_next(views, none, UiText::NoOtherStock);
    }

    /// Opens a view of the selected item's theme; again: of its next theme.
    pub(super) fn open_theme_view(&mut self) {
        let Some(item) = self.selected() else {
            return self.inform(UiText::NoSelection);
        };
        self.open_next(topics::themes(item), UiText::NoTheme, UiText::NoOtherTheme);
    }

    /// Opens the view after the present one, or the first one, with the selected item on its line.
    fn open_next(&mut self, mut views: Vec<View>, none: UiText, no_other: UiText) {
        if views.is_empty() {
            return self.inform(none);
        }
        let present = views.iter().position(|view| self.is_current_view(view));
        let next = present.map_or(0, |present| (present + 1) % views.len());
        if present == Some(next) {
            return self.inform(no_other);
        }
        let mut at = self.here();
        at.position.following &= self.list.is_newest_selected();
        self.focus_list();
        self.remember_place();
        self.show_view(&Arc::new(views.swap_remove(next)), Some(at));
    }

    /// Switches to a view beside the present one.
    pub(super) fn walk_views(&mut self, steps: usize, is_right: bool) {
        let view = self.views.beside(steps, is_right);
        self.switch_view(&view);
    }

    /// Switches to a view by the user's wish: the way back leads here.
    pub(super) fn switch_view(&mut self, view: &Arc<View>) {
        self.focus_list();
        if *view != *self.views.current() {
            self.remember_place();
            self.show_view(view, None);
        }
    }

    /// Leaves the view for the one around it; false in the view of everything.
    pub(super) fn leave_view(&mut self) -> bool {
        let outer = self.views.outer();
        if let Some(view) = &outer {
            self.switch_view(view);
        }
        outer.is_some()
    }

    /// Shows another view, at this place or at its own. If its query cannot be read, a line says so, and the view stays.
    pub(super) fn show_view(&mut self, view: &Arc<View>, at: Option<Arrival>) {
        if let Err(error) = self.parse_search(&view.query) {
            return self.say_unreadable(view, &error);
        }
        let left = Arc::clone(self.views.current());
        let here = self.here();
        let is_filtered = self.list_source.is_on();
        if let Some(kind) = self.list_source.shown() {
            let found = self.search(kind).pass().found().clone();
            self.list_source.keep_previous(kind, found);
        }
        let next = self.views.enter(view);
        let left_view = LeftView {
            arrival: here,
            base: self.exchange(SearchKind::View, next.base),
            filter: self.exchange(SearchKind::Filter, next.filter),
            is_filtered,
        };
        self.views.keep(&left, left_view);
        self.list_source.turn(next.is_filtered);
        self.list.forget_wanted();
        self.arrival = Some(at.unwrap_or(next.arrival));
        self.search_view(view);
        self.show_searched(Keep::Newest);
        self.schedule_wake();
    }

    /// Takes over the views of other rules. The one on the screen goes on by its name; if it is gone, everything is shown.
    pub(super) fn renew_views(&mut self) {
        let before = Arc::clone(self.views.current());
        self.views.set_rules(self.rules.set(), self.config.lang);
        match self.views.present(&before) {
            None => {
                self.show_everything();
                let view = before.name.to_string();
                self.inform(UiText::ViewIsGone { view });
            }
            Some(view) if view.query == before.query => self.views.replace_current(view),
            Some(view) => {
                if let Err(error) = self.parse_search(&view.query) {
                    self.show_everything();
                    return self.say_unreadable(&view, &error);
                }
                self.arrival = Some(self.here());
                self.views.replace_current(Arc::clone(&view));
                self.search_view(&view);
                self.show_searched(Keep::Newest);
            }
        }
    }

    fn show_everything(&mut self) {
        let everything = self.views.everything();
        self.show_view(&everything, None);
    }

    /// Says why a view cannot be shown.
    fn say_unreadable(&mut self, view: &View, error: &QueryError) {
        let (view, why) = (view.name.to_string(), error.message(self.config.lang));
        self.warn(UiText::ViewUnreadable { view, why });
    }

    /// The place on the screen, or the one that is about to be there.
    pub(super) fn here(&self) -> Arrival {
        let shown = || Arrival {
            position: self.list_position(),
            offset: self.offsets[PaneId::Detail],
        };
        self.arrival.clone().unwrap_or_else(shown)
    }

    /// Puts another search in force; returns the one before, for later.
    fn exchange(&mut self, kind: SearchKind, mut next: Search) -> Search {
        next.replace(self.search(kind));
        mem::replace(self.search_mut(kind), next).set_aside()
    }

    /// Has the queries of a view searched, as far as their hits were not kept.
    fn search_view(&mut self, view: &View) {
        if self.base.source() == &*view.query {
            self.resume_search(SearchKind::View);
            return self.resume_search(SearchKind::Filter);
        }
        if let Ok(Some(query)) = self.parse_search(&view.query) {
            self.start_search(SearchKind::View, query);
        } else {
            self.base.clear();
            self.effects.push(Effect::CancelSearch(SearchKind::View));
        }
        let filter = self.filter.source().to_owned();
        let query = self.parse_search(&filter).ok().flatten();
        match query.and_then(|query| self.within_view(query).ok()) {
            Some(query) => self.start_search(SearchKind::Filter, query),
            None => self.effects.push(Effect::CancelSearch(SearchKind::Filter)),
        }
    }

    /// Goes on with a search whose hits were kept.
    fn resume_search(&mut self, kind: SearchKind) {
        let Some(query) = self.search(kind).query().cloned() else {
            return self.effects.push(Effect::CancelSearch(kind));
        };
        if let Some(query) = self.with_time_context(|context| self.changed_meaning(kind, context)) {
            return self.start_search(kind, query);
        }
        let pass = self.search(kind).pass();
        let days = pass.unsearched();
        if !pass.is_complete() || days.len() > MAX_CHANGED_DAYS {
            return self.start_search(kind, query);
        }
        self.effects.push(Effect::ResumeSearch(kind));
        if !days.is_empty() {
            self.effects.push(Effect::RefreshSearch(kind, days));
        }
    }

    /// Shows the place where the user arrives. A list that follows the news arrives at the newest item.
    pub(super) fn arrive(&mut self, arrival: &Arrival) {
        self.show_items(Keep::Newest);
        self.list.restore(&arrival.position);
        if arrival.position.following && !self.list.is_following() {
            self.list.go_to_newest();
        }
        let selected = self.list.selected_key();
        let anchor = arrival.position.anchor.map(|anchor| anchor.key);
        if anchor.is_some() && selected == anchor {
            self.detail.show(selected);
            self.offsets[PaneId::Detail] = arrival.offset;
        }
    }
}
