//! The filter and find: queries become passes, and their matches become the list's items or highlights.

use super::app::App;
use super::effect::Effect;
use super::find_matches::{FindMatches, JumpTarget, PendingJump};
use super::item_key::ItemKey;
use super::item_list::Keep;
use super::list_source::ListSource;
use super::mode::{Mode, PromptSnapshot};
use super::response::Response;
use super::search::{Search, SearchQuery};
use super::search_kind::SearchKind;
use super::search_pass::MatchedDays;
use crate::filter::PassProgress;
use crate::knowledge::Knowledge;
use crate::lang::UiText;
use crate::query::QueryError;

impl App {
    /// Filters by a query; an empty one removes the filter. An invalid one changes nothing.
    pub(super) fn set_filter(&mut self, source: &str) -> Result<Vec<Effect>, QueryError> {
        let Some(query) = SearchQuery::parse(source, self.now)? else {
            return Ok(self.clear_search(SearchKind::Filter));
        };
        if self.is_filtered() && query.source() == self.filter.source() {
            return Ok(Vec::new());
        }
        self.source.turn_on();
        Ok(self.start_search(SearchKind::Filter, query))
    }

    /// Filters by a query from outside; a notice says what is wrong with it.
    pub(super) fn apply_filter(&mut self, source: &str) -> Vec<Effect> {
        self.set_filter(source).unwrap_or_else(|error| {
            let expected = error.message(self.config.lang);
            let before = source.get(..error.at.start).unwrap_or_default();
            let column = before.chars().count() + 1;
            self.warn(UiText::ErrorAt { column, expected })
        })
    }

    /// Looks for a query, and jumps to the first match from an item on; an empty query ends find. An invalid one changes
    /// nothing.
    pub(super) fn set_find(
        &mut self,
        source: &str,
        from: Option<ItemKey>,
    ) -> Result<Vec<Effect>, QueryError> {
        let Some(query) = SearchQuery::parse(source, self.now)? else {
            return Ok(self.clear_search(SearchKind::Find));
        };
        self.matches.set_jump(from.map(|from| PendingJump {
            from,
            down: true,
            steps: 0,
        }));
        Ok(self.start_search(SearchKind::Find, query))
    }

    /// Starts a pass for a query.
    pub(super) fn start_search(&mut self, kind: SearchKind, query: SearchQuery) -> Vec<Effect> {
        let (found, effect) = self.search_mut(kind).start(query);
        self.pass_restarted(kind, found);
        [effect].into_iter().chain(self.next_wake()).collect()
    }

    fn pass_restarted(&mut self, kind: SearchKind, found: MatchedDays) {
        match kind {
            SearchKind::Filter => self.source.keep_previous(found),
            SearchKind::Find => self.count_matches(),
        }
    }

    /// Drops a query.
    pub(super) fn clear_search(&mut self, kind: SearchKind) -> Vec<Effect> {
        let effect = self.search_mut(kind).clear();
        match kind {
            SearchKind::Filter => {
                self.source = ListSource::default();
                self.show_items(Keep::Wanted);
            }
            SearchKind::Find => self.matches = FindMatches::default(),
        }
        effect.into_iter().collect()
    }

    /// Starts passes again whose matches depend on something that was not known `before`.
    pub(super) fn restart_outdated_searches(&mut self, before: &Knowledge) -> Vec<Effect> {
        let mut effects = Vec::new();
        for kind in [SearchKind::Filter, SearchKind::Find] {
            let generation = |knowledge: &Knowledge| {
                let matcher = self.search(kind).matcher();
                matcher.map(|matcher| knowledge.generation_for(matcher))
            };
            if generation(&self.knowledge) != generation(before)
                && let Some((found, effect)) = self.search_mut(kind).restart()
            {
                self.pass_restarted(kind, found);
                effects.push(effect);
            }
        }
        effects
    }

    /// Starts passes again whose queries mean something else now: today is another day.
    pub(super) fn update_relative_searches(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        for kind in [SearchKind::Filter, SearchKind::Find] {
            if let Some(query) = self.search(kind).changed_meaning(self.now) {
                effects.extend(self.start_search(kind, query));
            }
        }
        effects
    }

