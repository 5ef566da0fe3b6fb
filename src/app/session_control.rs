//! Leaves what the user set and where the user was to the next run, and takes it over at the start.

use std::mem;
use std::sync::Arc;

use super::item_list::Keep;
use super::jumps::{OpenPages, Place};
use super::session::{NoteDraft, SavedLeftView, SavedPlace, Session};
use super::views::{Arrival, LeftView};
use super::{App, Effect, Mode, PromptKind, PromptLine, SearchKind};
use crate::action::Action;
use crate::config::view::{Choices, DENSITIES, LAYOUTS, ORDERS};
use crate::item::Stamp;
use crate::lang::UiText;
use crate::state::KeptStory;

impl App {
    /// The session as it is now.
    fn session(&self) -> Session {
        let settings = &self.config.settings;
        let (order, density) = (self.list.visible().order(), self.list.density());
        Session {
            left: self.attention.last_action().unix(),
            place: SavedPlace::from(&self.place()),
            jumps: self.jumps.places().map(SavedPlace::from).collect(),
            order: changed(ORDERS, order, settings.order),
            density: changed(DENSITIES, density, settings.density),
            layout: changed(LAYOUTS, self.arrangement, settings.layout),
            split: Some(self.split).filter(|split| *split != self.configured_split()),
            filter: self.filter.source().to_owned(),
            find: self.find.source().to_owned(),
            views: self.left_views(),
            history: self.history.to_lists(),
            list: self.last_list.clone(),
            draft: self.draft(),
        }
    }

    /// The views that are not on the screen.
    fn left_views(&self) -> Vec<SavedLeftView> {
        let left = self.views.left().map(|(view, left)| {
            let filter = left.filter.source().to_owned();
            let place = Place {
                view: Arc::clone(view),
                position: left.arrival.position.clone(),
                filter: left.is_filtered.then(|| filter.clone()),
                offset: left.arrival.offset,
                pages: OpenPages::default(),
            };
            let place = SavedPlace::from(&place);
            SavedLeftView { place, filter }
        });
        left.collect()
    }

    /// Takes over how another view was left.
    fn take_left_view(&mut self, saved: SavedLeftView) {
        let place = saved.place.into_place(&self.views);
        let mut left = LeftView {
            is_filtered: place.filter.is_some(),
            arrival: Arrival {
                position: place.position,
                offset: place.offset,
            },
            ..LeftView::default()
        };
        if let Ok(Some(query)) = self.parse_search(&saved.filter) {
            left.filter.start(query, None);
        }
        self.views.set_left(&place.view, left);
    }

    /// Keeps the session if it has changed. Is called a second after the user did something, and at the end.
    pub(super) fn keep_session(&mut self) {
        self.session_due = None;
        if !self.keeps_session {
            return;
        }
        let session = self.session().to_text();
        if self.kept_session.as_ref() != Some(&session) {
            self.effects.push(Effect::KeepSession(session.clone()));
            self.kept_session = Some(session);
        }
    }

    /// Whether the user has done something that cannot be kept yet: what the last run left has not come.
    pub const fn waits_to_keep_session(&self) -> bool {
        self.attention.has_acted() && !self.keeps_session
    }

    /// Has the session kept within a second.
    pub(super) fn keep_session_soon(&mut self) {
        if self.keeps_session && self.session_due.is_none() {
            let due = Stamp::from_unix(i64::from(self.now.unix()) + 1).unwrap_or_default();
            self.session_due = Some(due);
            self.wake_at(due);
        }
    }

    /// Keeps the session if that is due.
    pub(super) fn keep_due_session(&mut self) {
        if self.session_due.is_some_and(|due| due <= self.now) {
            self.keep_session();
        }
    }

    /// Takes over the session of the last run. What the command line says wins, and so does what the user has done: a slow disk
    /// may let the session come after keys.
    pub(super) fn take_session(&mut self, text: &str) {
        let mut session = Session::parse(text);
        self.take_looks(&session);
        self.history.put_before(mem::take(&mut session.history));
        self.last_list = self.last_list.take().or(session.list.take());
        let views = &self.views;
        let jumps = mem::take(&mut session.jumps).into_iter();
        self.jumps
            .put_before(jumps.map(|place| place.into_place(views)));
        if self.attention.has_acted() {
            self.leave_place_to_jumps(session);
        } else {
            self.take_place(session);
        }
    }

