//! The basket: opening it, and going through it.

use std::sync::Arc;

use super::page::Page;
use super::{App, Effect, ItemKey, Mode};
use crate::action::PageKind;
use crate::dump::story::StoryParts;
use crate::item::NewsDay;
use crate::lang::UiText;
use crate::state::{KeptStory, MarkedStory};
use crate::timeline::ItemRef;

impl App {
    /// The item of a marked story; `None` if no dump has it any more.
    pub fn item_of(&self, story: &KeptStory) -> Option<ItemRef<'_>> {
        let guess = || {
            let mut ids = self.guess_of(story).into_iter();
            ids.find_map(|id| self.timeline.item(story.day, id))
        };
        self.own_item_of(story).or_else(guess)
    }

    /// The item of a marked story under one of its ids. Another rollover may put it on the day beside; no other day is
    /// searched, for each frame of the basket does this.
    pub(super) fn own_item_of(&self, story: &KeptStory) -> Option<ItemRef<'_>> {
        let days = [story.day, story.day.previous(), story.day.next()];
        days.into_iter().find_map(|day| {
            let day = self.timeline.day(day)?;
            Some(day.item(day.find_story(&story.ids)?))
        })
    }

    /// Has the stories of the day in view ready for the basket.
    pub(super) fn load_basket(&mut self) {
        let day = self.basket_day();
        self.basket.open(day);
        self.basket.end_comparison();
        self.effects.push(Effect::ReadStories(day));
    }

    /// The day of the selected item.
    fn basket_day(&self) -> NewsDay {
        let newest = || self.timeline.newest().map(|item| item.day());
        let selected = self.list.selected_key().map(|key| key.day);
        selected.or_else(newest).unwrap_or_default()
    }

    /// Whether the basket is on screen.
    pub(super) fn shows_basket(&self) -> bool {
        self.open_page()
            .is_some_and(|page| page.kind == PageKind::Basket)
    }

    /// Reads the stories again, after a mark of the day has changed.
    pub(super) fn renew_basket(&mut self) {
        if self.shows_basket()
            && let Some(day) = self.basket.day()
        {
            self.effects.push(Effect::ReadStories(day));
        }
    }

    /// Shows the basket of the day before or after that has marks; false if the basket is not open.
    pub(super) fn change_basket_day(&mut self, later: bool, steps: usize) -> bool {
        let (true, Some(day)) = (self.shows_basket(), self.basket.day()) else {
            return false;
        };
        let days: Vec<NewsDay> = self.knowledge.marks().marked_days().collect();
        let at = days.partition_point(|marked| *marked < day);
        let to = if later {
            let next = at + usize::from(days.get(at) == Some(&day));
            days.get(next + steps - 1)
        } else {
            at.checked_sub(steps).and_then(|at| days.get(at))
        };
        match to {
            Some(&day) => {
                self.basket.open(day);
                self.effects.push(Effect::ReadStories(day));
                self.mode = Mode::Page(Page::new(PageKind::Basket));
            }
            None => self.inform(if later {
                UiText::NoLaterBasket
            } else {
                UiText::NoEarlierBasket
            }),
        }
        true
    }

    /// Takes the stories that were read.
    pub(super) fn take_stories(&mut self, day: Option<NewsDay>, stories: Vec<MarkedStory>) {
        self.restore_marks(&stories);
        self.compare_only_marked();
        if self.basket.take(day, stories)
            && let Some(purpose) = self.basket.pending.take()
        {
            self.apply_basket(purpose);
        }
    }

    /// Ends the comparison once one of its stories has neither star nor note.
    fn compare_only_marked(&mut self) {
        let is_bare = |story: &KeptStory| self.mark_of(story).is_empty();
        let pair = self.basket.compared();
        if pair.is_some_and(|pair| pair.into_iter().any(is_bare)) {
            self.basket.end_comparison();
        }
    }

    /// Compares the selected story of the basket with the next one; outside of the basket, the two that were starred last.
    pub(super) fn compare_stories(&mut self) {
        if !self.shows_basket() {
            self.effects.push(Effect::ReadLastStarred);
            return;
        }
        let Mode::Page(page) = &mut self.mode else {
            return;
        };
        match self.basket.compare(page.selected.into()) {
            // What fits on the screen is not scrolled: the page is laid out before it is drawn.
            Some(first) => {
                let first = u16::try_from(first).unwrap_or_default();
                page.offset = self.metrics.page_entries.lines(first).start;
            }
            None => self.inform(UiText::NothingToCompare),
        }
    }

    /// Opens the basket of the newer one of two stories, and compares them.
    pub(super) fn compare_last_starred(&mut self, stories: &[MarkedStory]) {
        let [one, other] = stories else {
            return self.inform(UiText::NothingToCompare);
        };
        self.basket.compare_both(&one.story, &other.story);
        self.mode = Mode::Page(Page::new(PageKind::Basket));
        self.renew_basket();
    }

    /// Goes to the nth story of the basket in the list; false if there is none.
    pub(super) fn go_to_story(&mut self, nth: usize) -> bool {
        let Some(marked) = self.basket.story(nth) else {
            return false;
        };
        let Some(key) = self.item_of(&marked.story).map(ItemKey::from) else {
            self.inform(UiText::StoryIsGone);
            return true;
        };
        self.reveal(key);
        true
    }

    /// Stars the selected story of the basket, or takes its star away; false if the basket is not open.
    pub(super) fn toggle_star_in_basket(&mut self) -> bool {
        let Mode::Page(page) = &self.mode else {
            return false;
        };
        if page.kind != PageKind::Basket {
            return false;
        }
        if let Some(marked) = self.basket.story(page.selected.into()) {
            let story = marked.story.clone();
            self.toggle_star_of(&story);
        }
        true
    }

    /// The selected story of the basket.
    pub(super) fn story_in_basket(&self) -> Option<&Arc<KeptStory>> {
        let Mode::Page(page) = &self.mode else {
            return None;
        };
        let is_basket = page.kind == PageKind::Basket;
        let marked = self.basket.story(page.selected.into());
        marked.filter(|_| is_basket).map(|marked| &marked.story)
    }
}

/// The headline of a story that no dump has any more.
pub fn headline(story: &KeptStory) -> String {
    StoryParts::parse(&story.text).headline().to_owned()
}
