//! Items that arrived while the reader was open: which have not been on screen, and which are still marked.

use std::collections::{BTreeMap, HashSet};
use std::iter::successors;

use super::geometry::Geometry;
use super::{App, Focus, Mode, Position};
use crate::item::{ItemId, NewsDay};
use crate::timeline::Timeline;

/// Items that arrived.
///
/// An item is marked from its arrival on. Once it has been on screen it no longer counts as new, but keeps its mark until
/// the user next does something: who comes back to a screen that followed the news sees what is new on it.
#[derive(Debug, Clone, Default)]
pub struct Fresh {
    unseen: BTreeMap<NewsDay, HashSet<ItemId>>,
    seen: HashSet<ItemId>,
}

impl Fresh {
    /// Whether the item is to be marked.
    pub fn is_marked(&self, position: Position) -> bool {
        self.is_unseen(position) || self.seen.contains(&position.id)
    }

    /// Whether the item has not been on screen.
    pub fn is_unseen(&self, position: Position) -> bool {
        self.unseen.get(&position.day).is_some_and(|ids| ids.contains(&position.id))
    }

    /// How many items have not been on screen.
    pub fn unseen(&self) -> usize {
        self.unseen.values().map(HashSet::len).sum()
    }

    /// How many items of a day have not been on screen.
    pub(super) fn unseen_of(&self, day: NewsDay) -> usize {
        self.unseen.get(&day).map_or(0, HashSet::len)
    }

    pub(super) fn arrive(&mut self, day: NewsDay, id: ItemId) {
        self.unseen.entry(day).or_default().insert(id);
    }

    /// The item is on screen; false where it was before.
    pub(super) fn see(&mut self, position: Position) -> bool {
        let Some(ids) = self.unseen.get_mut(&position.day) else { return false };
        let new = ids.remove(&position.id);
        if ids.is_empty() {
            self.unseen.remove(&position.day);
        }
        if new {
            self.seen.insert(position.id);
        }
        new
    }

    /// The user did something: what was on screen is no longer marked.
    pub(super) fn settle(&mut self) {
        self.seen.clear();
    }

    pub(super) fn rename(&mut self, old: ItemId, new: ItemId) {
        for ids in self.unseen.values_mut() {
            if ids.remove(&old) {
                ids.insert(new);
            }
        }
        if self.seen.remove(&old) {
            self.seen.insert(new);
        }
    }

    /// Forgets items of changed days that are there no longer.
    pub(super) fn prune(&mut self, changed: &[NewsDay], timeline: &Timeline) {
        for day in changed {
            let Some(ids) = self.unseen.get_mut(day) else { continue };
            let items = timeline.day(*day).into_iter().flat_map(|day| day.items());
            *ids = items.map(|item| item.id()).filter(|id| ids.contains(id)).collect();
            if ids.is_empty() {
                self.unseen.remove(day);
            }
        }
    }
}

/// The list was drawn: what is in view has been on screen. False where nothing of it was new.
pub(super) fn drawn(app: &mut App) -> bool {
    if app.fresh.unseen() == 0 || matches!(app.mode, Mode::Page(_)) {
        return false;
    }
    let in_view = if app.focus == Focus::Zen { app.list.selected.into_iter().collect() } else { in_view(app) };
    in_view.into_iter().filter(|&position| app.fresh.see(position)).count() > 0
}

fn in_view(app: &App) -> Vec<Position> {
    let (Some(spot), true) = (app.selected_spot(), app.metrics.list.1 > 0) else { return Vec::new() };
    let geometry = Geometry::of(app);
    let last = geometry.last_in_view(spot, app.list.line);
    let first = geometry.first_in_view(spot, app.list.line);
    let spots = successors(Some(first), |&spot| app.shown.next(spot).filter(|&next| next <= last));
    spots.filter_map(|spot| app.shown.position(spot)).collect()
}