    /// Takes over how the list and the panes look, except for what the user has changed.
    fn take_looks(&mut self, session: &Session) {
        let settings = &self.config.settings;
        let order = chosen(ORDERS, session.order.as_deref())
            .filter(|_| !self.given.order && self.list.visible().order() == settings.order);
        let density = chosen(DENSITIES, session.density.as_deref())
            .filter(|_| self.list.density() == settings.density);
        let arrangement = chosen(LAYOUTS, session.layout.as_deref())
            .filter(|_| self.arrangement == settings.layout);
        let split = session
            .split
            .filter(|_| self.split == self.configured_split());
        if let Some(order) = order {
            self.show_items_in(order, Keep::Selected);
        }
        if let Some(density) = density {
            self.list.set_density(density);
        }
        self.arrangement = arrangement.unwrap_or(self.arrangement);
        self.split = split.unwrap_or(self.split);
    }

    /// Shows the place where the last run ended, and opens the note that was begun.
    fn take_place(&mut self, session: Session) {
        let place = session.place.into_place(&self.views);
        if !self.given.query {
            if place.view != *self.views.current() {
                self.show_view(&place.view, None);
                self.arrival = None;
            }
            self.take_queries(&session.filter, &session.find, place.filter.is_some());
        }
        // Only now: showing the place keeps how the view of the start was left.
        for left in session.views {
            self.take_left_view(left);
        }
        if !place.position.following {
            self.list.stop_following();
            self.list.want(place.position.anchor);
            self.show_searched(Keep::Wanted);
        }
        if let Some(draft) = session.draft {
            self.open_draft(draft);
        }
    }

    /// Lets the user go on, with the place of the last run as the last jump. The note that was begun waits for its story.
    fn leave_place_to_jumps(&mut self, session: Session) {
        for left in session.views {
            let view = left.place.clone().into_place(&self.views).view;
            if !self.views.has_shown(&view) {
                self.take_left_view(left);
            }
        }
        let place = session.place.into_place(&self.views);
        if place.position.anchor.is_some() {
            self.jumps.push(place);
        }
        if let Some(draft) = session.draft {
            self.waiting_draft = Some(draft);
            let key = self.first_key(Action::Note).unwrap_or_default();
            self.inform(UiText::DraftWaits { key });
        }
    }

    fn take_queries(&mut self, filter: &str, find: &str, is_on: bool) {
        if let Ok(Some(query)) = self.parse_search(filter) {
            self.list_source.turn(is_on);
            if let Ok(query) = self.within_view(query) {
                self.start_search(SearchKind::Filter, query);
            }
        }
        if let Ok(Some(query)) = self.parse_search(find) {
            self.start_search(SearchKind::Find, query);
        }
    }

    /// The note that is being typed, or the one that waits for its story.
    fn draft(&self) -> Option<NoteDraft> {
        match &self.mode {
            Mode::Prompt(prompt) if prompt.line.kind() == PromptKind::Note => {
                Some(NoteDraft::new(prompt.line.text(), prompt.noted.as_ref()?))
            }
            Mode::Normal | Mode::Prompt(_) | Mode::Page(_) => self.waiting_draft.clone(),
        }
    }

    /// Takes the text of the note that waits for this story.
    pub(super) fn take_waiting_draft(&mut self, story: &KeptStory) -> Option<String> {
        let draft = self.waiting_draft.take_if(|draft| draft.is_about(story))?;
        Some(draft.into_parts().0)
    }

    /// Opens the prompt of a note that was not entered when the last run ended.
    fn open_draft(&mut self, draft: NoteDraft) {
        let (text, story) = draft.into_parts();
        let line = PromptLine::continuing(PromptKind::Note, &text);
        self.open_prompt_with(line, |prompt| prompt.noted = Some(story));
        self.inform(UiText::DraftIsBack);
    }
}

/// The name of a value that is not the configured one.
fn changed<T: Copy + PartialEq>(choices: Choices<T>, value: T, configured: T) -> Option<String> {
    let (name, _) = choices.iter().find(|(_, choice)| *choice == value)?;
    (value != configured).then(|| (*name).to_owned())
}

fn chosen<T: Copy>(choices: Choices<T>, name: Option<&str>) -> Option<T> {
    let (_, value) = choices.iter().find(|(choice, _)| Some(*choice) == name)?;
    Some(*value)
}
