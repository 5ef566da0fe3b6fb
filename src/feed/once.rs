//! Reading everything once, in parallel, without watching: what `list` and `check` need.

use std::fmt;
use std::mem;
use std::sync::Arc;
use std::thread;

use crossbeam_channel::unbounded;

use super::load::{Batch, Load};
use super::{follow, order, stdin};
use crate::path::FilePath;
use crate::timeline::{Store, Timeline};
use crate::watch::{ClockReading, NoEvents, WatchSettings, WatchStatus, Watcher, is_stdin};

/// What a load has found, with all that it knows of it.
pub struct Loaded {
    /// Every day of what was read.
    pub timeline: Arc<Timeline>,
    /// What could not be read, and what was wrong.
    pub status: WatchStatus,
    kept: (Watcher, Store),
}

impl fmt::Debug for Loaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Loaded")
            .field("status", &self.status)
            .finish_non_exhaustive()
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
pub fn load(settings: &WatchSettings) -> Loaded {
    let (mut watcher, candidates) = begin(settings);
    let mut store = Store::default();
    let load = Load::new(order::newest_first(candidates), settings.options);
    each_batch(&load, |batch| {
        let (dumps, days) = follow::take_in(&mut watcher, batch);
        store.adopt(dumps, days);
    });
    let mut status = watcher.status();
    if settings.paths.iter().any(|path| is_stdin(path)) {
        let mut stream = stdin::Stream::default();
        store.apply(stream.whole(settings));
        stream.tell(&mut status, settings.options.limits.max_file_size);
    }
    Loaded {
        timeline: store.timeline(),
        status,
        kept: (watcher, store),
    }
}

/// The files that are there, and who knows what is to be told of them.
pub(super) fn begin(settings: &WatchSettings) -> (Watcher, Vec<FilePath>) {
    let mut watcher = Watcher::new(settings.clone(), Box::new(NoEvents), ClockReading::now());
    let candidates = watcher.begin(ClockReading::now());
    (watcher, candidates)
}

/// Gives every batch to `take` as workers finish it.
pub(super) fn each_batch(load: &Load, take: impl FnMut(Batch)) {
    let (sender, receiver) = unbounded();
    thread::scope(|scope| {
        for _ in 0..load.workers() {
            let sender = sender.clone();
            scope.spawn(move || load.work(|batch| sender.send(batch).is_ok()));
        }
        drop(sender);
        receiver.iter().for_each(take);
    });
}
