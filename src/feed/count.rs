//! Counting everything once, in parallel, without keeping any of it: an archive that is counted may be larger than memory.
//!
//! A day is known once all its dumps are read, and only their names tell which these are. Names can be wrong: days of which
//! dumps were found that were not read together are read again in the end, with all of these.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use super::load::{Batch, Load};
use super::once::{Loaded, begin, each_batch, load};
use super::order;
use crate::dump::Dump;
use crate::item::NewsDay;
use crate::path::FilePath;
use crate::timeline::{Day, Store, Timeline};
use crate::watch::file_state::FileState;
use crate::watch::{ClockReading, FileReading, WatchSettings, WatchStatus, is_stdin};

/// Reads everything, and keeps nothing but the sum of what `items` says of each day. The status tells what could not be
/// read, and nothing of what could. Standard input is kept, and what is read beside it.
pub fn count(
    settings: &WatchSettings,
    items: impl Fn(&Day) -> usize + Sync,
) -> (usize, WatchStatus) {
    if settings.paths.iter().any(|path| is_stdin(path)) {
        let Loaded {
            timeline, status, ..
        } = load(settings);
        return (timeline.days().iter().map(|day| items(day)).sum(), status);
    }
    let (mut watcher, candidates) = begin(settings);
    let load = Load::passing(order::newest_first(candidates), settings.options);
    let counts = thread::scope(|scope| {
        let (load, items) = (&load, &items);
        let workers: Vec<_> = (0..load.workers())
            .map(|_| scope.spawn(move || Counts::of(load, settings, items)))
            .collect();
        let counts = workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|fault| resume_unwind(fault)));
        counts.reduce(Counts::with).unwrap_or_default()
    });
    let (sum, troubles) = counts.sum(settings, items);
    troubles
        .into_iter()
        .for_each(|found| watcher.loaded(found, ClockReading::now()));
    (sum, watcher.status())
}

/// The days of these files.
fn again(files: BTreeSet<FilePath>, settings: &WatchSettings) -> Arc<Timeline> {
    let jobs = order::newest_first(files.into_iter().collect());
    let mut store = Store::default();
    each_batch(&Load::new(jobs, settings.options), |batch| {
        store.adopt(batch.dumps, batch.days);
    });
    store.timeline()
}

/// What is known of a day of a batch: how many items count, and the files it was made of.
type Part = (usize, Vec<FilePath>);

/// What a worker has counted.
#[derive(Default)]
struct Counts {
    days: BTreeMap<NewsDay, Part>,
    /// The days of which several batches have something.
    scattered: BTreeSet<NewsDay>,
    /// Files with which something is wrong.
    troubles: Vec<FileReading>,
}

impl Counts {
    fn of(load: &Load, settings: &WatchSettings, items: impl Fn(&Day) -> usize) -> Self {
        let mut counts = Self::default();
        load.work(|batch| {
            counts.add(batch, settings, &items);
            true
        });
        counts
    }

    fn add(&mut self, batch: Batch, settings: &WatchSettings, items: impl Fn(&Day) -> usize) {
        let mut days: BTreeMap<NewsDay, Part> = batch
            .days
            .iter()
            .map(|day| (day.day(), (items(day), Vec::new())))
            .collect();
        let files = batch
            .found
            .iter()
            .flat_map(|found| found.state.dumps().iter().map(|_| &found.path));
        for (file, dated) in files.zip(&batch.dumps) {
            for day in dated.days() {
                days.entry(day).or_default().1.push(file.clone());
            }
        }
        self.add_days(days);
        self.troubles.extend(
            batch
                .found
                .into_iter()
                .filter_map(|found| trouble(found, settings)),
        );
    }

    fn add_days(&mut self, days: BTreeMap<NewsDay, Part>) {
        for (day, (items, files)) in days {
            let known = self.days.entry(day).or_default();
            if !known.1.is_empty() {
                self.scattered.insert(day);
            }
            known.0 += items;
            known.1.extend(files);
        }
    }

    /// Both together.
    fn with(mut self, other: Self) -> Self {
        self.add_days(other.days);
        self.scattered.extend(other.scattered);
        self.troubles.extend(other.troubles);
        self
    }

    /// The sum over all days; those that are scattered are built of all the files that have some of them. And what is wrong.
    fn sum(
        self,
        settings: &WatchSettings,
        items: impl Fn(&Day) -> usize,
    ) -> (usize, Vec<FileReading>) {
        let (mut sum, mut files) = (0, BTreeSet::new());
        for (day, (items, from)) in self.days {
            if self.scattered.contains(&day) {
                files.extend(from);
            } else {
                sum += items;
            }
        }
        if !files.is_empty() {
            let timeline = again(files, settings);
            sum += self
                .scattered
                .iter()
                .filter_map(|day| timeline.day(*day))
                .map(|day| items(day))
                .sum::<usize>();
        }
        (sum, self.troubles)
    }
}

/// What has to be told of a file, without the items in it.
fn trouble(found: FileReading, settings: &WatchSettings) -> Option<FileReading> {
    // Of dumps without items those are told that were named.
    let is_told = |dump: &Dump| {
        dump.records.is_empty() && settings.paths.iter().any(|path| *path == *found.path)
    };
    let state = match found.state {
        FileState::Dump(dump) if !is_told(&dump) => return None,
        FileState::Packed(mut packed) => {
            packed.dumps.retain(|dump| is_told(dump));
            FileState::Packed(packed)
        }
        state => state,
    };
    Some(FileReading { state, ..found })
}
