//! The thread of the archive. Whoever publishes changes never waits for it, and it holds one timeline at most.

use std::collections::BTreeSet;
use std::io;
use std::mem;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};

use super::folder::FolderLock;
use super::writer::{ArchiveWriter, ItemPrinter};
use crate::item::{NewsDay, Stamp};
use crate::timeline::{Timeline, Update};
use crate::worker::{self, ThreadEnd, catch};

/// The time between two syncs.
const SYNC_INTERVAL: Duration = Duration::from_secs(1);
/// How long an unfinished item waits for its rest.
const UNFINISHED_TIME: Duration = Duration::from_secs(3);
/// When another program has the lock, it is tried again after this time.
const LOCK_INTERVAL: Duration = Duration::from_millis(20);
/// After an error, such as a full disk, it is tried again after this time.
const ERROR_INTERVAL: Duration = Duration::from_secs(10);
/// How many days are written under one lock. Other programs wait for it.
const DAYS_PER_LOCK: usize = 16;

/// Where the archive is, and how items are printed.
#[derive(Clone, Debug)]
pub struct ArchiverSetup {
    /// The folder.
    pub folder: PathBuf,
    /// Prints an item.
    pub print: ItemPrinter,
}

/// Days to write, and the timeline that has them.
#[derive(Debug, Default)]
struct Waiting {
    timeline: Arc<Timeline>,
    days: BTreeSet<NewsDay>,
    /// Whether the dumps are loaded. Before, items may be without the numbers that another dump gives them.
    is_loaded: bool,
}

/// The running thread. Dropping this writes what waits and ends it.
#[derive(Debug)]
pub struct Archiver {
    // Fields are dropped in this order: the channel closes before the end is waited for.
    notify: Sender<()>,
    waiting: Arc<Mutex<Waiting>>,
    _end: ThreadEnd,
}

impl Archiver {
    /// Starts the thread. `on_error` is called on it, once for each error in a row.
    pub fn start(
        setup: ArchiverSetup,
        on_error: impl Fn(io::Error) + Send + 'static,
    ) -> io::Result<Self> {
        let (notify, notified) = bounded(1);
        let waiting: Arc<Mutex<Waiting>> = Arc::default();
        let shared = Arc::clone(&waiting);
        let end = worker::spawn("archive", move || {
            let serve = || ArchiveLoop::new(&setup, &shared, &on_error).run(&notified);
            if catch(serve).is_err() {
                on_error(io::Error::other("internal error; a report was written"));
            }
        })?;
        Ok(Self {
            notify,
            waiting,
            _end: end,
        })
    }

    /// Hands over a change of the timeline; never waits for the disk.
    pub fn send(&self, update: &Update) {
        if update.changed.is_empty() {
            return;
        }
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.timeline = Arc::clone(&update.timeline);
        waiting.days.extend(&update.changed);
        if waiting.is_loaded {
            self.notify();
        }
    }

    /// The dumps are loaded: from now on changes are written as they come.
    pub fn end_load(&self) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if !waiting.is_loaded {
            waiting.is_loaded = true;
            self.notify();
        }
    }

    fn notify(&self) {
        // If it is full the thread is notified already.
        let _ = self.notify.try_send(());
    }
}

/// What the thread holds.
struct ArchiveLoop<'a> {
    shared: &'a Mutex<Waiting>,
    on_error: &'a dyn Fn(io::Error),
    writer: ArchiveWriter,
    timeline: Arc<Timeline>,
    /// The days to write.
    days: BTreeSet<NewsDay>,
    /// Days with unfinished items, and when to write these.
    unfinished: Option<(Instant, BTreeSet<NewsDay>)>,
    sync_at: Option<Instant>,
    retry_at: Option<Instant>,
    /// The last error, as it was reported.
    error: Option<String>,
}

impl<'a> ArchiveLoop<'a> {
    fn new(
        setup: &ArchiverSetup,
        shared: &'a Mutex<Waiting>,
        on_error: &'a dyn Fn(io::Error),
    ) -> Self {
        Self {
            shared,
            on_error,
            writer: ArchiveWriter::new(setup.folder.clone(), setup.print),
            timeline: Arc::default(),
            days: BTreeSet::new(),
            unfinished: None,
            sync_at: None,
            retry_at: None,
            error: None,
        }
    }

