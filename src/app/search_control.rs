//! The searches: queries become passes, and their matches become the list's items or highlights.

use std::mem;
use std::sync::Arc;

use super::find_matches::{FindMatches, JumpTarget, PendingJump};
use super::item_list::Keep;
use super::list_source::ListSource;
use super::search::SearchQuery;
use super::search_pass::MatchedDays;
use super::{App, Effect, ItemKey, Mode, Notice, PromptKind, Search, SearchKind};
use crate::action::Action;
use crate::filter::PassProgress;
use crate::item::NewsDay;
use crate::knowledge::Knowledge;
use crate::lang::UiText;
use crate::moment::TimeContext;
use crate::query::{Matcher, QueryError};

impl App {
    /// Filters by a query; an empty one removes the filter. An invalid one changes nothing.
    pub(super) fn set_filter(&mut self, source: &str) -> Result<(), QueryError> {
        match self.parse_search(source)? {
            None => self.clear_search(SearchKind::Filter),
            Some(query) if self.is_filtered() && query.source() == self.filter.source() => {}
            Some(query) => self.filter_by(query)?,
        }
        Ok(())
    }

    /// Filters within the view.
    pub(super) fn filter_by(&mut self, query: SearchQuery) -> Result<(), QueryError> {
        let query = self.within_view(query)?;
        self.list_source.turn(true);
        self.start_search(SearchKind::Filter, query);
        Ok(())
    }

    /// The query of the view and another one together.
    pub(super) fn within_view(&self, query: SearchQuery) -> Result<SearchQuery, QueryError> {
        match self.base.query() {
            Some(base) => query.within(base),
            None => Ok(query),
        }
    }

    /// Filters by a query from outside; an error is shown as a notice.
    pub(super) fn apply_filter(&mut self, source: &str) {
        if let Err(error) = self.set_filter(source) {
            let expected = error.message(self.config.lang);
            let before = source.get(..error.at.start).unwrap_or_default();
            let column = before.chars().count() + 1;
            self.warn(UiText::ErrorAt { column, expected });
        }
    }

    /// Looks for a query, and jumps to the first match from an item on; an empty query ends find. An invalid one changes
    /// nothing.
    pub(super) fn set_find(
        &mut self,
        source: &str,
        from: Option<ItemKey>,
    ) -> Result<(), QueryError> {
        match self.parse_search(source)? {
            None => self.clear_search(SearchKind::Find),
            Some(query) => {
                let (down, steps) = (true, 0);
                self.matches
                    .set_jump(from.map(|from| PendingJump { from, down, steps }));
                self.start_search(SearchKind::Find, query);
            }
        }
        Ok(())
    }

    /// Parses a query; `None` if it is empty.
    pub(super) fn parse_search(&self, source: &str) -> Result<Option<SearchQuery>, QueryError> {
        let lists = self.knowledge.watchlists();
        self.with_time_context(|context| SearchQuery::parse(source, context, lists))
    }

    /// Starts a pass for a query.
    pub(super) fn start_search(&mut self, kind: SearchKind, query: SearchQuery) {
        let found = match kind {
            SearchKind::Filter => self.filter.start(query, Some(&self.base)),
            SearchKind::View | SearchKind::Find | SearchKind::Preview => {
                self.search_mut(kind).start(query, None)
            }
        };
        self.run_search(kind, found);
        self.schedule_wake();
    }

    /// Runs the new pass of a search; without a query, cancels the old one. `found` has the matches of the pass before.
    fn run_search(&mut self, kind: SearchKind, found: MatchedDays) {
        self.refresh_unseen(kind);
        self.renew_lists(kind);
        let knowledge = Arc::clone(&self.knowledge);
        self.search_mut(kind).teach(&knowledge);
        self.effects.push(if self.search(kind).is_active() {
            Effect::StartSearch(kind)
        } else {
            Effect::CancelSearch(kind)
        });
        match kind {
            SearchKind::View | SearchKind::Filter => self.list_source.keep_previous(kind, found),
            SearchKind::Find => self.update_matches(),
            SearchKind::Preview => self.preview.keep(found),
        }
    }

    /// Reads the query of a search again if it names a watchlist: the search may be from a time before the list changed.
    fn renew_lists(&mut self, kind: SearchKind) {
        let mut search = mem::take(self.search_mut(kind));
        if search.reads_lists() {
            let lists = self.knowledge.watchlists();
            let base = self.base_of(kind);
            self.with_time_context(|context| search.renew(context, lists, base));
        }
        *self.search_mut(kind) = search;
    }

