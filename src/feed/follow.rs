//! The feed's thread: waits for hints, loaded dumps and the time of the next look, and publishes what comes of them.

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant, UNIX_EPOCH};

use crossbeam_channel::{Receiver, Sender};

use super::load::{Batch, Load};
use super::{News, order, stdin};
use crate::dump::Dump;
use crate::item::Stamp;
use crate::timeline::{self, Day, Store};
use crate::watch::{self, Eyes, Hint, Moment, Settings, Status, Watcher, is_stdin};

/// Between two updates while the first load runs: what arrives faster than that cannot be drawn.
const LOADING: Duration = Duration::from_millis(30);

/// What the feed's thread is told.
#[derive(Debug)]
pub(super) enum Message {
    /// Something may have happened.
    Hint(Hint),
    /// A worker of the first load has finished a part.
    Loaded(Batch),
    /// A worker has ended.
    Ended,
    /// A piece of standard input.
    Stdin(Vec<u8>),
    /// Standard input has ended.
    StdinEnded,
    /// The feed is dropped.
    Stop,
}

/// The feed's thread.
pub(super) struct Follower {
    watcher: Watcher,
    store: Store,
    settings: Settings,
    publish: Box<dyn Fn(News) + Send + Sync>,
    loading: Option<Loading>,
    stream: stdin::Stream,
    told: Option<Status>,
    stopped: bool,
}

/// The first load, while it runs.
struct Loading {
    load: Arc<Load>,
    workers: usize,
    waiting: Batch,
    published: Option<Instant>,
}

impl Follower {
    pub(super) fn new(settings: Settings, eyes: Box<dyn Eyes>, publish: Box<dyn Fn(News) + Send + Sync>) -> Self {
        Self {
            watcher: Watcher::new(settings.clone(), eyes, Moment::now()),
            store: Store::default(),
            settings,
            publish,
            loading: None,
            stream: stdin::Stream::default(),
            told: None,
            stopped: false,
        }
    }

    /// Loads and follows until it is told to stop.
    pub(super) fn run(mut self, inbox: &Receiver<Message>, outbox: &Sender<Message>) {
        self.begin(outbox);
        while !self.stopped {
            if let Ok(message) = inbox.recv_deadline(self.deadline()) {
                self.take(message);
                inbox.try_iter().for_each(|message| self.take(message));
            }
            self.turn(inbox.is_empty());
        }
    }

    fn begin(&mut self, outbox: &Sender<Message>) {
        let jobs = order::newest_first(self.watcher.begin(Moment::now()));
        let load = Load::new(jobs, self.settings.options, self.settings.limits);
        let workers = (0..load.workers()).filter(|_| spawn(&load, outbox)).count();
        self.loading = Some(Loading { load, workers, waiting: Batch::default(), published: None });
        if self.settings.paths.iter().any(|path| is_stdin(path)) {
            stdin::spawn(outbox.clone());
        }
        self.end_load_if_done();
        self.tell_status();
    }

    fn deadline(&self) -> Instant {
        let now = Moment::now();
        let next = self.watcher.next(now);
        match &self.loading {
            Some(Loading { waiting, published: Some(published), .. }) if !waiting.found.is_empty() => {
                next.min(*published + LOADING)
            }
            Some(_) | None => next,
        }
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Hint(hint) => self.watcher.hint(&hint, Moment::now()),
            Message::Loaded(batch) => {
                if let Some(loading) = &mut self.loading {
                    loading.waiting.append(batch);
                }
            }
            Message::Ended => {
                if let Some(loading) = &mut self.loading {
                    loading.workers -= 1;
                }
            }
            Message::Stdin(piece) => self.stream.push(&piece, &self.settings),
            Message::StdinEnded => self.stream.end(),
            Message::Stop => self.stop(),
        }
    }

    fn stop(&mut self) {
        self.stopped = true;
        self.loading.iter().for_each(|loading| loading.load.stop());
    }

    /// Publishes what there is to publish at this moment.
    fn turn(&mut self, idle: bool) {
        self.adopt_loaded();
        self.end_load_if_done();
        let mut changes: Vec<_> = self.watcher.step(Moment::now()).into_iter().map(change).collect();
        changes.extend(self.stream.read(idle, &self.settings));
        if !changes.is_empty() {
            if let (None, Some(now)) = (&self.loading, now()) {
                self.store.tell_time(now);
            }
            let update = self.store.apply(changes);
            (self.publish)(News::Update(update));
            self.tell_status();
        } else if self.loading.is_none() {
            self.tell_status();
        }
        let only_stream = || self.settings.paths.iter().all(|path| is_stdin(path));
        if self.stream.has_ended() && only_stream() {
            // Nothing will ever change any more.
            self.stopped = true;
        }
    }

    fn adopt_loaded(&mut self) {
        let Some(loading) = &mut self.loading else { return };
        let now = Instant::now();
        let due = loading.workers == 0 || loading.published.is_none_or(|published| now >= published + LOADING);
        if loading.waiting.found.is_empty() || !due {
            return;
        }
        loading.published = Some(now);
        let (dumps, days) = take_in(&mut self.watcher, mem::take(&mut loading.waiting));
        let update = self.store.adopt(dumps, days);
        (self.publish)(News::Update(update));
        self.tell_status();
    }

    fn end_load_if_done(&mut self) {
        let done = |loading: &Loading| loading.workers == 0 && loading.waiting.found.is_empty();
        if self.loading.as_ref().is_some_and(done) {
            self.loading = None;
            self.store.follow();
            self.watcher.load_done(Moment::now());
            self.tell_status();
        }
    }

    fn tell_status(&mut self) {
        let mut status = self.watcher.status();
        self.stream.tell(&mut status, self.settings.limits.file);
        if self.told.as_ref() != Some(&status) {
            self.told = Some(status.clone());
            (self.publish)(News::Status(status));
        }
    }
}

/// The clock on the wall.
fn now() -> Option<Stamp> {
    let since = Moment::now().wall.duration_since(UNIX_EPOCH).ok()?;
    Stamp::from_unix(i64::try_from(since.as_secs()).ok()?)
}

/// Notes in the watcher what was loaded; the dumps and days for the store.
pub(super) fn take_in(watcher: &mut Watcher, batch: Batch) -> (Vec<Arc<Dump>>, Vec<Arc<Day>>) {
    let now = Moment::now();
    batch.found.into_iter().for_each(|found| watcher.loaded(found, now));
    (batch.dumps, batch.days)
}

fn spawn(load: &Arc<Load>, outbox: &Sender<Message>) -> bool {
    let (load, outbox) = (Arc::clone(load), outbox.clone());
    let work = move || {
        // Also after a fault of the program: the reader would else say for ever that it loads.
        let _ = catch_unwind(AssertUnwindSafe(|| load.work(|batch| outbox.send(Message::Loaded(batch)).is_ok())));
        let _ = outbox.send(Message::Ended);
    };
    std::thread::Builder::new().name("load".into()).spawn(work).is_ok()
}

/// The watcher's change in the timeline's words: watching knows nothing of timelines.
pub(super) fn change(change: watch::Change) -> timeline::Change {
    match change {
        watch::Change::Read(dump) => timeline::Change::Read(dump),
        watch::Change::Gone(path) => timeline::Change::Gone(path),
    }
}
