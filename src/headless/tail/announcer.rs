//! What `tail` has to print after a change: items that arrived, and those that were revised.
//!
//! An item is new once. If it vanishes and comes back, as with a dump that is deleted and written again, it is not new, but
//! revised if its text is another then. An item that became red is new to a query that it did not match before.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::gone_items::GoneItems;
use super::occasion::{DueItems, Occasion};
use super::unfinished::Unfinished;
use crate::headless::select::ItemSelector;
use crate::item::{ItemId, NewsDay};
use crate::timeline::{Arrived, Day, ItemRef, Timeline, Update};

/// The timeline as it was printed, and the items that wait.
#[derive(Debug)]
pub(super) struct Announcer {
    timeline: Arc<Timeline>,
    /// The timeline before the last change.
    before: Arc<Timeline>,
    /// The ids that the last change replaced, by the new ones.
    former: HashMap<ItemId, ItemId>,
    unfinished: Unfinished,
    gone: GoneItems,
}

impl Announcer {
    /// Everything in `timeline` is known.
    pub(super) fn new(timeline: Arc<Timeline>) -> Self {
        Self {
            before: Arc::clone(&timeline),
            timeline,
            former: HashMap::new(),
            unfinished: Unfinished::default(),
            gone: GoneItems::default(),
        }
    }

    pub(super) const fn timeline(&self) -> &Arc<Timeline> {
        &self.timeline
    }

    /// The items that a change brought, revised or completed.
    pub(super) fn update(&mut self, update: Update) -> DueItems {
        self.unfinished.rename(&update.renamed);
        let mut due = self.unfinished.take_all();
        self.before = std::mem::replace(&mut self.timeline, update.timeline);
        let (before, timeline) = (Arc::clone(&self.before), Arc::clone(&self.timeline));
        let renamed = update.renamed.iter();
        self.former = renamed.map(|&(old, new)| (new, old)).collect();
        for &day in &update.changed {
            if let Some(old) = before.day(day) {
                self.compare(old, timeline.day(day), &mut due);
            }
        }
        for Arrived { day, id, .. } in update.arrived {
            if let Some(occasion) = timeline
                .item(day, id)
                .and_then(|item| self.gone.greet(item))
            {
                due.entry(day).or_default().insert(id, occasion);
            }
        }
        due
    }

    /// Notes what changed in a day, and what is gone.
    fn compare(&mut self, old: &Day, new: Option<&Arc<Day>>, due: &mut DueItems) {
        let mut known: HashMap<ItemId, ItemRef<'_>> =
            old.items().map(|item| (item.id(), item)).collect();
        let day = old.day();
        for item in new.into_iter().flat_map(|day| day.items()) {
            let id = item.id();
            let occasion = if let Some(before) = known.remove(&id) {
                change(before, item)
            } else {
                let former = self.former.get(&id);
                former.and_then(|old| known.remove(old)).and_then(|before| {
                    self.gone.note(before);
                    change(before, item).or_else(|| self.gone.greet_renamed(item))
                })
            };
            if let Some(occasion) = occasion {
                due.entry(day).or_default().entry(id).or_insert(occasion);
            }
        }
        let waiting = due.get(&day);
        let is_waiting = |id: &ItemId| waiting.is_some_and(|waiting| waiting.contains_key(id));
        let vanished = known.values().filter(|item| !is_waiting(&item.id()));
        vanished.for_each(|item| self.gone.note(*item));
    }

    /// The items that stayed incomplete for long enough.
    pub(super) fn take_rested(&mut self, now: Instant) -> DueItems {
        self.unfinished.take_rested(now)
    }

    /// All items that wait.
    pub(super) fn take_all(&mut self) -> DueItems {
        self.unfinished.take_all()
    }

    /// Lets an item wait until it is complete.
    pub(super) fn put_off(&mut self, item: ItemRef<'_>, occasion: Occasion, now: Instant) {
        self.unfinished.put(item, occasion, now);
    }

    /// Returns the time until the next item has waited long enough.
    pub(super) fn next_rest(&self, now: Instant) -> Option<Duration> {
        self.unfinished.next_rest(now)
    }

    /// The items to print, oldest first: those that are due, selected, and still there.
    pub(super) fn selected(&self, due: DueItems, selector: &ItemSelector) -> Vec<DueRow> {
        let days = due.into_iter();
        let days = days.filter_map(|(day, due)| Some((self.timeline().day(day)?, due)));
        let rows = days.flat_map(|(day, due)| {
            let rows = self.rows(day, &due, selector).into_iter();
            rows.map(|(row, occasion)| DueRow {
                day: Arc::clone(day),
                row,
                occasion,
            })
        });
        rows.collect()
    }

    /// The rows to print of a day, oldest first: those of items that are due and selected.
    fn rows(
        &self,
        day: &Day,
        due: &HashMap<ItemId, Occasion>,
        selector: &ItemSelector,
    ) -> Vec<(u32, Occasion)> {
        let is_promoted = |occasion: &Occasion| *occasion == Occasion::Promoted;
        let known = due
            .values()
            .any(is_promoted)
            .then(|| self.selected_before(day.day(), selector));
        let rows = selector.rows(day).into_iter();
        let rows = rows.filter_map(|row| {
            let id = day.item(row as usize).id();
            let occasion = *due.get(&id)?;
            let is_known = is_promoted(&occasion)
                && known.as_ref().is_some_and(|known: &HashSet<ItemId>| {
                    known.contains(self.former.get(&id).unwrap_or(&id))
                });
            (!is_known).then_some((row, occasion))
        });
        rows.collect()
    }

    fn selected_before(&self, day: NewsDay, selector: &ItemSelector) -> HashSet<ItemId> {
        let Some(day) = self.before.day(day) else {
            return HashSet::new();
        };
        let rows = selector.rows(day).into_iter();
        rows.map(|row| day.item(row as usize).id()).collect()
    }
}

/// An item to print, and why.
#[derive(Debug)]
pub(super) struct DueRow {
    day: Arc<Day>,
    row: u32,
    pub occasion: Occasion,
}

impl DueRow {
    pub(super) fn item(&self) -> ItemRef<'_> {
        self.day.item(self.row as usize)
    }
}

/// What changed of an item.
fn change(before: ItemRef<'_>, now: ItemRef<'_>) -> Option<Occasion> {
    if now.is_reworded_from(before) {
        Some(Occasion::Revised)
    } else if now.flags().is_red() && !before.flags().is_red() {
        Some(Occasion::Promoted)
    } else {
        None
    }
}
