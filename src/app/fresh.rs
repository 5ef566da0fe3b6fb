//! Items that arrived while the reader was open: which have not been on screen, and which are still marked.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::iter::successors;
use std::ops::Bound;

use super::geometry::Geometry;
use super::{App, Focus, Mode, Position};
use crate::item::{ItemId, NewsDay, Stamp};
use crate::timeline::{Arrived, Timeline};

/// Items that arrived.
///
/// An item is marked from its arrival on. Once it has been on screen it no longer counts as new, but keeps its mark until
/// the user next does something: who comes back to a screen that followed the news sees what is new on it.
#[derive(Debug, Clone, Default)]
pub struct Fresh {
    unseen: BTreeMap<NewsDay, Unseen>,
    seen: HashSet<ItemId>,
}

/// Items of a day that have not been on screen, and how many of them went out at which moment.
#[derive(Debug, Clone, Default)]
struct Unseen {
    items: HashMap<ItemId, Stamp>,
    at: BTreeMap<Stamp, usize>,
}

impl Unseen {
    fn insert(&mut self, id: ItemId, stamp: Stamp) {
        self.remove(id);
        self.items.insert(id, stamp);
        *self.at.entry(stamp).or_default() += 1;
    }

    fn remove(&mut self, id: ItemId) -> Option<Stamp> {
        let stamp = self.items.remove(&id)?;
        if let Some(count) = self.at.get_mut(&stamp) {
            *count -= 1;
            if *count == 0 {
                self.at.remove(&stamp);
            }
        }
        Some(stamp)
    }
}

impl Fresh {
    /// Whether the item is to be marked.
    pub fn is_marked(&self, position: Position) -> bool {
        self.is_unseen(position) || self.seen.contains(&position.id)
    }

    /// Whether the item has not been on screen.
    pub fn is_unseen(&self, position: Position) -> bool {
        self.unseen
            .get(&position.day)
            .is_some_and(|unseen| unseen.items.contains_key(&position.id))
    }

    /// How many items have not been on screen.
    pub fn unseen(&self) -> usize {
        self.unseen.values().map(|unseen| unseen.items.len()).sum()
    }

    /// How many items of a day have not been on screen.
    pub(super) fn unseen_of(&self, day: NewsDay) -> usize {
        self.unseen.get(&day).map_or(0, |unseen| unseen.items.len())
    }

    /// How many items of a day that went out after a moment have not been on screen.
    pub(super) fn unseen_after(&self, day: NewsDay, stamp: Stamp) -> usize {
        let after = (Bound::Excluded(stamp), Bound::Unbounded);
        self.unseen.get(&day).map_or(0, |unseen| {
            unseen.at.range(after).map(|(_, count)| count).sum()
        })
    }

    pub(super) fn arrive(&mut self, Arrived { day, stamp, id }: Arrived) {
        self.unseen.entry(day).or_default().insert(id, stamp);
    }

    /// The item is on screen; false where it was before.
    pub(super) fn see(&mut self, position: Position) -> bool {
        let Some(unseen) = self.unseen.get_mut(&position.day) else {
            return false;
        };
        let new = unseen.remove(position.id).is_some();
        if unseen.items.is_empty() {
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
        for unseen in self.unseen.values_mut() {
            if let Some(stamp) = unseen.remove(old) {
                unseen.insert(new, stamp);
            }
        }
        if self.seen.remove(&old) {
            self.seen.insert(new);
        }
    }

    /// Forgets items of changed days that are there no longer, and notes where the others stand now.
    pub(super) fn prune(&mut self, changed: &[NewsDay], timeline: &Timeline) {
        for day in changed {
            let Some(before) = self.unseen.remove(day) else {
                continue;
            };
            let mut unseen = Unseen::default();
            for item in timeline.day(*day).into_iter().flat_map(|day| day.items()) {
                if before.items.contains_key(&item.id()) {
                    unseen.insert(item.id(), item.stamp());
                }
            }
            if !unseen.items.is_empty() {
                self.unseen.insert(*day, unseen);
            }
        }
    }
}

/// The list was drawn: what is in view has been on screen. False where nothing of it was new.
pub(super) fn drawn(app: &mut App) -> bool {
    if app.fresh.unseen() == 0 || matches!(app.mode, Mode::Page(_)) {
        return false;
    }
    let in_view = if app.focus == Focus::Zen {
        app.list.selected.into_iter().collect()
    } else {
        in_view(app)
    };
    in_view
        .into_iter()
        .filter(|&position| app.fresh.see(position))
        .count()
        > 0
}

/// How many of the items in view have not been on screen.
pub(super) fn unseen_in_view(app: &App) -> usize {
    in_view(app)
        .into_iter()
        .filter(|&position| app.fresh.is_unseen(position))
        .count()
}

fn in_view(app: &App) -> Vec<Position> {
    let (Some(spot), true) = (app.selected_spot(), app.metrics.list.1 > 0) else {
        return Vec::new();
    };
    let geometry = Geometry::of(app);
    let last = geometry.last_in_view(spot, app.list.line);
    let first = geometry.first_in_view(spot, app.list.line);
    let spots = successors(Some(first), |&spot| {
        app.shown.next(spot).filter(|&next| next <= last)
    });
    spots.filter_map(|spot| app.shown.position(spot)).collect()
}
