//! The places before jumps, for the way back.
//!
//! Going back swaps two places: it takes the last one off the list and leaves the present one there, so that going back again
//! returns. A count goes further back. Nothing else changes the order, whatever the user did between two jumps.

use std::mem;
use std::sync::Arc;

use super::item_list::ListPosition;
use super::page::Page;
use super::view::View;
use crate::item::{ItemId, NewsDay};

/// The most places that are kept.
const MAX_PLACES: usize = 100;

/// Where the user was.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub view: Arc<View>,
    pub position: ListPosition,
    /// The query of the filter; `None` if it was off.
    pub filter: Option<String>,
    /// The lines scrolled off at the top of the detail.
    pub offset: u16,
    /// What covered the list.
    pub pages: OpenPages,
}

/// Pages over the list.
#[derive(Debug, Clone, Default)]
pub(super) struct OpenPages {
    /// The one on the screen comes last.
    pub pages: Vec<Page>,
    /// The day of the basket, if that is one of them.
    pub basket: Option<NewsDay>,
}

impl OpenPages {
    /// Whether the same page is on the screen.
    fn is_same(&self, other: &Self) -> bool {
        let kind = |open: &Self| open.pages.last().map(|page| page.kind);
        kind(self) == kind(other) && self.basket == other.basket
    }
}

impl Place {
    /// Follows an item whose id changed.
    pub(super) fn rename(&mut self, old: ItemId, new: ItemId) {
        self.position.rename(old, new);
    }

    /// Whether it shows the same item in the same list, or the same page over it.
    fn is_same(&self, other: &Self) -> bool {
        let item = |place: &Self| place.position.anchor.map(|anchor| anchor.key);
        item(self) == item(other)
            && self.filter == other.filter
            && self.view == other.view
            && self.pages.is_same(&other.pages)
    }
}

/// Jumps that count as one if nothing else comes between: the way back leads to the place before the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JumpSeries {
    /// To other days.
    Days,
    /// To other sessions.
    Sessions,
    /// To matches of find.
    Matches,
    /// To unseen items.
    Unseen,
}

/// The places before jumps.
#[derive(Debug, Default)]
pub(super) struct Jumps {
    /// The oldest first, none twice.
    places: Vec<Place>,
    /// The series of the present action.
    series: Option<JumpSeries>,
    /// Whether the place before the series is in the list.
    is_remembered: bool,
}

impl Jumps {
    /// Takes the places of an earlier run, the oldest first, as those before its own.
    pub(super) fn put_before(&mut self, places: impl Iterator<Item = Place>) {
        let own = mem::take(&mut self.places);
        for place in places.take(MAX_PLACES).chain(own) {
            self.push(place);
        }
    }

    /// The places, the oldest first.
    pub(super) fn places(&self) -> impl Iterator<Item = &Place> {
        self.places.iter()
    }

    /// Whether there is no place to go back to.
    pub(super) const fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Notes the series of the next jump. Another one, or none, ends the series before.
    pub(super) fn begin(&mut self, series: Option<JumpSeries>) {
        if series.is_none() || series != self.series {
            self.series = series;
            self.is_remembered = false;
        }
    }

    /// Adds the place before a jump, unless the jump continues a series.
    pub(super) fn remember(&mut self, place: Place) {
        if !self.is_remembered || self.series.is_none() {
            self.push(place);
            self.is_remembered = true;
        }
    }

    /// Takes the `steps`th place before `here`, or the oldest one if there are fewer, and leaves `here` in the list. `None`
    /// without another place.
    pub(super) fn go_back(&mut self, here: Place, steps: usize) -> Option<Place> {
        self.places.retain(|place| !place.is_same(&here));
        let last = self.places.len().checked_sub(1)?;
        let place = self
            .places
            .remove(last.saturating_sub(steps.saturating_sub(1)));
        self.push(here);
        Some(place)
    }

    /// Adds a place as the last one.
    pub(super) fn push(&mut self, place: Place) {
        self.places.retain(|other| !other.is_same(&place));
        if self.places.len() == MAX_PLACES {
            self.places.remove(0);
        }
        self.places.push(place);
    }

    /// Follows a rule whose name changed.
    pub(super) fn rename_rule(&mut self, old: &str, new: &str) {
        for place in &mut self.places {
            View::rename_rule(&mut place.view, old, new);
        }
    }

    /// Follows an item whose id changed.
    pub(super) fn rename(&mut self, old: ItemId, new: ItemId) {
        for place in &mut self.places {
            place.rename(old, new);
        }
    }
}
