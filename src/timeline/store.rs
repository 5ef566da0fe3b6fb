//! The one writer of the timeline: takes dumps as they are read, and publishes snapshots.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::mem;
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::day::Day;
use super::day_changes::{Arrived, DayChanges};
use super::departed::DepartedEntries;
use super::indexed_dump::IndexedDump;
use super::late::LatePlaces;
use super::lost::LostItems;
use super::revision::RenamedIds;
use super::snapshot::Timeline;
use super::stored_dumps::StoredDumps;
use super::update::Update;
use crate::dump::{Dump, DumpChange};
use crate::item::{NewsDay, Stamp};
use crate::path::FilePath;

/// Holds every dump, and the days built from them.
#[derive(Debug, Default)]
pub struct Store {
    dumps: StoredDumps,
    /// What left rolling dumps.
    departed: DepartedEntries,
    /// What is gone, and was there once.
    lost: LostItems,
    late: LatePlaces,
    timeline: Arc<Timeline>,
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
            dumps: StoredDumps::limited_to(only),
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
                DumpChange::Read(dump) => self.dumps.insert(dump.into(), &mut touched),
                DumpChange::Departed(dump) => {
                    touched.extend(self.departed.add(&dump, &self.timeline));
                }
                DumpChange::Gone(path) => self.dumps.remove(&path, &mut touched),
            }
        }
        self.dumps.settle(&mut touched);
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
            self.dumps.insert(dump, &mut touched);
        }
        let settled = self.dumps.settle(&mut touched);
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
        let mut touched = BTreeSet::new();
        let old = self.dumps.leave_out_before(first, &mut touched);
        self.dormant = self.dormant.split_off(&first);
        self.dumps.settle(&mut touched);
        let later = touched.split_off(&first);
        let no_items = |day: &NewsDay| {
            let (empty, renamed) = Day::build(*day, Vec::new(), None, None);
            (Arc::new(empty), renamed)
        };
        let later = later.into_iter().map(|day| self.build(day, None));
        let built = old.iter().map(no_items).chain(later).collect();
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
        self.dumps.all()
    }

    fn dumps_of(&self, day: NewsDay) -> impl Iterator<Item = &IndexedDump> {
        self.dumps.of_day(day).chain(self.departed.of_day(day))
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
            self.dumps.forget_if_empty(day.day());
        }
        self.timeline = Arc::new(self.timeline.with(built));
    }
}
