//! The one writer of the timeline: takes dumps as they are read, and publishes snapshots.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::mem;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

use super::day::Day;
use super::day_changes::{Arrived, DayChanges};
use super::departed::DepartedEntries;
use super::indexed_dump::IndexedDump;
use super::late::LatePlaces;
use super::lost::LostItems;
use super::numbers::NumberDays;
use super::revision::RenamedIds;
use super::snapshot::Timeline;
use super::update::Update;
use crate::dump::{Dump, DumpChange};
use crate::item::{NewsDay, Stamp};
use crate::path::FilePath;

/// Holds every dump, and the days built from them.
#[derive(Debug, Default)]
pub struct Store {
    dumps: HashMap<FilePath, IndexedDump>,
    numbers: NumberDays,
    /// The numbers of several days whose records may have to be indexed anew.
    unsettled: BTreeSet<u64>,
    /// The dumps that have entries of a day.
    paths: BTreeMap<NewsDay, Vec<FilePath>>,
    /// What left rolling dumps.
    departed: DepartedEntries,
    /// What is gone, and was there once.
    lost: LostItems,
    late: LatePlaces,
    timeline: Arc<Timeline>,
    /// The only days that are built; `None` for all.
    only: Option<RangeInclusive<NewsDay>>,
    /// Days without items that remember stories they had: a dump may be deleted and written again.
    dormant: BTreeMap<NewsDay, Arc<Day>>,
    /// Whether new items count as arrived.
    reports_arrivals: bool,
    /// The last known time.
    now: Option<Stamp>,
}

impl Store {
    /// A store that leaves other days out. `None` keeps all.
    pub fn limited_to(only: Option<RangeInclusive<NewsDay>>) -> Self {
        Self {
            only,
            ..Self::default()
        }
    }

    /// Applies changes to dumps; any order of them gives the same timeline.
    ///
    /// The first call is taken for a load: none of its items counts as arrived.
    pub fn apply(&mut self, changes: Vec<DumpChange>) -> Update {
        let mut touched = BTreeSet::new();
        for change in changes {
            match change {
                DumpChange::Read(dump) => self.insert(dump.into(), &mut touched),
                DumpChange::Departed(dump) => {
                    touched.extend(self.departed.add(&dump, &self.timeline));
                }
                DumpChange::Gone(path) => self.remove(&path, &mut touched),
            }
        }
        self.settle(&mut touched);
        let seen = self.now.filter(|_| self.reports_arrivals);
        let built = touched
            .into_iter()
            .map(|day| self.build(day, seen))
            .collect();
        let reports_arrivals = mem::replace(&mut self.reports_arrivals, true);
        self.publish(built, reports_arrivals)
    }

    /// Applies dumps together with the days that they alone give, which loaders build in parallel. Days with entries of other
    /// dumps are built again. No item counts as arrived.
    pub fn apply_built(&mut self, dumps: Vec<IndexedDump>, built: Vec<Arc<Day>>) -> Update {
        let mut touched = BTreeSet::new();
        for dump in dumps {
            self.insert(dump, &mut touched);
        }
        let settled = self.settle(&mut touched);
        let mut given: HashMap<NewsDay, Arc<Day>> =
            built.into_iter().map(|day| (day.day(), day)).collect();
        let built = touched.into_iter().map(|day| match given.remove(&day) {
            Some(built) if !settled.contains(&day) && self.is_current(&built) => {
                (built, RenamedIds::new())
            }
            Some(_) | None => self.build(day, None),
        });
        let built = built.collect();
        self.reports_arrivals = true;
        self.publish(built, false)
    }

    /// From now on leaves out the days before this one, and drops the dumps that have only items of days before the previous one:
    /// a number of the wire may be of two days in a row. No item counts as arrived.
    pub fn leave_out_before(&mut self, first: NewsDay) -> Update {
        let later = self.paths.split_off(&first);
        let old = mem::replace(&mut self.paths, later);
        let last = self.only.as_ref().map_or(NewsDay::LAST, |only| *only.end());
        self.only = Some(first..=last);
        self.dormant = self.dormant.split_off(&first);
        let mut touched = BTreeSet::new();
        for path in old.values().flatten() {
            let dump = self.dumps.get(path);
            let is_old = |dump: &IndexedDump| dump.days().all(|day| day < first.previous());
            if dump.is_some_and(is_old) {
                self.remove(path, &mut touched);
            }
        }
        self.settle(&mut touched);
        let later = touched.split_off(&first);
        let no_items = |day: &NewsDay| {
            let (empty, renamed) = Day::build(*day, Vec::new(), None, None);
            (Arc::new(empty), renamed)
        };
        let later = later.into_iter().map(|day| self.build(day, None));
        let built = old.keys().map(no_items).chain(later).collect();
        self.publish(built, false)
    }

    /// From now on new items count as arrived: the load is over, even if it found nothing.
    pub const fn report_arrivals(&mut self) {
        self.reports_arrivals = true;
    }

    /// The items of the next change do not count as arrived, as those of a load.
    pub const fn skip_arrivals(&mut self) {
        self.reports_arrivals = false;
    }

