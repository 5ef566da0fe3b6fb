//! Jumps leave a place to go back to: an item on its line, in its view, under its filter, or a page over that.

use std::sync::Arc;

use super::item_list::Keep;
use super::jumps::{JumpSeries, OpenPages, Place};
use super::page::Page;
use super::views::Arrival;
use super::{App, Effect, ItemKey, Mode, PaneId, PromptKind};
use crate::action::PageKind;
use crate::lang::UiText;

impl App {
    /// Remembers the place before a jump. Every move that leaves the screen calls this first.
    pub(super) fn remember_place(&mut self) {
        let place = self.place();
        self.jumps.remember(place);
    }

    /// Remembers the place where a prompt was opened. `n` after a find continues its series.
    pub(super) fn remember_place_before(&mut self, prompt: PromptKind, place: Place) {
        self.jumps.begin(match prompt {
            PromptKind::Find => Some(JumpSeries::Matches),
            PromptKind::Filter
            | PromptKind::GoTo
            | PromptKind::Action
            | PromptKind::Note
            | PromptKind::Stock
            | PromptKind::List
            | PromptKind::Mute
            | PromptKind::MuteTime
            | PromptKind::RuleQuery
            | PromptKind::RuleName
            | PromptKind::RuleStyle => None,
        });
        self.jumps.remember(place);
    }

    /// Remembers a place that the newest item took with nobody there.
    pub(super) fn remember_replaced(&mut self, place: Place, keep: Keep) {
        match keep {
            Keep::Following { .. } => {
                self.jumps.begin(None);
                self.jumps.remember(place);
            }
            Keep::Newest | Keep::Selected | Keep::Wanted => {}
        }
    }

    /// The place on screen with the pages over it.
    pub(super) fn place_with_pages(&self) -> Place {
        let Some(open) = self.open_page() else {
            return self.place();
        };
        let pages: Vec<Page> = self.pages_below.iter().copied().chain([open]).collect();
        let has_basket = pages.iter().any(|page| page.kind == PageKind::Basket);
        let basket = self.basket.day().filter(|_| has_basket);
        Place {
            pages: OpenPages { pages, basket },
            ..self.place()
        }
    }

    /// The place in the list.
    pub(super) fn place(&self) -> Place {
        let filter = self.is_filtered().then(|| self.filter.source().to_owned());
        let Arrival { position, offset } = self.here();
        Place {
            view: Arc::clone(self.views.current()),
            position,
            filter,
            offset,
            pages: OpenPages::default(),
        }
    }

    /// Whether the user has jumped, so that there is a place to go back to.
    pub const fn can_jump_back(&self) -> bool {
        !self.jumps.is_empty()
    }

    /// Goes back to the place before a jump, `steps` jumps ago.
    pub(super) fn jump_back(&mut self, steps: usize) {
        let here = self.place_with_pages();
        match self.jumps.go_back(here, steps) {
            Some(place) => self.return_to(&place),
            None => self.inform(UiText::NoJump),
        }
    }

    /// Shows the item of a place, or its nearest neighbour if it is gone.
    fn return_to(&mut self, place: &Place) {
        self.return_to_view(place);
        if place.filter == self.place().filter {
            self.list.restore(&place.position);
        } else {
            self.return_to_filter(place);
        }
        let selected = self.list.selected_key();
        if selected == place.position.anchor.map(|anchor| anchor.key) {
            self.detail.show(selected);
            self.offsets[PaneId::Detail] = place.offset;
        }
        self.return_to_pages(&place.pages);
    }

    /// Shows the pages of a place as they were.
    fn return_to_pages(&mut self, open: &OpenPages) {
        self.close_pages();
        let Some((page, below)) = open.pages.split_last() else {
            return;
        };
        self.mode = Mode::Page(*page);
        self.pages_below = below.to_vec();
        if let Some(day) = open.basket {
            self.basket.open(day);
            self.effects.push(Effect::ReadStories(day));
        }
        self.begin_page();
    }

    /// Shows the view of a place, unless it is gone.
    fn return_to_view(&mut self, place: &Place) {
        let view = self.views.present(&place.view);
        if let Some(view) = view.filter(|view| view != self.views.current()) {
            let at = Arrival {
                position: place.position.clone(),
                offset: place.offset,
            };
            self.show_view(&view, Some(at));
        }
    }

    /// Goes to an item. What hides it gives way: the pages are closed, the filter is turned off, and then everything is shown.
    pub(super) fn reveal(&mut self, key: ItemKey) {
        let place = self.place_with_pages();
        self.jumps.remember(place);
        self.close_pages();
        if self.list.go_to_key(key) {
            return;
        }
        if self.is_filtered() {
            self.toggle_filter();
        }
        if !self.list.go_to_key(key) {
            let everything = self.views.everything();
            self.show_view(&everything, None);
            self.list_source.turn(false);
            self.show_searched(Keep::Wanted);
            self.list.go_to_key(key);
        }
    }

    /// Turns the filter of a place on, or the present one off. Its item is selected as soon as the filter finds it.
    fn return_to_filter(&mut self, place: &Place) {
        self.list.want(place.position.anchor);
        let query = place.filter.as_deref();
        match query.and_then(|source| self.parse_search(source).ok()?) {
            // The query was valid before.
            Some(query) if query.source() != self.filter.source() => {
                let _ = self.filter_by(query);
            }
            Some(_) | None => {
                self.list_source.turn(!self.list_source.is_on());
                self.show_searched(Keep::Wanted);
            }
        }
    }
}
