//! What `tail` has to print after a change: items that arrived, and those that were revised.
//!
//! An item is new once; the timeline knows what was there before. No text is printed twice in a row. An item that vanishes
//! before it is printed waits until it is back. One that became red is new to a query that it did not match before.

use std::collections::{HashMap, HashSet};
use std::mem;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::occasion::{DueItems, Occasion};
use super::printed_texts::PrintedTexts;
use super::unfinished::{Unfinished, is_unfinished};
use crate::headless::select::ItemSelector;
use crate::item::{ItemId, NewsDay};
use crate::timeline::{Arrived, Day, ItemRef, Timeline, Update};

/// The most items that are due and not there.
const MAX_ABSENT: usize = 10_000;

/// The timeline as it was printed, and the items that wait.
#[derive(Debug)]
pub(super) struct Announcer {
    timeline: Arc<Timeline>,
    /// The timeline before the last change.
    before: Arc<Timeline>,
    /// The ids that the last change replaced, by the new ones.
    former: HashMap<ItemId, ItemId>,
    unfinished: Unfinished,
    printed: PrintedTexts,
    /// Items that are due and vanished before they were printed.
    absent: DueItems,
    /// Items that are no news and were half written. When they are whole, they are still none.
    past: HashSet<ItemId>,
}

impl Announcer {
    /// Everything in `timeline` is known.
    pub(super) fn new(timeline: Arc<Timeline>) -> Self {
        Self {
            before: Arc::clone(&timeline),
            timeline,
            former: HashMap::new(),
            unfinished: Unfinished::default(),
            printed: PrintedTexts::default(),
            absent: DueItems::new(),
            past: HashSet::new(),
        }
    }

    pub(super) const fn timeline(&self) -> &Arc<Timeline> {
        &self.timeline
    }

    /// The items that a change brought, revised or completed.
    pub(super) fn update(&mut self, mut update: Update) -> DueItems {
        self.unfinished.rename(&update.renamed);
        self.printed.rename(&update.renamed);
        rename(&mut self.absent, &update.renamed);
        let mut due = self.unfinished.take_all();
        self.before = mem::replace(&mut self.timeline, update.timeline);
        let renamed = update.renamed.iter();
        self.former = renamed.map(|&(old, new)| (new, old)).collect();
        let mut known = HashSet::new();
        self.note_vanished(&update.changed, &due);
        for &day in &update.changed {
            let absent = self.absent.remove(&day).unwrap_or_default();
            due.entry(day).or_default().extend(absent);
            self.compare(day, &mut known, &mut due);
            self.note_halved(day);
        }
        let former = |item: &Arrived| *self.former.get(&item.id).unwrap_or(&item.id);
        let is_known = |item: &Arrived| known.contains(&(item.day, former(item)));
        update.revised.retain(|item| !is_known(item));
        update.promoted.retain(|item| !is_known(item));
        for (news, occasion) in [
            (update.arrived, Occasion::Arrived),
            (update.revised, Occasion::Revised),
            (update.promoted, Occasion::Promoted),
        ] {
            for Arrived { day, id, .. } in news {
                let due = due.entry(day).or_default();
                due.entry(id).or_insert(occasion);
            }
        }
        self.note_past(&update.renamed, &update.past);
        self.put_aside(&update.changed, &mut due);
        due
    }

    fn note_past(&mut self, renamed: &[(ItemId, ItemId)], past: &[Arrived]) {
        for (old, new) in renamed {
            if self.past.contains(old) {
                self.past.insert(*new);
            }
        }
        let is_half = |item: &&Arrived| {
            let found = self.timeline.day(item.day);
            let row = found.and_then(|day| Some(day.item(day.find_at(item.id, item.stamp)?)));
            row.is_some_and(is_unfinished)
        };
        let half = past.iter().filter(is_half).map(|item| item.id);
        self.past.extend(half.collect::<Vec<_>>());
    }

