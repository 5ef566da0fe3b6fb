//! The dumps of the timeline, by path and by the days of their entries.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::mem;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

use super::indexed_dump::IndexedDump;
use super::numbers::NumberDays;
use crate::dump::Dump;
use crate::item::NewsDay;
use crate::path::FilePath;

/// Every dump, and which ones have entries of a day.
///
/// Methods that change it add the days to build again to `touched`.
#[derive(Debug, Default)]
pub(super) struct StoredDumps {
    dumps: HashMap<FilePath, IndexedDump>,
    numbers: NumberDays,
    /// The numbers of several days whose records may have to be indexed anew.
    unsettled: BTreeSet<u64>,
    /// The dumps that have entries of a day.
    paths: BTreeMap<NewsDay, Vec<FilePath>>,
    /// The only days that are listed; `None` for all.
    only: Option<RangeInclusive<NewsDay>>,
}

impl StoredDumps {
    /// No dumps yet, and no other days. `None` is for all.
    pub(super) fn limited_to(only: Option<RangeInclusive<NewsDay>>) -> Self {
        Self {
            only,
            ..Self::default()
        }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Arc<Dump>> {
        self.dumps.values().map(|indexed| &indexed.dump)
    }

    /// The dumps that have entries of a day.
    pub(super) fn of_day(&self, day: NewsDay) -> impl Iterator<Item = &IndexedDump> {
        let paths = self.paths.get(&day).into_iter().flatten();
        paths.filter_map(|path| self.dumps.get(path))
    }

    /// Adds a dump, or another reading of it.
    pub(super) fn insert(&mut self, indexed: IndexedDump, touched: &mut BTreeSet<NewsDay>) {
        let path = indexed.dump.path.clone();
        let known = self.dumps.get(&path);
        if known.is_some_and(|known| is_same(&known.dump, &indexed.dump)) {
            return;
        }
        self.remove(&path, touched);
        self.unsettled.extend(self.numbers.add(&indexed));
        self.list_days(indexed, touched);
    }

    fn list_days(&mut self, indexed: IndexedDump, touched: &mut BTreeSet<NewsDay>) {
        let path = indexed.dump.path.clone();
        for day in wanted_days(&indexed, self.only.clone()) {
            self.paths.entry(day).or_default().push(path.clone());
            touched.insert(day);
        }
        self.dumps.insert(path, indexed);
    }

    pub(super) fn remove(&mut self, path: &Path, touched: &mut BTreeSet<NewsDay>) {
        if let Some(indexed) = self.unlist_days(path, touched) {
            self.unsettled.extend(self.numbers.remove(&indexed));
        }
    }

    /// Indexes the records of numbers of several days under the first of them. Returns the days that get or lose records.
    pub(super) fn settle(&mut self, touched: &mut BTreeSet<NewsDay>) -> BTreeSet<NewsDay> {
        let unsettled = mem::take(&mut self.unsettled);
        let mut settled = BTreeSet::new();
        if unsettled.is_empty() {
            return settled;
        }
        let mut days: BTreeSet<NewsDay> = touched.clone();
        days.extend(
            unsettled
                .into_iter()
                .flat_map(|number| self.numbers.days(number)),
        );
        let paths = days.iter().filter_map(|day| self.paths.get(day)).flatten();
        let dumps: BTreeSet<&FilePath> = paths.collect();
        let dumps = dumps.into_iter().filter_map(|path| self.dumps.get(path));
        let home = |number| self.numbers.home(number);
        let moved: Vec<IndexedDump> = dumps.filter_map(|dump| dump.with_homes(home)).collect();
        for indexed in moved {
            self.unlist_days(&indexed.dump.path.clone(), &mut settled);
            self.list_days(indexed, &mut settled);
        }
        touched.extend(&settled);
        settled
    }

    fn unlist_days(&mut self, path: &Path, touched: &mut BTreeSet<NewsDay>) -> Option<IndexedDump> {
        let indexed = self.dumps.remove(path.as_os_str())?;
        for day in wanted_days(&indexed, self.only.clone()) {
            if let Some(paths) = self.paths.get_mut(&day) {
                paths.retain(|other| &**other != path);
            }
            touched.insert(day);
        }
        Some(indexed)
    }

    /// Leaves out the days before this one, and drops the dumps that have only entries of days before the previous one. Returns
    /// the days that are left out.
    pub(super) fn leave_out_before(
        &mut self,
        first: NewsDay,
        touched: &mut BTreeSet<NewsDay>,
    ) -> BTreeSet<NewsDay> {
        let later = self.paths.split_off(&first);
        let old = mem::replace(&mut self.paths, later);
        let last = self.only.as_ref().map_or(NewsDay::LAST, |only| *only.end());
        self.only = Some(first..=last);
        for path in old.values().flatten() {
            let dump = self.dumps.get(path);
            let is_old = |dump: &IndexedDump| dump.days().all(|day| day < first.previous());
            if dump.is_some_and(is_old) {
                self.remove(path, touched);
            }
        }
        old.into_keys().collect()
    }

    /// Forgets a day that no dump has any more.
    pub(super) fn forget_if_empty(&mut self, day: NewsDay) {
        if self.paths.get(&day).is_some_and(Vec::is_empty) {
            self.paths.remove(&day);
        }
    }
}

/// The days of a dump, without those that are left out.
fn wanted_days(
    indexed: &IndexedDump,
    only: Option<RangeInclusive<NewsDay>>,
) -> impl Iterator<Item = NewsDay> {
    let is_wanted = move |day: &NewsDay| only.as_ref().is_none_or(|only| only.contains(day));
    indexed.days().filter(is_wanted)
}

/// Whether a dump was read again without any change.
fn is_same(a: &Dump, b: &Dump) -> bool {
    a.text == b.text
        && a.records == b.records
        && a.extras == b.extras
        && a.heading == b.heading
        && a.problems == b.problems
}
