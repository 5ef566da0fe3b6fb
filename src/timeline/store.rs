//! The one writer of the timeline: takes dumps as they are read, and publishes snapshots.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::revision::Renamed;
use super::seats::Dated;
use super::{Day, Timeline};
use crate::dump::{Dump, DumpChange};
use crate::item::{ItemId, NewsDay, Stamp};
use crate::path::FilePath;

/// What a change did.
#[derive(Debug, Clone, Default)]
pub struct Update {
    /// The timeline as it is now.
    pub timeline: Arc<Timeline>,
    /// The days that were built anew, ascending. Days without items are no longer in the timeline.
    pub changed: Vec<NewsDay>,
    /// Items that were not there before. What the first call brings, or a load, has not arrived: it was there.
    pub arrived: Vec<Arrived>,
    /// Whether items that were there before may be gone, or stand at another time.
    pub moved: bool,
    /// Identities that became others: a story known by its content for which a dump now gives the wire's number.
    pub renamed: Vec<(ItemId, ItemId)>,
}

/// An item that was not there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrived {
    /// Its news day.
    pub day: NewsDay,
    /// When it went out.
    pub stamp: Stamp,
    /// Its identity.
    pub id: ItemId,
}

/// Holds every dump that is there, and the days made from them.
#[derive(Debug, Default)]
pub struct Store {
    held: HashMap<FilePath, Dated>,
    /// The dumps that have entries of a day.
    paths: BTreeMap<NewsDay, Vec<FilePath>>,
    timeline: Arc<Timeline>,
    /// Days without items that remember the stories they had: a dump may be deleted and written again.
    dormant: BTreeMap<NewsDay, Arc<Day>>,
    /// Whether what comes now is news.
    following: bool,
    /// The clock as it was last told, by which it is noted when something was seen.
    now: Option<Stamp>,
}

impl Store {
    /// Takes changes in; any order of them gives the same timeline.
    ///
    /// The first call is taken for a load: nothing in it counts as arrived.
    pub fn apply(&mut self, changes: Vec<DumpChange>) -> Update {
        let mut touched = BTreeSet::new();
        for change in changes {
            match change {
                DumpChange::Read(dump) => self.read(dump.into(), &mut touched),
                DumpChange::Gone(path) => self.forget(&path, &mut touched),
            }
        }
        let seen = self.now.filter(|_| self.following);
        let built = touched
            .into_iter()
            .map(|day| self.build(day, seen))
            .collect();
        let following = std::mem::replace(&mut self.following, true);
        self.publish(built, following)
    }

    /// Takes dumps of whose days the caller has already built what these dumps alone give, as loaders do in parallel.
    /// A day of which other dumps are known is built anew. Nothing counts as arrived.
    pub fn adopt(&mut self, dumps: Vec<Dated>, built: Vec<Arc<Day>>) -> Update {
        let mut touched = BTreeSet::new();
        for dump in dumps {
            self.read(dump, &mut touched);
        }
        let mut given: HashMap<NewsDay, Arc<Day>> =
            built.into_iter().map(|day| (day.day(), day)).collect();
        let built = touched.into_iter().map(|day| match given.remove(&day) {
            Some(built) if self.is_current(&built) => (built, Renamed::new()),
            Some(_) | None => self.build(day, None),
        });
        let built = built.collect();
        self.following = true;
        self.publish(built, false)
    }

    /// What comes from now on is news: the load is over, though it may have found nothing.
    pub fn follow(&mut self) {
        self.following = true;
    }

    /// What is applied next was there before, as what a load brings.
    pub const fn expect_old(&mut self) {
        self.following = false;
    }

    /// It is now so late. Without a clock it is not noted that a story was promoted: while a load goes on, its dumps come
    /// in any order.
    pub const fn tell_time(&mut self, now: Stamp) {
        self.now = Some(now);
    }

    /// The timeline as it is now.
    pub fn timeline(&self) -> Arc<Timeline> {
        Arc::clone(&self.timeline)
    }

    /// Every dump that is there.
    pub fn dumps(&self) -> impl Iterator<Item = &Arc<Dump>> {
        self.held.values().map(|held| &held.dump)
    }

