//! All days at one moment.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use super::day::Day;
use super::extent::Extent;
use super::item_ref::ItemRef;
use crate::dump::Dump;
use crate::item::{ItemId, NewsDay, Stamp};

/// All known news days at one moment, oldest first. Cloning it copies pointers.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    days: Vec<Arc<Day>>,
    generation: u64,
    len: usize,
    has_several_wires: bool,
    /// The dumps with problems, once they are needed.
    flawed: OnceLock<Box<[Arc<Dump>]>>,
}

impl Timeline {
    /// The days, oldest first.
    pub fn days(&self) -> &[Arc<Day>] {
        &self.days
    }

    /// One day.
    pub fn day(&self, day: NewsDay) -> Option<&Arc<Day>> {
        self.index(day).map(|index| &self.days[index])
    }

    /// The index of a day among [`Self::days`].
    pub fn index(&self, day: NewsDay) -> Option<usize> {
        self.days.binary_search_by_key(&day, |d| d.day()).ok()
    }

    /// Whether there is a day from `first` to `last`.
    pub fn has_any_day(&self, first: NewsDay, last: NewsDay) -> bool {
        let next = self.days.partition_point(|day| day.day() < first);
        self.days.get(next).is_some_and(|day| day.day() <= last)
    }

    /// Whether its items are of more than one wire.
    pub const fn has_several_wires(&self) -> bool {
        self.has_several_wires
    }

    /// The newest item.
    pub fn newest(&self) -> Option<ItemRef<'_>> {
        self.days.last()?.items().next_back()
    }

    /// The number of items in all days.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether it has no item.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Every dump that has items, those of the newest days first.
    pub fn dumps(&self) -> Vec<Arc<Dump>> {
        self.dumps_where(|_| true).collect()
    }

    /// The dumps with items of which a part could not be read, those of the newest days first. Only the first call walks
    /// over all dumps.
    pub fn flawed_dumps(&self) -> &[Arc<Dump>] {
        let has_problems = |dump: &Dump| !dump.problems.is_empty();
        self.flawed
            .get_or_init(|| self.dumps_where(has_problems).collect())
    }

    fn dumps_where(&self, is_wanted: impl Fn(&Dump) -> bool) -> impl Iterator<Item = Arc<Dump>> {
        let mut seen = HashSet::new();
        let dumps = self.days.iter().rev().flat_map(|day| day.dumps());
        dumps
            .filter(move |dump| is_wanted(dump) && seen.insert(Arc::as_ptr(dump)))
            .cloned()
    }

    /// Grows with every change.
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// How much it holds, for results that are derived from it.
    pub const fn extent(&self) -> Extent {
        Extent {
            generation: self.generation,
            items: self.len,
        }
    }

    /// The item with this id in this day.
    pub fn item(&self, day: NewsDay, id: ItemId) -> Option<ItemRef<'_>> {
        let day = self.day(day)?;
        day.find(id).map(|row| day.item(row))
    }

    /// The item that answers to an id, in any day: the one that has it, or else the first for which it is the id of another
    /// wording or dialect ([`ItemRef::all_ids`]). An id without a number has its minute, so two days are searched for it;
    /// for a number, all days, the newest first.
    pub fn find(&self, id: ItemId) -> Option<ItemRef<'_>> {
        let days = || self.days.iter().rev().filter(|day| may_have(day.day(), id));
        let exact = days().find_map(|day| Some(day.item(day.find(id)?)));
        exact.or_else(|| days().find_map(|day| Some(day.item(day.find_any(id)?))))
    }

    /// Replaces or adds these days, which ascend. Days without items are left out.
    pub(super) fn with(&self, built: Vec<Arc<Day>>) -> Self {
        let mut days = Vec::with_capacity(self.days.len() + built.len());
        let (mut old, mut len) = (self.days.as_slice(), self.len);
        for day in built {
            let (before, after) = old.split_at(old.partition_point(|old| old.day() < day.day()));
            days.extend_from_slice(before);
            old = match after {
                [replaced, after @ ..] if replaced.day() == day.day() => {
                    len -= replaced.len();
                    after
                }
                _ => after,
            };
            if !day.is_empty() {
                len += day.len();
                days.push(day);
            }
        }
        days.extend_from_slice(old);
        Self {
            has_several_wires: has_several_wires(&days),
            days,
            generation: self.generation + 1,
            len,
            flawed: OnceLock::new(),
        }
    }
}

fn has_several_wires(days: &[Arc<Day>]) -> bool {
    let mut wires = days.iter().filter_map(|day| day.first_wire());
    let first = wires.next();
    days.iter().any(|day| day.has_several_wires()) || wires.any(|wire| Some(wire) != first)
}

/// Whether a news day may have an item with this id. It begins and ends within two calendar days, at any time of them.
fn may_have(day: NewsDay, id: ItemId) -> bool {
    let Some(stamp) = id
        .minute()
        .and_then(|minute| Stamp::from_unix(i64::from(minute) * 60))
    else {
        return true;
    };
    let date = stamp.time().date_naive();
    [day, day.next()].iter().any(|day| day.date() == date)
}
