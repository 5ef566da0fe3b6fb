//! Which dumps are of the same days, so that one that appears is compared with few.

use std::collections::{BTreeSet, HashMap};

use crate::dump::Dump;
use crate::item::Stamp;
use crate::path::FilePath;

const DAY: u32 = 86_400;

/// The believed dumps by the days of their first and last entry. A day is any 24 hours here, the same for all.
#[derive(Debug, Default)]
pub(super) struct Days {
    dumps: HashMap<u32, BTreeSet<FilePath>>,
    of: HashMap<FilePath, BTreeSet<u32>>,
}

impl Days {
    /// Notes what is believed of a path now: a dump, or none.
    pub(super) fn put(&mut self, path: &FilePath, dump: Option<&Dump>) {
        let days = dump.map(days).unwrap_or_default();
        if self.of.get(path).unwrap_or(&BTreeSet::new()) == &days {
            return;
        }
        for day in self.of.remove(path).unwrap_or_default() {
            if let Some(dumps) = self.dumps.get_mut(&day) {
                dumps.remove(path);
                if dumps.is_empty() {
                    self.dumps.remove(&day);
                }
            }
        }
        for day in &days {
            self.dumps.entry(*day).or_default().insert(path.clone());
        }
        if !days.is_empty() {
            self.of.insert(path.clone(), days);
        }
    }

    /// The dumps that share a day with this one.
    pub(super) fn around(&self, dump: &Dump) -> impl Iterator<Item = &FilePath> {
        let dumps: BTreeSet<_> = days(dump)
            .iter()
            .filter_map(|day| self.dumps.get(day))
            .flatten()
            .collect();
        dumps.into_iter()
    }
}

fn days(dump: &Dump) -> BTreeSet<u32> {
    let ends = dump.records.first().into_iter().chain(dump.records.last());
    ends.map(|record| day(record.stamp)).collect()
}

const fn day(stamp: Stamp) -> u32 {
    stamp.unix() / DAY
}
