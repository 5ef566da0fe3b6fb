//! The feed's thread: waits for hints, loaded dumps and the time of the next look, and publishes what comes of them.

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, at, never, select};

use super::load::{Batch, Load};
use super::{News, fault, order, stdin};
use crate::dump::DumpChange;
use crate::item::Stamp;
use crate::timeline::{Dated, Day, Store};
use crate::watch::clocks::Clocks;
use crate::watch::{
    ClockReading, EventHint, EventSource, ReadError, SourceState, SourceStatus, WatchSettings,
    WatchStatus, Watcher, is_stdin,
};

/// Between two updates while the first load runs: what arrives faster than that cannot be drawn.
const LOADING: Duration = Duration::from_millis(30);

/// What the feed's thread is told.
#[derive(Debug)]
pub(super) enum Message {
    /// Something may have happened.
    Hint(EventHint),
    /// A worker of the first load has finished a part.
    Loaded(Batch),
    /// A worker has ended.
    Ended,
    /// The feed is dropped.
    Stop,
}

/// The feed's thread.
pub(super) struct Follower {
    watcher: Watcher,
    store: Store,
    settings: WatchSettings,
    publish: Box<dyn Fn(News) + Send + Sync>,
    loading: Option<Loading>,
    stream: stdin::Stream,
    told: Option<WatchStatus>,
    clocks: Clocks,
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
    pub(super) fn new(
        settings: WatchSettings,
        eyes: Box<dyn EventSource>,
        publish: Box<dyn Fn(News) + Send + Sync>,
    ) -> Self {
        Self {
            watcher: Watcher::new(settings.clone(), eyes, ClockReading::now()),
            store: Store::default(),
            settings,
            publish,
            loading: None,
            stream: stdin::Stream::default(),
            told: None,
            clocks: Clocks::new(ClockReading::now()),
            stopped: false,
        }
    }

    /// Loads and follows until it is told to stop.
    pub(super) fn run(&mut self, inbox: &Receiver<Message>, outbox: &Sender<Message>) {
        let streams = self.settings.paths.iter().any(|path| is_stdin(path));
        let mut pieces = if streams { stdin::pieces() } else { never() };
        self.begin(outbox);
        while !self.stopped {
            select! {
                recv(inbox) -> message => message.into_iter().for_each(|message| self.take(message)),
                recv(pieces) -> piece => self.take_piece(piece.ok()),
                recv(at(self.deadline())) -> _ => {}
            }
            self.mind_the_clocks(ClockReading::now());
            inbox.try_iter().for_each(|message| self.take(message));
            pieces
                .try_iter()
                .take(stdin::AHEAD)
                .for_each(|piece| self.take_piece(Some(piece)));
            if self.stream.has_ended() {
                pieces = never();
            }
            self.turn(inbox.is_empty() && pieces.is_empty());
        }
    }

    /// After a sleep everything is looked at again, and whoever shows the time is told that it is another.
    pub(super) fn mind_the_clocks(&mut self, now: ClockReading) {
        if self.clocks.have_parted(now) {
            self.watcher.hint(&EventHint::Anywhere, now);
            (self.publish)(News::Clock);
        }
    }

    /// A piece of standard input, or its end.
    fn take_piece(&mut self, piece: Option<Vec<u8>>) {
        match piece {
            Some(piece) => self.stream.push(&piece, &self.settings, Instant::now()),
            None => self.stream.end(),
        }
    }

    pub(super) fn begin(&mut self, outbox: &Sender<Message>) {
        let jobs = order::newest_first(self.watcher.begin(ClockReading::now()));
        let load = Load::new(jobs, self.settings.options);
        let workers = (0..load.workers()).filter(|_| spawn(&load, outbox)).count();
        self.loading = Some(Loading {
            load,
            workers,
            waiting: Batch::default(),
            published: None,
        });
        self.end_load_if_done();
        self.tell_status();
    }