    /// Notes what changed of the items that a day had before, which become `known`.
    fn compare(&self, day: NewsDay, known: &mut HashSet<(NewsDay, ItemId)>, due: &mut DueItems) {
        let Some(old) = self.before.day(day) else {
            return;
        };
        let old: HashMap<ItemId, ItemRef<'_>> = old.items().map(|item| (item.id(), item)).collect();
        known.extend(old.keys().map(|&id| (day, id)));
        let items = self.timeline.day(day).into_iter();
        for item in items.flat_map(|day| day.items()) {
            let id = item.id();
            let former = || old.get(self.former.get(&id)?);
            let Some(&before) = old.get(&id).or_else(former) else {
                continue;
            };
            let is_past = is_unfinished(before) && self.past.contains(&before.id());
            if let Some(occasion) = change(before, item).filter(|_| !is_past) {
                due.entry(day).or_default().entry(id).or_insert(occasion);
            }
        }
    }

    /// Notes the texts of items that are half written again.
    fn note_halved(&mut self, day: NewsDay) {
        let before = Arc::clone(&self.before);
        let Some(old) = before.day(day) else { return };
        let items = self.timeline.day(day).into_iter();
        let half = items
            .flat_map(|day| day.items())
            .filter(|it| is_unfinished(*it));
        let known = half.map(|item| self.former.get(&item.id()).map_or(item.id(), |id| *id));
        let known: HashSet<ItemId> = known.collect();
        if known.is_empty() {
            return;
        }
        let is_halved = |item: &ItemRef<'_>| known.contains(&item.id()) && !is_unfinished(*item);
        old.items()
            .filter(is_halved)
            .for_each(|item| self.printed.note(item));
    }

    /// Notes the texts of items that vanished, those of the newest days first: they may come back in pieces. One that is due
    /// was never printed.
    fn note_vanished(&mut self, changed: &[NewsDay], due: &DueItems) {
        let before = Arc::clone(&self.before);
        for old in changed.iter().rev().filter_map(|day| before.day(*day)) {
            let now = self.timeline.day(old.day());
            if now.is_some_and(|now| now.len() >= old.len()) {
                continue;
            }
            let present: HashSet<ItemId> = now
                .into_iter()
                .flat_map(|day| day.items().map(|item| item.id()))
                .collect();
            let due = due.get(&old.day());
            let is_due = |id: &ItemId| due.is_some_and(|due| due.contains_key(id));
            let vanished =
                |item: &ItemRef<'_>| !present.contains(&item.id()) && !is_due(&item.id());
            let vanished = old.items().filter(vanished);
            vanished.for_each(|item| self.printed.note_if_room(item));
        }
    }

    /// Notes that an item was printed.
    pub(super) fn note_printed(&mut self, item: ItemRef<'_>) {
        self.printed.note(item);
    }

    /// Keeps the due items that changed days do not have, for the time when they are back. Beyond [`MAX_ABSENT`] those of the
    /// oldest days are forgotten.
    fn put_aside(&mut self, changed: &[NewsDay], due: &mut DueItems) {
        for day in changed {
            let Some(items) = due.get_mut(day).filter(|items| !items.is_empty()) else {
                continue;
            };
            let present = self.timeline.day(*day).into_iter();
            let present = present.flat_map(|day| day.items()).map(|item| item.id());
            let present: HashSet<ItemId> = present.collect();
            let absent: HashMap<_, _> = items.extract_if(|id, _| !present.contains(id)).collect();
            if !absent.is_empty() {
                self.absent.insert(*day, absent);
            }
        }
        while self.absent.values().map(HashMap::len).sum::<usize>() > MAX_ABSENT {
            self.absent.pop_first();
        }
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
            let item = day.item(row as usize);
            let id = item.id();
            let occasion = *due.get(&id)?;
            if occasion != Occasion::Promoted && self.printed.has(item) {
                return None;
            }
            let is_known = is_promoted(&occasion)
                && (!selector.has_query()
                    || known.as_ref().is_some_and(|known: &HashSet<ItemId>| {
                        known.contains(self.former.get(&id).unwrap_or(&id))
                    }));
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

/// Applies new ids.
fn rename(due: &mut DueItems, renamed: &[(ItemId, ItemId)]) {
    for (old, new) in renamed {
        for items in due.values_mut() {
            if let Some(occasion) = items.remove(old) {
                items.insert(*new, occasion);
            }
        }
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
