//! Reads everything, or the newest dumps, once and on many threads, without following it: for `list` and `check`.

use std::fmt;
use std::mem;
use std::sync::Arc;
use std::thread;

use crossbeam_channel::unbounded;

use super::allowance::Allowance;
use super::batch::Batch;
use super::candidates::{SurveyedFile, candidates, recent, surveyed};
use super::load_order;
use super::loader::Load;
use super::stdin::StdinStream;
use crate::item::NewsDay;
use crate::memory::MemoryLimit;
use crate::path::FilePath;
use crate::timeline::{Store, Timeline};
use crate::watch::{ClockReading, NoEvents, WatchSettings, WatchStatus, Watcher, is_stdin};
use crate::worker;

/// How many files [`load_newest`] reads at first; then twice as many, and so on.
const FIRST_FILES: usize = 16;

/// Everything that was read.
pub struct Loaded {
    /// All days.
    pub timeline: Arc<Timeline>,
    /// Paths that could not be read, and errors of files.
    pub status: WatchStatus,
    /// What is missing, if not everything fits into memory.
    pub shortage: Option<LoadShortage>,
    kept: (Watcher, Store),
}

/// Dumps that do not fit into memory.
#[derive(Debug)]
pub struct LoadShortage {
    /// The limit that is in the way.
    pub limit: MemoryLimit,
    /// The files that were not read, the newest first.
    pub unread: Vec<FilePath>,
}

impl fmt::Debug for Loaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Loaded")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl Loaded {
    /// Leaves the memory to the system, for a process that is about to end. Freeing ten years of dumps piece by piece takes a
    /// twentieth of the time of loading them.
    pub fn leak(self) {
        mem::forget((self.timeline, self.kept));
    }
}

/// Reads everything and keeps it; standard input to its end.
pub fn load_all(settings: &WatchSettings) -> Loaded {
    let (mut watcher, files) = list_files(settings);
    let mut store = Store::default();
    let (files, _) = candidates(files, settings);
    let shortage = load_into(&mut watcher, &mut store, files, settings);
    watcher.give_up_refused(ClockReading::now());
    let mut status = watcher.status();
    if settings.paths.iter().any(|path| is_stdin(path)) {
        let mut stream = StdinStream::default();
        store.apply(stream.read_to_end(settings));
        stream.add_to(&mut status);
    }
    Loaded {
        timeline: store.timeline(),
        status,
        shortage,
        kept: (watcher, store),
    }
}

/// Reads the newest dumps first, and no more once `is_enough` says so. It gets the days so far, and the first day from which
/// on they are complete. Standard input, and files that are read with it, are read whole.
pub fn load_newest(
    settings: &WatchSettings,
    is_enough: impl Fn(&Timeline, NewsDay) -> bool,
) -> Loaded {
    if settings.paths.iter().any(|path| is_stdin(path)) {
        return load_all(settings);
    }
    let (mut watcher, files) = list_files(settings);
    let mut store = Store::default();
    let mut left = surveyed(&files, settings);
    left.retain(|file| file.is_wanted);
    let last_day =
        |file: &SurveyedFile| file.days.as_ref().map_or(NewsDay::LAST, |days| *days.end());
    left.sort_unstable_by_key(last_day);
    let unknown = left.iter().filter(|file| file.days.is_none()).count();
    let mut size = unknown.max(FIRST_FILES);
    let mut shortage = None;
    while !left.is_empty() {
        let newest = left.split_off(left.len().saturating_sub(size));
        let newest = newest.into_iter().map(|file| file.path).collect();
        shortage = load_into(&mut watcher, &mut store, newest, settings);
        let complete_from = left
            .last()
            .map_or(NewsDay::FIRST, |file| last_day(file).next());
        if shortage.is_some() || is_enough(&store.timeline(), complete_from) {
            break;
        }
        size *= 2;
    }
    watcher.give_up_refused(ClockReading::now());
    Loaded {
        timeline: store.timeline(),
        status: watcher.status(),
        shortage,
        kept: (watcher, store),
    }
}

/// Reads the dumps that can hold a day from `first` on, or the newest day if that is earlier. Thousands of dumps are not opened
/// for that: one whose path has a day is taken to be of that day.
pub fn load_recent(settings: &WatchSettings, first: NewsDay) -> Loaded {
    if settings.paths.iter().any(|path| is_stdin(path)) {
        return load_all(settings);
    }
    let (mut watcher, files) = list_files(settings);
    let mut store = Store::default();
    let shortage = load_into(
        &mut watcher,
        &mut store,
        recent(files, settings, first),
        settings,
    );
    let timeline = store.timeline();
    if timeline.is_empty() && shortage.is_none() {
        // The newest ones have nothing to show.
        return load_newest(settings, |timeline, _| !timeline.is_empty());
    }
    watcher.give_up_refused(ClockReading::now());
    Loaded {
        timeline,
        status: watcher.status(),
        shortage,
        kept: (watcher, store),
    }
}

/// Loads files. Returns what is missing, if they do not fit into memory.
fn load_into(
    watcher: &mut Watcher,
    store: &mut Store,
    files: Vec<FilePath>,
    settings: &WatchSettings,
) -> Option<LoadShortage> {
    let texts = store.dumps().map(|dump| dump.text.len() as u64);
    let load = Load::new(
        load_order::newest_first(files),
        settings.options.clone(),
        Allowance::new(settings.memory.clone(), texts.sum()),
    );
    let mut unread = Vec::new();
    each_batch(&load, |mut batch| {
        unread.append(&mut batch.unread);
        let (dumps, days) = batch.register(watcher);
        store.apply_built(dumps, days);
    });
    let limit = load.shortage()?;
    unread.extend(load.unclaimed());
    let unread = load_order::newest_first(unread).concat();
    Some(LoadShortage { limit, unread })
}

/// The files that are there, and the watcher that has listed them.
pub(super) fn list_files(settings: &WatchSettings) -> (Watcher, Vec<FilePath>) {
    let mut watcher = Watcher::new(settings.clone(), Box::new(NoEvents), ClockReading::now());
    let files = watcher.start(ClockReading::now());
    (watcher, files)
}

/// Calls `take` with every batch, as threads finish them. If the system refuses all threads, this one reads the files.
pub(super) fn each_batch(load: &Load, mut take: impl FnMut(Batch)) {
    let (sender, batches) = unbounded();
    thread::scope(|scope| {
        let threads = worker::start_some(load.threads(), || {
            let sender = sender.clone();
            let work = move || load.work(|batch| sender.send(batch).is_ok());
            worker::builder("load").spawn_scoped(scope, work)
        });
        drop(sender);
        if threads.is_empty() {
            load.work(|batch| {
                take(batch);
                true
            });
        }
        batches.iter().for_each(take);
    });
}