    /// Drops a query.
    pub(super) fn clear_search(&mut self, kind: SearchKind) {
        if self.search_mut(kind).clear() {
            self.effects.push(Effect::CancelSearch(kind));
        }
        match kind {
            SearchKind::View | SearchKind::Filter => {
                self.list_source.turn(false);
                self.show_searched(Keep::Wanted);
            }
            SearchKind::Find => self.matches = FindMatches::default(),
            SearchKind::Preview => {}
        }
    }

    /// Restarts the passes whose matches depend on knowledge that changed since `before`.
    pub(super) fn restart_outdated_searches(&mut self, before: &Knowledge) {
        for kind in SearchKind::ALL {
            let is_outdated = self.search(kind).matcher().is_some_and(|matcher| {
                self.knowledge.generation_for(matcher) != before.generation_for(matcher)
            });
            let has_other_lists = self.search(kind).reads_lists()
                && self.knowledge.watchlists_generation() != before.watchlists_generation();
            if is_outdated || has_other_lists {
                let found = self.search_mut(kind).restart();
                self.run_search(kind, found);
            }
        }
    }

    /// Restarts the passes whose queries mean something else at this time or with these dumps: today may be another day.
    pub(super) fn update_relative_searches(&mut self) {
        for kind in SearchKind::ALL {
            if let Some(query) =
                self.with_time_context(|context| self.changed_meaning(kind, context))
            {
                self.start_search(kind, query);
            }
        }
    }

    /// The query of a search, if it means something else by now.
    pub(super) fn changed_meaning(
        &self,
        kind: SearchKind,
        context: &TimeContext<'_>,
    ) -> Option<SearchQuery> {
        let lists = self.knowledge.watchlists();
        let base = self.base_of(kind);
        self.search(kind).changed_meaning(context, lists, base)
    }

    /// The search that another one narrows.
    const fn base_of(&self, kind: SearchKind) -> Option<&Search> {
        match kind {
            SearchKind::Filter => Some(&self.base),
            SearchKind::View | SearchKind::Find | SearchKind::Preview => None,
        }
    }

    /// Returns to an earlier filter. Its matches show at once.
    pub(super) fn restore_filter(&mut self, before: Search, source: ListSource) {
        let is_same = before.source() == self.filter.source();
        if is_same && source.is_on() == self.list_source.is_on() {
            return;
        }
        self.list_source = source;
        let found = self.filter.restore(before);
        self.run_search(SearchKind::Filter, found);
        self.show_items(Keep::Wanted);
        self.schedule_wake();
    }

    /// Returns to an earlier find.
    pub(super) fn restore_find(&mut self, before: Search) {
        self.matches.set_jump(None);
        if before.source() != self.find.source() {
            let found = self.find.restore(before);
            self.matches = FindMatches::default();
            self.run_search(SearchKind::Find, found);
        }
    }

    /// Takes in progress of a pass; false if the pass is not the current one.
    pub(super) fn receive_hits(&mut self, kind: SearchKind, progress: PassProgress) -> bool {
        let keep = self.keep_on_news();
        let timeline = Arc::clone(&self.timeline);
        if !self.search_mut(kind).receive(progress, &timeline) {
            return false;
        }
        match kind {
            SearchKind::View | SearchKind::Filter => self.show_found(kind, keep),
            SearchKind::Find => self.update_matches(),
            SearchKind::Preview => {}
        }
        self.resolve_jump();
        true
    }

    /// Shows new matches of a search, if the list shows it or waits for it.
    fn show_found(&mut self, kind: SearchKind, keep: Keep) {
        if self.list_source.shown() == Some(kind) {
            self.show_items(keep);
        } else if self.narrowing() == Some(kind) {
            self.show_searched(Keep::Wanted);
        }
    }

    /// The search whose matches the list is to show.
    pub const fn narrowing_search(&self) -> Option<&Search> {
        match self.narrowing() {
            Some(kind) => Some(self.search(kind)),
            None => None,
        }
    }

    /// The kind of that search; `None` if it is to show everything.
    pub(super) const fn narrowing(&self) -> Option<SearchKind> {
        if self.is_filtered() {
            Some(SearchKind::Filter)
        } else if self.base.is_active() {
            Some(SearchKind::View)
        } else {
            None
        }
    }

