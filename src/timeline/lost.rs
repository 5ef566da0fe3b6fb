//! Items that were there and are gone: what comes back as it was is not new.
//!
//! Only what is lost is remembered, so this costs nothing while nothing is lost.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::mem;
use std::sync::Arc;

use super::compare;
use super::day::Day;
use super::day_changes::{Arrived, DayChanges, LostRows};
use super::item_ref::ItemRef;
use crate::item::{ItemId, NewsDay, Stamp};

/// The most facts that are kept, some 2 MB: the items of a hundred days of a wire. The oldest days give way.
const MAX_FACTS: usize = 50_000;

/// Something that was known of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fact {
    /// It had a text with this hash.
    Text(u64),
    /// It was red.
    Red,
}

/// The facts about lost items.
#[derive(Debug, Default)]
pub(super) struct LostItems {
    facts: BTreeMap<(ItemId, Fact), NewsDay>,
    /// The number of facts of each day.
    days: BTreeMap<NewsDay, usize>,
    /// Days that lost more than is remembered, and up to when: no item up to then counts as new.
    forgotten: BTreeMap<NewsDay, Stamp>,
}

impl LostItems {
    /// Remembers what was lost: for each day as it was, what has changed since. The days ascend; the newest has precedence.
    pub(super) fn note(&mut self, losses: &[(Arc<Day>, LostRows)]) {
        for (day, lost) in losses.iter().rev() {
            for item in lost.gone.iter().map(|&row| day.item(row)) {
                self.note_item(item, texts(item).map(Fact::Text));
            }
            let red = lost.gone.iter().chain(&lost.faded);
            let red = red.map(|&row| day.item(row));
            for item in red.filter(|item| item.flags().is_red()) {
                self.note_item(item, [Fact::Red]);
            }
        }
    }

    fn note_item(&mut self, item: ItemRef<'_>, facts: impl IntoIterator<Item = Fact>) {
        let day = item.day();
        if self.has_room(day) {
            for fact in facts {
                self.insert(item.id(), fact, day);
            }
        } else {
            let last = self.forgotten.entry(day).or_default();
            *last = item.stamp().max(*last);
        }
    }

    fn insert(&mut self, id: ItemId, fact: Fact, day: NewsDay) {
        if let Entry::Vacant(vacant) = self.facts.entry((id, fact)) {
            vacant.insert(day);
            *self.days.entry(day).or_default() += 1;
        }
    }

    /// Whether another fact of this day can be kept. Forgets the oldest day for a newer one.
    fn has_room(&mut self, day: NewsDay) -> bool {
        if self.facts.len() < MAX_FACTS {
            return true;
        }
        let oldest = self.days.first_key_value().map(|(&oldest, _)| oldest);
        let Some(oldest) = oldest.filter(|oldest| *oldest < day) else {
            return false;
        };
        self.days.remove(&oldest);
        self.facts.retain(|_, of| *of != oldest);
        self.forgotten.insert(oldest, Stamp::LAST);
        true
    }

    /// Takes out of the changes of a day what is back as it was. An item that is back with another text is revised.
    pub(super) fn recognise(&self, day: &Day, changes: &mut DayChanges) {
        if self.facts.is_empty() {
            return;
        }
        let promoted = changes.promoted.len();
        let was_red = |item: &Arrived| self.has(item.id, Fact::Red);
        changes.promoted.retain(|item| !was_red(item));
        changes.moved |= changes.promoted.len() < promoted;
        for arrived in mem::take(&mut changes.arrived) {
            let row = day.find_at(arrived.id, arrived.stamp);
            if !row.is_some_and(|row| self.take_back(day.item(row), changes)) {
                changes.arrived.push(arrived);
            }
        }
    }

    /// Notes the changes of an item that is back; false if it is new.
    fn take_back(&self, item: ItemRef<'_>, changes: &mut DayChanges) -> bool {
        let Some(id) = self.known_id(item) else {
            let forgotten = self.forgotten.get(&item.day());
            let is_old = forgotten.is_some_and(|last| item.stamp() <= *last);
            changes.moved |= is_old;
            return is_old;
        };
        let has_text = self.has(id, Fact::Text(item.text_hash()));
        if id != item.id() {
            // Two stories may have come of one.
            let is_taken = item.containing_day().find(id).is_some()
                || changes.returned.iter().any(|(known, _)| *known == id);
            match (is_taken, has_text) {
                (true, false) => return false,
                (true, true) => {}
                (false, true | false) => changes.returned.push((id, item.id())),
            }
        }
        changes.moved = true;
        if !has_text {
            changes.revised.push(item.into());
        }
        if item.flags().is_red() && !self.has(id, Fact::Red) {
            changes.promoted.push(item.into());
        }
        true
    }

    fn has(&self, id: ItemId, fact: Fact) -> bool {
        self.facts.contains_key(&(id, fact))
    }

    /// The id under which an item was lost. Its records may have come back one by one, so that they give another id now.
    fn known_id(&self, item: ItemRef<'_>) -> Option<ItemId> {
        let is_known = |id: &ItemId| {
            let mut facts = self.facts.range((*id, Fact::Text(0))..=(*id, Fact::Red));
            facts.next().is_some()
        };
        let own = Some(item.id()).filter(is_known);
        own.or_else(|| item.all_ids().into_iter().find(is_known))
    }
}

/// The hashes of all texts that an item has and had.
fn texts(item: ItemRef<'_>) -> impl Iterator<Item = u64> + use<'_> {
    let earlier = item.earlier_texts().iter().map(|text| &**text);
    let texts = item.locations().map(|place| place.text()).chain(earlier);
    texts.map(compare::hash)
}