    /// Sets the time. Until it is set no promotion is noted, because dumps are loaded in any order.
    pub const fn set_now(&mut self, now: Stamp) {
        self.now = Some(now);
    }

    /// Names the places that were found empty or missing at the start, as a source that is mounted later. Their items are new
    /// only if they are of the minute of the `start` or later.
    pub fn set_late_places(&mut self, start: Stamp, places: Vec<FilePath>) {
        self.late = LatePlaces { start, places };
    }

    /// The current timeline.
    pub fn timeline(&self) -> Arc<Timeline> {
        Arc::clone(&self.timeline)
    }

    /// All dumps.
    pub fn dumps(&self) -> impl Iterator<Item = &Arc<Dump>> {
        self.dumps.values().map(|indexed| &indexed.dump)
    }

    fn insert(&mut self, indexed: IndexedDump, touched: &mut BTreeSet<NewsDay>) {
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

    fn remove(&mut self, path: &Path, touched: &mut BTreeSet<NewsDay>) {
        if let Some(indexed) = self.unlist_days(path, touched) {
            self.unsettled.extend(self.numbers.remove(&indexed));
        }
    }

    /// Indexes the records of numbers of several days under the first of them. Returns the days that get or lose records.
    fn settle(&mut self, touched: &mut BTreeSet<NewsDay>) -> BTreeSet<NewsDay> {
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

    fn dumps_of(&self, day: NewsDay) -> impl Iterator<Item = &IndexedDump> {
        let paths = self.paths.get(&day).into_iter().flatten();
        let dumps = paths.filter_map(|path| self.dumps.get(path));
        dumps.chain(self.departed.of_day(day))
    }

    /// Whether a day was built of exactly the present dumps, and has no history.
    fn is_current(&self, built: &Day) -> bool {
        let day = built.day();
        let used: HashSet<_> = built.dumps().iter().map(Arc::as_ptr).collect();
        let present: HashSet<_> = self
            .dumps_of(day)
            .map(|indexed| Arc::as_ptr(&indexed.dump))
            .collect();
        let has_history = |day: &Arc<Day>| !day.history.is_empty();
        used == present && !self.previous(day).is_some_and(has_history)
    }

    fn previous(&self, day: NewsDay) -> Option<&Arc<Day>> {
        self.timeline.day(day).or_else(|| self.dormant.get(&day))
    }

    fn build(&self, day: NewsDay, seen: Option<Stamp>) -> (Arc<Day>, RenamedIds) {
        let previous = self.previous(day).map(|day| &**day);
        let (built, renamed) = Day::build(day, self.dumps_of(day).collect(), previous, seen);
        (Arc::new(built), renamed)
    }

    fn publish(&mut self, built: Vec<(Arc<Day>, RenamedIds)>, reports_arrivals: bool) -> Update {
        let mut update = Update {
            moved: !reports_arrivals,
            ..Update::default()
        };
        let mut days: Vec<Arc<Day>> = Vec::with_capacity(built.len());
        let mut losses = Vec::new();
        let rebuilt: Vec<NewsDay> = built.iter().map(|(day, _)| day.day()).collect();
        for (day, renamed) in built {
            update.changed.push(day.day());
            if reports_arrivals {
                let before = self.timeline.day(day.day());
                let mut changes = DayChanges::new(before, &day, &renamed);
                self.lost.recognise(&day, &mut changes);
                self.late.take_old(&day, &mut changes);
                let was_elsewhere = |item: &Arrived| self.was_elsewhere(item, &rebuilt);
                let (known, new): (Vec<Arrived>, Vec<Arrived>) =
                    changes.arrived.into_iter().partition(was_elsewhere);
                update.moved |= !known.is_empty();
                update.arrived.extend(new);
                update.past.extend(changes.past);
                update.promoted.extend(changes.promoted);
                update.revised.extend(changes.revised);
                update.moved |= changes.moved;
                update.renamed.extend(changes.returned);
                if let Some(before) = before.filter(|_| !changes.lost.is_empty()) {
                    losses.push((Arc::clone(before), changes.lost));
                }
                // Computed here, so the next frame does not have to.
                day.gaps();
                day.red_rows();
            }
            update.renamed.extend(renamed);
            days.push(day);
        }
        self.lost.note(&losses);
        if !days.is_empty() {
            self.swap(days);
        }
        update.timeline = self.timeline();
        update
    }

    /// Whether an item was in another of the changed days before: its number has another first day now.
    fn was_elsewhere(&self, item: &Arrived, changed: &[NewsDay]) -> bool {
        if item.id.wire().is_none() {
            return false;
        }
        let mut others = changed.iter().filter(|day| **day != item.day);
        others.any(|day| self.timeline.item(*day, item.id).is_some())
    }

    fn swap(&mut self, built: Vec<Arc<Day>>) {
        for day in &built {
            if day.is_empty() && !day.history.is_empty() {
                self.dormant.insert(day.day(), Arc::clone(day));
            } else {
                self.dormant.remove(&day.day());
            }
            if self.paths.get(&day.day()).is_some_and(Vec::is_empty) {
                self.paths.remove(&day.day());
            }
        }
        self.timeline = Arc::new(self.timeline.with(built));
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