    /// Serves until the channel closes. Then it writes what waits, once.
    fn run(mut self, notified: &Receiver<()>) {
        while !matches!(self.wait(notified), Err(RecvTimeoutError::Disconnected)) {
            self.step(Instant::now());
        }
        self.retry_at = None;
        if let Some((at, _)) = &mut self.unfinished {
            *at = Instant::now();
        }
        while self.step(Instant::now()) {}
        let synced = self.writer.sync();
        self.report(synced);
    }

    /// Waits for a change, or until something is due. Idle, it waits for ever.
    fn wait(&self, notified: &Receiver<()>) -> Result<(), RecvTimeoutError> {
        let unfinished = self.unfinished.as_ref().map(|(at, _)| *at);
        let write = (!self.days.is_empty()).then(|| self.retry_at.unwrap_or_else(Instant::now));
        match [unfinished, write, self.sync_at]
            .into_iter()
            .flatten()
            .min()
        {
            Some(due) => notified.recv_deadline(due),
            None => notified.recv().map_err(RecvTimeoutError::from),
        }
    }

    /// Writes and syncs what is due. Returns whether days are left that can be written now.
    fn step(&mut self, now: Instant) -> bool {
        self.take_waiting();
        let mut written = Ok(());
        if self.retry_at.is_none_or(|at| at <= now) {
            self.retry_at = None;
            written = self.write(now);
        }
        if written.is_ok() && self.sync_at.is_some_and(|at| at <= now) {
            self.sync_at = None;
            written = self.writer.sync();
        }
        if written.is_err() {
            self.retry_at = Some(now + ERROR_INTERVAL);
        }
        self.report(written);
        if self.days.is_empty() && self.unfinished.is_none() {
            self.timeline = Arc::default();
        }
        !self.days.is_empty() && self.retry_at.is_none()
    }

    fn take_waiting(&mut self) {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        if !shared.days.is_empty() {
            self.timeline = mem::take(&mut shared.timeline);
            self.days.append(&mut shared.days);
        }
    }

    /// Writes some days, the newest first.
    fn write(&mut self, now: Instant) -> io::Result<()> {
        let rested = self.unfinished.take_if(|(at, _)| *at <= now);
        let rested = rested.map(|(_, days)| days).unwrap_or_default();
        self.days.extend(&rested);
        if self.days.is_empty() {
            return Ok(());
        }
        let Some(_lock) = FolderLock::try_new(&self.writer.folder)? else {
            self.retry_at = Some(now + LOCK_INTERVAL);
            self.wait_longer(now, rested);
            return Ok(());
        };
        let seen = Stamp::from_system(SystemTime::now());
        let seen = seen.map_or_else(String::new, |seen| seen.time().to_rfc3339());
        for _ in 0..DAYS_PER_LOCK {
            let Some(&date) = self.days.last() else { break };
            if let Some(day) = self.timeline.day(date) {
                let day = Arc::clone(day);
                if self.writer.write(&day, &seen, rested.contains(&date))? {
                    self.wait_longer(now, BTreeSet::from([date]));
                }
            }
            self.days.remove(&date);
        }
        if self.writer.is_unsynced() && self.sync_at.is_none() {
            self.sync_at = Some(now + SYNC_INTERVAL);
        }
        Ok(())
    }

    /// Keeps days whose unfinished items are written later.
    fn wait_longer(&mut self, now: Instant, days: BTreeSet<NewsDay>) {
        if !days.is_empty() {
            let later = || (now + UNFINISHED_TIME, BTreeSet::new());
            self.unfinished.get_or_insert_with(later).1.extend(days);
        }
    }

    /// Reports an error that is not the last one again.
    fn report(&mut self, written: io::Result<()>) {
        match written {
            Ok(()) if self.retry_at.is_none() => self.error = None,
            Ok(()) => {}
            Err(error) => {
                let text = Some(error.to_string());
                if self.error != text {
                    self.error = text;
                    (self.on_error)(error);
                }
            }
        }
    }
}