    /// Shows what the list is to show, once the pass has reached the item to be selected. Until then the list stays.
    pub(super) fn show_searched(&mut self, keep: Keep) {
        let search = self.narrowing();
        if !search.is_none_or(|kind| self.has_reached_selection(kind)) {
            return;
        }
        self.list_source.show(search);
        match self.arrival.take() {
            Some(arrival) => self.arrive(&arrival),
            None => self.show_items(keep),
        }
    }

    fn has_reached_selection(&self, kind: SearchKind) -> bool {
        let pass = self.search(kind).pass();
        match self.day_to_show() {
            Some(day) => pass.has_reached(day) && !pass.lacks(day),
            None => pass.has_started(),
        }
    }

    /// The day of the item to be selected.
    fn day_to_show(&self) -> Option<NewsDay> {
        if let Some(arrival) = &self.arrival {
            let newest = || Some(self.timeline.newest()?.day());
            return arrival.day().or_else(newest);
        }
        let wanted = self.list.wanted().map(|anchor| anchor.key);
        let key = wanted.or(self.list.selected_key());
        key.map(|key| key.day)
    }

    /// Turns the filter off and on. The selected item stays selected: the user sees what surrounds a match.
    pub(super) fn toggle_filter(&mut self) {
        if !self.filter.is_active() {
            return self.inform(UiText::FilterFirst);
        }
        self.remember_place();
        if self.list.selected_key().is_some() {
            self.list.forget_wanted();
        }
        self.list_source.turn(!self.list_source.is_on());
        self.show_searched(Keep::Wanted);
        if !self.list_source.is_on() {
            self.say_filter_is_off();
        }
    }

    /// Says for a moment how the filter comes back.
    fn say_filter_is_off(&mut self) {
        let key = self.first_key(Action::ToggleFilter).unwrap_or_default();
        let text = self.config.lang.text(UiText::FilterOff { key });
        let until = self.notices.show_briefly(Notice::info(text), self.now);
        self.wake_at(until);
    }

    /// Jumps to the `steps`th match down or up the list. After find has ended, looks for its last pattern again.
    pub(super) fn find_next(&mut self, down: bool, steps: usize) {
        if !self.find.is_active() && !self.revive_find() {
            let key = self.first_key(Action::Find).unwrap_or_default();
            return self.inform(UiText::FindFirst { key });
        }
        self.remember_place();
        let jump = self.list.selected_key();
        self.matches
            .set_jump(jump.map(|from| PendingJump { from, down, steps }));
        self.resolve_jump();
    }

    /// Starts find with the last pattern; false without one.
    fn revive_find(&mut self) -> bool {
        let last = self.history.lines(PromptKind::Find).last();
        let query = last.and_then(|source| self.parse_search(source).ok()?);
        if let Some(query) = query {
            self.start_search(SearchKind::Find, query);
        }
        self.find.is_active()
    }

    /// Makes the jump that waits, if the pass has come far enough.
    fn resolve_jump(&mut self) {
        let (visible, pass) = (self.list.visible(), self.find.pass());
        let hint = self.list.selected_index().unwrap_or_default();
        match self.matches.resolve_jump(visible, pass, hint) {
            None => {}
            Some(JumpTarget::Match(index)) => self.list.go_to_unfolded(index),
            Some(JumpTarget::Wrapped { index, down }) => {
                self.list.go_to_unfolded(index);
                self.inform(if down {
                    UiText::WrappedToStart
                } else {
                    UiText::WrappedToEnd
                });
            }
            Some(JumpTarget::Nowhere) => {
                self.restore_position();
                self.say_not_found();
            }
        }
    }

    /// Says that nothing was found, and why not if the word has too few letters for pinyin.
    fn say_not_found(&mut self) {
        let lang = self.config.lang;
        let query = self.find.source().to_owned();
        let not_found = lang.text(UiText::NotFound { query });
        let word = self.find.matcher().and_then(Matcher::word_for_names);
        let names = word.map(|word| {
            let word = word.to_owned();
            format!(" · {}", lang.text(UiText::NamesOnly { word }))
        });
        self.notify(Notice::info(format!(
            "{not_found}{}",
            names.unwrap_or_default()
        )));
    }

    /// Returns to the position that the list had when the prompt was opened.
    pub(super) fn restore_position(&mut self) {
        if let Mode::Prompt(prompt) = &self.mode {
            self.list.restore(&prompt.before.place.position);
        }
    }
}
