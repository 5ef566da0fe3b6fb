//! Reading everything once, in parallel, without watching: what `list` and `check` need.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::mem;
use std::sync::Arc;
use std::thread;

use crossbeam_channel::unbounded;

use super::load::{Batch, Load};
use super::{follow, order, stdin};
use crate::item::NewsDay;
use crate::path::FilePath;
use crate::timeline::{Day, Store, Timeline};
use crate::watch::{Candidate, Found, Moment, NoEyes, Opinion, Settings, Status, Watcher, is_stdin};

/// What a load has found, with all that it knows of it.
pub struct Loaded {
    /// Every day of what was read.
    pub timeline: Arc<Timeline>,
    /// What could not be read, and what was wrong.
    pub status: Status,
    kept: (Watcher, Store),
}

impl fmt::Debug for Loaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Loaded").field("status", &self.status).finish_non_exhaustive()
    }
}

impl Loaded {
    /// Leaves all of its memory to the system, as what is about to end may: taking apart what was found in ten years of
    /// dumps takes a twentieth of the time in which they are loaded.
    pub fn leave(self) {
        mem::forget((self.timeline, self.kept));
    }
}

/// Reads everything, and keeps it.
///
/// The paths that could not be read are in the status. Standard input is read to its end.
pub fn load(settings: &Settings) -> Loaded {
    let (mut watcher, candidates) = begin(settings);
    let mut store = Store::default();
    let load = Load::new(order::newest_first(candidates), settings.options, settings.limits);
    each_batch(
        &load,
        |batch| batch,
        |batch| {
            let (dumps, days) = follow::take_in(&mut watcher, batch);
            store.adopt(dumps, days);
        },
    );
    let mut status = watcher.status();
    if settings.paths.iter().any(|path| is_stdin(path)) {
        let mut stream = stdin::Stream::default();
        store.apply(stream.whole(settings));
        stream.tell(&mut status, settings.limits.file);
    }
    Loaded { timeline: store.timeline(), status, kept: (watcher, store) }
}

/// Reads everything, and keeps nothing but the sum of what `items` says of each day: an archive that is counted may be
/// larger than memory. The status tells what could not be read, and nothing of what could.
///
/// A day is known once all its dumps are read, and only their names tell which these are. Names can be wrong: days of which
/// dumps were found that were not read together are read again in the end, with all of these.
pub fn count(settings: &Settings, items: impl Fn(&Day) -> usize + Sync) -> (usize, Status) {
    if settings.paths.iter().any(|path| is_stdin(path)) {
        let Loaded { timeline, status, .. } = load(settings);
        return (timeline.days().iter().map(|day| items(day)).sum(), status);
    }
    let (mut watcher, candidates) = begin(settings);
    let load = Load::passing(order::newest_first(candidates), settings.options, settings.limits);
    let mut counts = Counts::default();
    each_batch(
        &load,
        |batch| Counted::of(batch, settings, &items),
        |counted: Counted| {
            counts.add(counted.days);
            counted.troubles.into_iter().for_each(|found| watcher.loaded(found, Moment::now()));
        },
    );
    let sum = counts.sum(
        |files| {
            let (again, mut store) =
                (Load::new(order::newest_first(files), settings.options, settings.limits), Store::default());
            each_batch(&again, |batch| batch, |batch| drop(store.adopt(batch.dumps, batch.days)));
            store.timeline()
        },
        &items,
    );
    (sum, watcher.status())
}

/// The files that are there.
fn begin(settings: &Settings) -> (Watcher, Vec<Candidate>) {
    let mut watcher = Watcher::new(settings.clone(), Box::new(NoEyes), Moment::now());
    let candidates = watcher.begin(Moment::now());
    (watcher, candidates)
}

/// Does `work` on each batch where it was read, and gives what comes of it to `take`.
fn each_batch<T: Send>(load: &Load, work: impl Fn(Batch) -> T + Sync, take: impl FnMut(T)) {
    let (sender, receiver) = unbounded();
    thread::scope(|scope| {
        for _ in 0..load.workers() {
            let (work, sender) = (&work, sender.clone());
            scope.spawn(move || load.work(|batch| sender.send(work(batch)).is_ok()));
        }
        drop(sender);
        receiver.iter().for_each(take);
    });
}

/// What is known of a day of a batch: how many items count, and the files it was made of.
type Part = (usize, Vec<FilePath>);

/// What is left of a batch.
struct Counted {
    days: BTreeMap<NewsDay, Part>,
    /// Files with which something is wrong.
    troubles: Vec<Found>,
}

impl Counted {
    fn of(batch: Batch, settings: &Settings, items: impl Fn(&Day) -> usize) -> Self {
        let mut days: BTreeMap<NewsDay, Part> =
            batch.days.iter().map(|day| (day.day(), (items(day), Vec::new()))).collect();
        let files = batch.found.iter().flat_map(|found| found.what.dumps().iter().map(|_| &found.path));
        for (file, dated) in files.zip(&batch.dumps) {
            for day in dated.days() {
                days.entry(day).or_default().1.push(file.clone());
            }
        }
        let troubles = batch.found.into_iter().filter_map(|found| trouble(found, settings)).collect();
        Self { days, troubles }
    }
}

/// What has to be told of a file, without the items in it.
fn trouble(found: Found, settings: &Settings) -> Option<Found> {
    let is_named = settings.paths.iter().any(|path| *path == *found.path);
    let what = match found.what {
        Opinion::Dump(_, dump) if !is_named || !dump.records.is_empty() => return None,
        Opinion::Packed(seen, mut packed) => {
            packed.dumps.retain(|dump| is_named && dump.records.is_empty());
            Opinion::Packed(seen, packed)
        }
        what => what,
    };
    Some(Found { what, ..found })
}

/// What was counted of all batches.
#[derive(Default)]
struct Counts {
    days: BTreeMap<NewsDay, Part>,
    /// The days of which several batches have something.
    scattered: BTreeSet<NewsDay>,
}

impl Counts {
    fn add(&mut self, days: BTreeMap<NewsDay, Part>) {
        for (day, (items, files)) in days {
            let known = self.days.entry(day).or_default();
            if !known.1.is_empty() {
                self.scattered.insert(day);
            }
            known.0 += items;
            known.1.extend(files);
        }
    }

    /// The sum over all days; those that are scattered are built by `load` of all the files that have some of them.
    fn sum(self, load: impl FnOnce(Vec<FilePath>) -> Arc<Timeline>, items: impl Fn(&Day) -> usize) -> usize {
        let Self { days, scattered } = self;
        let (scattered, whole): (Vec<_>, Vec<_>) = days.into_iter().partition(|(day, _)| scattered.contains(day));
        let mut sum = whole.iter().map(|(_, (items, _))| items).sum();
        let (again, files): (Vec<NewsDay>, Vec<Vec<FilePath>>) =
            scattered.into_iter().map(|(day, (_, files))| (day, files)).unzip();
        if !again.is_empty() {
            let files: BTreeSet<FilePath> = files.into_iter().flatten().collect();
            let timeline = load(files.into_iter().collect());
            sum += again.iter().filter_map(|day| timeline.day(*day)).map(|day| items(day)).sum::<usize>();
        }
        sum
    }
}