    fn read(&mut self, dated: Dated, touched: &mut BTreeSet<NewsDay>) {
        let path = dated.dump.path.clone();
        if self
            .held
            .get(&path)
            .is_some_and(|held| is_same(&held.dump, &dated.dump))
        {
            return;
        }
        self.forget(&path, touched);
        for day in dated.calendar.days() {
            self.paths.entry(day).or_default().push(path.clone());
            touched.insert(day);
        }
        self.held.insert(path, dated);
    }

    fn forget(&mut self, path: &Path, touched: &mut BTreeSet<NewsDay>) {
        let Some(held) = self.held.remove(path.as_os_str()) else {
            return;
        };
        for day in held.calendar.days() {
            if let Some(paths) = self.paths.get_mut(&day) {
                paths.retain(|other| &**other != path);
            }
            touched.insert(day);
        }
    }

    fn holding(&self, day: NewsDay) -> impl Iterator<Item = &Dated> {
        self.paths
            .get(&day)
            .into_iter()
            .flatten()
            .filter_map(|path| self.held.get(path))
    }

    /// Whether a day was built of exactly the dumps that are there, and nothing is remembered of it.
    fn is_current(&self, built: &Day) -> bool {
        let day = built.day();
        let of: HashSet<*const Dump> = built.dumps().iter().map(Arc::as_ptr).collect();
        let now: HashSet<*const Dump> = self
            .holding(day)
            .map(|held| Arc::as_ptr(&held.dump))
            .collect();
        of == now
            && self
                .previous(day)
                .is_none_or(|previous| previous.memory().is_empty())
    }

    fn previous(&self, day: NewsDay) -> Option<&Arc<Day>> {
        self.timeline.day(day).or_else(|| self.dormant.get(&day))
    }

    fn build(&self, day: NewsDay, seen: Option<Stamp>) -> (Arc<Day>, Renamed) {
        let (built, renamed) = Day::build_dated(
            day,
            self.holding(day).collect(),
            self.previous(day).map(|day| &**day),
            seen,
        );
        (Arc::new(built), renamed)
    }

    fn publish(&mut self, built: Vec<(Arc<Day>, Renamed)>, following: bool) -> Update {
        let mut update = Update {
            moved: !following,
            ..Update::default()
        };
        let mut days: Vec<Arc<Day>> = Vec::with_capacity(built.len());
        for (day, renamed) in built {
            update.changed.push(day.day());
            if following {
                let (arrived, moved) = compare(self.timeline.day(day.day()), &day, &renamed);
                update.arrived.extend(arrived);
                update.moved |= moved;
                // Asked for with the next frame, which is not to wait for it.
                day.gaps();
            }
            update.renamed.extend(renamed);
            days.push(day);
        }
        if !days.is_empty() {
            self.swap(days);
        }
        update.timeline = self.timeline();
        update
    }

    fn swap(&mut self, built: Vec<Arc<Day>>) {
        for day in &built {
            if day.is_empty() && !day.memory().is_empty() {
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

/// The items of a day that were not there before, and whether others are gone or stand at another time. Where a day has only
/// grown, which is nearly always, one walk over both tells.
fn compare(before: Option<&Arc<Day>>, now: &Day, renamed: &Renamed) -> (Vec<Arrived>, bool) {
    let all = || {
        now.items().map(|item| Arrived {
            day: now.day(),
            stamp: item.stamp(),
            id: item.id(),
        })
    };
    let mut old = before.into_iter().flat_map(|day| day.items()).peekable();
    let mut is_old = |item: &Arrived| {
        old.next_if(|old| (old.id(), old.stamp()) == (item.id, item.stamp))
            .is_some()
    };
    let arrived: Vec<Arrived> = all().filter(|item| !is_old(item)).collect();
    if old.peek().is_none() && renamed.is_empty() {
        return (arrived, false);
    }
    let mut known: HashSet<ItemId> = renamed.iter().map(|names| names.1).collect();
    known.extend(
        before
            .into_iter()
            .flat_map(|day| day.items().map(|item| item.id())),
    );
    (
        all().filter(|item| !known.contains(&item.id)).collect(),
        true,
    )
}

/// Whether reading a dump again has brought nothing new.
fn is_same(a: &Dump, b: &Dump) -> bool {
    a.text == b.text
        && a.records == b.records
        && a.extras == b.extras
        && a.heading == b.heading
        && a.problems == b.problems
}