    /// Returns to the filter and find of a snapshot.
    pub(super) fn restore_searches(&mut self, before: PromptSnapshot) -> Vec<Effect> {
        let mut effects = self.restore_filter(before.filter, before.source);
        effects.extend(self.restore_find(before.find));
        effects
    }

    /// Returns to an earlier filter. Its matches show at once.
    fn restore_filter(&mut self, before: Search, source: ListSource) -> Vec<Effect> {
        let is_same =
            before.source() == self.filter.source() && source.is_on() == self.source.is_on();
        if is_same {
            return Vec::new();
        }
        self.source = source;
        let (found, effect) = self.filter.restore(before);
        self.source.keep_previous(found);
        self.show_items(Keep::Wanted);
        effect.into_iter().chain(self.next_wake()).collect()
    }

    /// Returns to an earlier find.
    pub(super) fn restore_find(&mut self, before: Search) -> Vec<Effect> {
        self.matches.set_jump(None);
        if before.source() == self.find.source() {
            return Vec::new();
        }
        let (_, effect) = self.find.restore(before);
        self.matches = FindMatches::default();
        self.count_matches();
        effect.into_iter().collect()
    }

    /// Takes in progress of a pass.
    pub(super) fn receive_hits(&mut self, kind: SearchKind, progress: PassProgress) -> Response {
        let keep = self.keep_on_news();
        let timeline = &self.timeline;
        let received = match kind {
            SearchKind::Filter => self.filter.receive(progress, timeline),
            SearchKind::Find => self.find.receive(progress, timeline),
        };
        if !received {
            return Response::default();
        }
        match kind {
            SearchKind::Filter => self.show_filtered(keep),
            SearchKind::Find => self.count_matches(),
        }
        self.resolve_jump().into()
    }

    /// Shows the filter's matches, once its pass has reached the item to be selected.
    fn show_filtered(&mut self, keep: Keep) {
        if !self.source.is_on() {
            return;
        }
        if self.source.is_current() {
            self.show_items(keep);
        } else if self.filter_reached_selection() {
            self.source.use_current();
            self.show_items(Keep::Wanted);
        }
    }

    fn filter_reached_selection(&self) -> bool {
        let wanted = self.list.wanted().map(|anchor| anchor.key);
        match wanted.or(self.list.selected_key()) {
            Some(key) => self.filter.pass().has_reached(key.day),
            None => self.filter.pass().has_started(),
        }
    }

    /// Turns the filter off and on. The selected item stays selected, so that one can look at what surrounds a match.
    pub(super) fn toggle_filter(&mut self) -> Vec<Effect> {
        if !self.filter.is_active() {
            return self.inform(UiText::FilterFirst);
        }
        if self.list.selected_key().is_some() {
            self.list.forget_wanted();
        }
        self.source.toggle(self.filter_reached_selection());
        self.show_items(Keep::Wanted);
        Vec::new()
    }

    /// Jumps to the `steps`th match down or up the list.
    pub(super) fn find_next(&mut self, down: bool, steps: usize) -> Vec<Effect> {
        if !self.find.is_active() {
            return self.inform(UiText::FindFirst);
        }
        let jump = self.list.selected_key();
        self.matches
            .set_jump(jump.map(|from| PendingJump { from, down, steps }));
        self.resolve_jump()
    }

    /// Makes the jump that waits, if the pass has come far enough.
    fn resolve_jump(&mut self) -> Vec<Effect> {
        let (visible, pass) = (self.list.visible(), self.find.pass());
        let hint = self.list.selected_index().unwrap_or_default();
        match self.matches.resolve_jump(visible, pass, hint) {
            None => Vec::new(),
            Some(JumpTarget::Match(index)) => {
                self.list.go_to(index);
                Vec::new()
            }
            Some(JumpTarget::Wrapped(index)) => {
                self.list.go_to(index);
                self.inform(UiText::Wrapped)
            }
            Some(JumpTarget::Nowhere) => {
                self.restore_position();
                let query = self.find.source().to_owned();
                self.inform(UiText::NotFound { query })
            }
        }
    }

    /// Returns to the list's position from before the open prompt.
    pub(super) fn restore_position(&mut self) {
        if let Mode::Prompt(prompt) = &self.mode {
            self.list.restore(&prompt.before.position);
        }
    }
}