    /// After a fault of the program: what was told stays, and no source is followed any more.
    pub(super) fn tell_fault(&mut self) {
        self.stop();
        let mut status = self.told.take().unwrap_or_default();
        if status.sources.is_empty() {
            let paths = self
                .settings
                .paths
                .iter()
                .filter(|path| !is_stdin(path))
                .cloned();
            status.sources.extend(paths.map(|path| SourceStatus {
                path,
                state: SourceState::Watching,
                written: None,
            }));
        }
        for source in &mut status.sources {
            source.state = SourceState::Missing(ReadError::ProgramFault);
        }
        status.loading = 0;
        (self.publish)(News::Status(status));
        (self.publish)(News::Fault);
    }

    /// When something is due again.
    pub(super) fn deadline(&self) -> Instant {
        let now = ClockReading::now();
        let next = self.watcher.next(now);
        match &self.loading {
            Some(Loading {
                waiting,
                published: Some(published),
                ..
            }) if !waiting.found.is_empty() => next.min(*published + LOADING),
            Some(_) | None => next,
        }
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Hint(hint) => self.watcher.hint(&hint, ClockReading::now()),
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
            Message::Stop => self.stop(),
        }
    }

    fn stop(&mut self) {
        self.stopped = true;
        self.loading.iter().for_each(|loading| loading.load.stop());
    }

    /// Publishes what there is to publish at this moment.
    pub(super) fn turn(&mut self, idle: bool) {
        self.adopt_loaded();
        self.end_load_if_done();
        let mut changes = self.watcher.step(ClockReading::now());
        for change in &changes {
            if let DumpChange::Read(dump) = change {
                fault::strike("follow", &dump.path);
            }
        }
        let streamed = self.stream.read(idle, &self.settings);
        if self.stream.is_news() || self.settings.only_news {
            changes.extend(streamed);
        } else if !streamed.is_empty() {
            self.store.expect_old();
            self.apply(streamed);
        }
        if !changes.is_empty() {
            self.apply(changes);
        } else if self.loading.is_none() {
            self.tell_status();
        }
        let only_stream = || self.settings.paths.iter().all(|path| is_stdin(path));
        if self.stream.has_ended() && only_stream() {
            // Nothing will ever change any more.
            self.stopped = true;
        }
    }

    fn apply(&mut self, changes: Vec<DumpChange>) {
        if let (None, Some(now)) = (&self.loading, Stamp::from_system(ClockReading::now().wall)) {
            self.store.tell_time(now);
        }
        let update = self.store.apply(changes);
        (self.publish)(News::Update(update));
        self.tell_status();
    }

    fn adopt_loaded(&mut self) {
        let Some(loading) = &mut self.loading else {
            return;
        };
        let now = Instant::now();
        let due = loading.workers == 0
            || loading
                .published
                .is_none_or(|published| now >= published + LOADING);
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
            self.watcher.load_done(ClockReading::now());
            self.tell_status();
        }
    }

    fn tell_status(&mut self) {
        let mut status = self.watcher.status();
        self.stream
            .tell(&mut status, self.settings.options.limits.max_file_size);
        if self.told.as_ref() != Some(&status) {
            self.told = Some(status.clone());
            (self.publish)(News::Status(status));
        }
    }
}

/// Notes in the watcher what was loaded; the dumps and days for the store.
pub(super) fn take_in(watcher: &mut Watcher, batch: Batch) -> (Vec<Dated>, Vec<Arc<Day>>) {
    let now = ClockReading::now();
    batch
        .found
        .iter()
        .for_each(|found| fault::strike("take in", &found.path));
    batch
        .found
        .into_iter()
        .for_each(|found| watcher.loaded(found, now));
    (batch.dumps, batch.days)
}

fn spawn(load: &Arc<Load>, outbox: &Sender<Message>) -> bool {
    let (load, outbox) = (Arc::clone(load), outbox.clone());
    let work = move || {
        // Also after a fault of the program: the reader would else say for ever that it loads.
        let _ = catch_unwind(AssertUnwindSafe(|| {
            load.work(|batch| outbox.send(Message::Loaded(batch)).is_ok())
        }));
        let _ = outbox.send(Message::Ended);
    };
    std::thread::Builder::new()
        .name("load".into())
        .spawn(work)
        .is_ok()
}
