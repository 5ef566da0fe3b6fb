//! Counts the items of everything, on many threads, without keeping it: an archive may be larger than the memory.
//!
//! A day is complete once all its dumps are read. Only file names show that, and names can be wrong. A day
//! that turns up in several batches is read again at the end, with all dumps that have a part of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::allowance::Allowance;
use super::batch::Batch;
use super::candidates::candidates;
use super::load_all::{each_batch, list_files, load_all};
use super::load_order;
use super::loader::Load;
use crate::dump::Dump;
use crate::item::NewsDay;
use crate::path::FilePath;
use crate::timeline::{Day, IndexedDump, Store, Timeline};
use crate::watch::file_state::FileState;
use crate::watch::{ClockReading, FileReading, WatchSettings, WatchStatus, is_stdin};
use crate::worker;

/// Returns the sum of `items` over all days, and a status with errors only. Standard input, and files that are read with it,
/// are kept in memory.
pub fn count_all(
    settings: &WatchSettings,
    items: impl Fn(&Day) -> usize + Sync,
) -> (usize, WatchStatus) {
    if settings.paths.iter().any(|path| is_stdin(path)) {
        let loaded = load_all(settings);
        let days = loaded.timeline.days().iter();
        return (days.map(|day| items(day)).sum(), loaded.status);
    }
    let (mut watcher, files) = list_files(settings);
    let (files, _) = candidates(files, settings);
    let load = Load::with_reused_chunks(load_order::newest_first(files), settings);
    let counts = count_in_parallel(&load, settings, &items);
    let (sum, faulty) = counts.sum(settings, items);
    for file in faulty {
        watcher.add_loaded(file, ClockReading::now());
    }
    watcher.give_up_refused(ClockReading::now());
    (sum, watcher.status())
}

fn count_in_parallel(
    load: &Load,
    settings: &WatchSettings,
    items: &(impl Fn(&Day) -> usize + Sync),
) -> Counts {
    let count = || Counts::new(load, settings, items);
    let counts = worker::in_parallel("load", load.threads(), count);
    counts.into_iter().reduce(Counts::add).unwrap_or_default()
}

/// The days of these files.
fn read_again(files: BTreeSet<FilePath>, settings: &WatchSettings) -> Arc<Timeline> {
    let jobs = load_order::newest_first(files.into_iter().collect());
    let mut store = Store::default();
    let load = Load::new(jobs, settings.options.clone(), Allowance::default());
    each_batch(&load, |batch| {
        store.apply_built(batch.dumps, batch.days);
    });
    store.timeline()
}

/// The items of a day that count, and the files that they come from.
type DayCount = (usize, Vec<FilePath>);

/// What a thread has counted.
#[derive(Default)]
struct Counts {
    days: BTreeMap<NewsDay, DayCount>,
    /// Days that several batches have a part of.
    scattered: BTreeSet<NewsDay>,
    /// The wire's numbers with their days.
    numbers: Vec<(u64, NewsDay)>,
    /// Files with errors.
    faulty: Vec<FileReading>,
}

impl Counts {
    /// Counts the jobs that no other thread has claimed.
    fn new(load: &Load, settings: &WatchSettings, items: impl Fn(&Day) -> usize) -> Self {
        let mut counts = Self::default();
        load.work(|batch| {
            counts.add_batch(batch, settings, &items);
            true
        });
        counts
    }

    fn add_batch(&mut self, batch: Batch, settings: &WatchSettings, items: impl Fn(&Day) -> usize) {
        let days = batch.days.iter();
        let mut days: BTreeMap<NewsDay, DayCount> = days
            .map(|day| (day.day(), (items(day), Vec::new())))
            .collect();
        let paths = batch
            .files
            .iter()
            .flat_map(|file| file.state.dumps().iter().map(|_| &file.path));
        for (path, dated) in paths.zip(&batch.dumps) {
            for day in dated.days() {
                days.entry(day).or_default().1.push(path.clone());
            }
        }
        self.add_days(days);
        let numbers = batch.dumps.iter().flat_map(IndexedDump::numbers);
        self.numbers.extend(numbers);
        let files = batch.files.into_iter();
        self.faulty
            .extend(files.filter_map(|file| errors_of(file, settings)));
    }

    fn add_days(&mut self, days: BTreeMap<NewsDay, DayCount>) {
        for (day, (items, files)) in days {
            let known = self.days.entry(day).or_default();
            if !known.1.is_empty() {
                self.scattered.insert(day);
            }
            known.0 += items;
            known.1.extend(files);
        }
    }

    fn add(mut self, other: Self) -> Self {
        self.add_days(other.days);
        self.scattered.extend(other.scattered);
        self.numbers.extend(other.numbers);
        self.faulty.extend(other.faulty);
        self
    }

    /// A number on several days is one story, which each of them has counted.
    fn scatter_days_of_one_number(&mut self) {
        self.numbers.sort_unstable();
        self.numbers.dedup();
        let numbers = self.numbers.chunk_by(|a, b| a.0 == b.0);
        let several = numbers.filter(|days| days.len() > 1).flatten();
        self.scattered.extend(several.map(|(_, day)| *day));
    }

    /// Returns the sum over all days, and the files with errors. Reads scattered days again.
    fn sum(
        mut self,
        settings: &WatchSettings,
        items: impl Fn(&Day) -> usize,
    ) -> (usize, Vec<FileReading>) {
        self.scatter_days_of_one_number();
        let (mut sum, mut files) = (0, BTreeSet::new());
        for (day, (items, from)) in self.days {
            if self.scattered.contains(&day) {
                files.extend(from);
            } else {
                sum += items;
            }
        }
        if !files.is_empty() {
            let timeline = read_again(files, settings);
            let days = self.scattered.iter().filter_map(|day| timeline.day(*day));
            sum += days.map(|day| items(day)).sum::<usize>();
        }
        (sum, self.faulty)
    }
}

/// A file without the items in it, if its status has to be reported.
fn errors_of(file: FileReading, settings: &WatchSettings) -> Option<FileReading> {
    // A dump without items is reported if the user named its file.
    let is_named = settings.paths.iter().any(|path| *path == *file.path);
    let is_reported = |dump: &Dump| dump.records.is_empty() && is_named;
    let state = match file.state {
        FileState::Dump(dump) if !is_reported(&dump) => return None,
        FileState::Packed(mut packed) => {
            packed.dumps.retain(|dump| is_reported(dump));
            FileState::Packed(packed)
        }
        state @ (FileState::Dump(_)
        | FileState::NoDump
        | FileState::Empty
        | FileState::LeftOut
        | FileState::Refused { .. }
        | FileState::Absent
        | FileState::Unreadable(_)) => state,
    };
    Some(FileReading { state, ..file })
}
