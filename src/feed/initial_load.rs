//! The first load, while its threads run.

use std::io;
use std::mem;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::batch::Batch;
use super::loader::Load;
use crate::memory::MemoryLimit;
use crate::path::FilePath;
use crate::worker::{self, Panicked, ThreadEnd, catch};

/// The time between two published batches: nothing that arrives faster can be drawn.
const PUBLISH_INTERVAL: Duration = Duration::from_millis(30);

/// What a loading thread sends.
#[derive(Debug)]
pub(super) enum LoaderEvent {
    /// Some files are loaded.
    Loaded(Batch),
    /// The thread ends. After a panic the files that it had at hand are missing.
    Ended(Result<(), Panicked>),
}

/// The threads of the first load, and the files that are loaded and not published.
pub(super) struct InitialLoad {
    load: Arc<Load>,
    threads: Vec<ThreadEnd>,
    /// How many threads load files. One of them may be the owner of this.
    running: usize,
    /// Whether the system refuses a thread, so that the owner has to load.
    is_alone: bool,
    waiting: Batch,
    /// What did not fit into memory.
    unread: Vec<FilePath>,
    published: Option<Instant>,
}

impl InitialLoad {
    /// Starts the threads, which call `send`. If the system refuses all of them, the owner calls [`Self::load_alone`].
    pub(super) fn start(
        load: Arc<Load>,
        send: impl Fn(LoaderEvent) -> bool + Clone + Send + 'static,
    ) -> Self {
        let threads = worker::start_some(load.threads(), || spawn(&load, send.clone()));
        let is_alone = threads.is_empty();
        Self {
            load,
            running: if is_alone { 1 } else { threads.len() },
            threads,
            is_alone,
            waiting: Batch::default(),
            unread: Vec::new(),
            published: None,
        }
    }

    /// Loads some files on this thread if no other does. An error if that panicked.
    pub(super) fn load_alone(&mut self) -> Result<(), Panicked> {
        if !self.is_alone {
            return Ok(());
        }
        let mut loaded = None;
        let load_some = || {
            self.load.work(|batch| {
                loaded = Some(batch);
                false
            });
        };
        let outcome = catch(load_some);
        if let Some(batch) = loaded {
            self.waiting.append(batch);
            return outcome;
        }
        self.is_alone = false;
        self.handle(LoaderEvent::Ended(outcome))
    }

    /// Takes an event in; an error if a thread panicked.
    pub(super) fn handle(&mut self, event: LoaderEvent) -> Result<(), Panicked> {
        match event {
            LoaderEvent::Loaded(mut batch) => {
                self.unread.append(&mut batch.unread);
                self.waiting.append(batch);
            }
            LoaderEvent::Ended(outcome) => {
                self.running -= 1;
                return outcome;
            }
        }
        Ok(())
    }

    /// When to publish the waiting batch, if there is one, or to load on.
    pub(super) fn deadline(&self) -> Option<Instant> {
        if self.is_alone {
            return Some(Instant::now());
        }
        let published = self.published.filter(|_| !self.waiting.files.is_empty());
        published.map(|published| published + PUBLISH_INTERVAL)
    }

    /// Takes the waiting batch if it is due.
    pub(super) fn take_due(&mut self, now: Instant) -> Option<Batch> {
        let is_due = self.running == 0 || self.deadline().is_none_or(|deadline| now >= deadline);
        if self.waiting.files.is_empty() || !is_due {
            return None;
        }
        self.published = Some(now);
        Some(mem::take(&mut self.waiting))
    }

    pub(super) const fn is_done(&self) -> bool {
        self.running == 0 && self.waiting.files.is_empty()
    }

    /// The limit that the load has reached, and the files that it has not read for it. For a load that is done.
    pub(super) fn shortage(&mut self) -> Option<(MemoryLimit, Vec<FilePath>)> {
        let limit = self.load.shortage()?;
        let mut unread = mem::take(&mut self.unread);
        unread.extend(self.load.unclaimed());
        Some((limit, unread))
    }

    /// Lets the threads end after the files that they have at hand.
    pub(super) fn stop(&self) {
        self.load.stop();
    }
}

impl Drop for InitialLoad {
    fn drop(&mut self) {
        self.stop();
        self.threads.clear();
    }
}

fn spawn(
    load: &Arc<Load>,
    send: impl Fn(LoaderEvent) -> bool + Send + 'static,
) -> io::Result<ThreadEnd> {
    let load = Arc::clone(load);
    worker::spawn("load", move || {
        let outcome = catch(|| load.work(|batch| send(LoaderEvent::Loaded(batch))));
        send(LoaderEvent::Ended(outcome));
    })
}
