//! The days of the wire's numbers. A number that occurs on two news days is one story, an item of the first of them: a dump that
//! is written at the rollover, or a wire that dates a story anew, has it again.
//!
//! Nearly every number is of one day. Those of several are kept apart, and only their records are indexed under another day.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use super::indexed_dump::IndexedDump;
use crate::item::NewsDay;

/// How many records have a number on each day.
type DayCounts = BTreeMap<NewsDay, u32>;

/// The numbers of all dumps with their days.
#[derive(Debug, Default)]
pub(super) struct NumberDays {
    /// The day of each number that is of one, and how many records have it.
    single: HashMap<u64, (NewsDay, u32)>,
    several: HashMap<u64, DayCounts>,
}

impl NumberDays {
    /// The first day of a number that is of several.
    pub(super) fn home(&self, number: u64) -> Option<NewsDay> {
        self.several.get(&number)?.keys().next().copied()
    }

    /// The days of a number.
    pub(super) fn days(&self, number: u64) -> impl Iterator<Item = NewsDay> {
        let several = self
            .several
            .get(&number)
            .into_iter()
            .flat_map(BTreeMap::keys);
        several
            .copied()
            .chain(self.single.get(&number).map(|single| single.0))
    }

    /// Adds the records of a dump. Returns the numbers that are of several days now.
    pub(super) fn add(&mut self, indexed: &IndexedDump) -> Vec<u64> {
        let numbers = indexed.numbers();
        let several = numbers.filter(|&(number, day)| self.add_one(number, day));
        several.map(|(number, _)| number).collect()
    }

    fn add_one(&mut self, number: u64, day: NewsDay) -> bool {
        if let Some(days) = self.several.get_mut(&number) {
            *days.entry(day).or_default() += 1;
            return true;
        }
        match self.single.entry(number) {
            Entry::Vacant(entry) => {
                entry.insert((day, 1));
                false
            }
            Entry::Occupied(mut entry) if entry.get().0 == day => {
                entry.get_mut().1 += 1;
                false
            }
            Entry::Occupied(entry) => {
                let days = DayCounts::from([entry.remove(), (day, 1)]);
                self.several.insert(number, days);
                true
            }
        }
    }

    /// Removes the records of a dump. Returns the numbers that were of several days.
    pub(super) fn remove(&mut self, indexed: &IndexedDump) -> Vec<u64> {
        let numbers = indexed.numbers();
        let several = numbers.filter(|&(number, day)| self.remove_one(number, day));
        several.map(|(number, _)| number).collect()
    }

    fn remove_one(&mut self, number: u64, day: NewsDay) -> bool {
        let Some(days) = self.several.get_mut(&number) else {
            if let Entry::Occupied(mut entry) = self.single.entry(number) {
                entry.get_mut().1 -= 1;
                if entry.get().1 == 0 {
                    entry.remove();
                }
            }
            return false;
        };
        if let Some(count) = days.get_mut(&day) {
            *count -= 1;
        }
        days.retain(|_, count| *count > 0);
        if days.len() == 1 {
            self.single
                .extend(days.pop_first().map(|only| (number, only)));
            self.several.remove(&number);
        }
        true
    }
}
