//! The feed's thread: waits for hints, loaded files, standard input and the next check, and publishes the changes.

mod first_load;
mod memory_watch;
mod older_days;
mod short_memory;

use std::sync::Arc;
use std::time::Instant;

use crossbeam_channel::{Receiver, Sender, at, never, select};

use super::event::{FeedEvent, Publish};
use super::failpoint::failpoint;
use super::initial_load::{InitialLoad, LoaderEvent};
use super::stdin::{MAX_WAITING_PIECES, StdinStream};
use crate::dump::DumpChange;
use crate::item::Stamp;
use crate::timeline::Store;
use crate::watch::clocks::JumpDetector;
use crate::watch::{
    ClockReading, EventHint, EventSource, LeftOutDays, ReadError, SourceState, SourceStatus,
    WatchSettings, WatchStatus, Watcher, is_stdin,
};
use memory_watch::MemoryWatch;

/// What wakes the feed's thread.
#[derive(Debug)]
pub(super) enum FollowerInput {
    /// Something may have changed.
    Hint(EventHint),
    /// A thread of the first load reports.
    Loader(LoaderEvent),
    /// The feed was dropped.
    Stop,
}

/// What the feed's thread holds.
pub(super) struct Follower {
    watcher: Watcher,
    store: Store,
    settings: WatchSettings,
    publish: Arc<Publish>,
    loading: Option<InitialLoad>,
    stream: StdinStream,
    /// The status that was last published.
    status: Option<WatchStatus>,
    clocks: JumpDetector,
    /// When the load began.
    start: Stamp,
    /// The days that are left out, because memory is short.
    left_out: Option<LeftOutDays>,
    memory: MemoryWatch,
    stopped: bool,
}

impl Follower {
    pub(super) fn new(
        settings: WatchSettings,
        events: Box<dyn EventSource>,
        publish: Arc<Publish>,
    ) -> Self {
        Self {
            watcher: Watcher::new(settings.clone(), events, ClockReading::now()),
            store: Store::limited_to(settings.days.clone()),
            settings,
            publish,
            loading: None,
            stream: StdinStream::default(),
            status: None,
            clocks: JumpDetector::new(ClockReading::now()),
            start: Stamp::from_system(ClockReading::now().wall).unwrap_or_default(),
            left_out: None,
            memory: MemoryWatch::default(),
            stopped: false,
        }
    }

    /// Loads and follows until it is stopped. `pieces` come from standard input.
    pub(super) fn run(
        &mut self,
        inputs: &Receiver<FollowerInput>,
        outbox: &Sender<FollowerInput>,
        mut pieces: Receiver<Vec<u8>>,
    ) {
        self.start_load(outbox);
        while !self.stopped {
            select! {
                recv(inputs) -> input => input.into_iter().for_each(|input| self.handle(input)),
                recv(pieces) -> piece => self.take_piece(piece.ok()),
                recv(at(self.deadline())) -> _ => {}
            }
            self.check_clocks(ClockReading::now());
            inputs.try_iter().for_each(|input| self.handle(input));
            pieces
                .try_iter()
                .take(MAX_WAITING_PIECES)
                .for_each(|piece| self.take_piece(Some(piece)));
            if self.stream.has_ended() {
                pieces = never();
            }
            self.publish_changes(inputs.is_empty() && pieces.is_empty());
        }
    }

    /// After a sleep, or after the clock was set, checks everything again and reports the jump.
    pub(super) fn check_clocks(&mut self, now: ClockReading) {
        if self.clocks.has_jumped(now) {
            self.watcher.handle_hint(&EventHint::Anywhere, now);
            (self.publish)(FeedEvent::ClockJumped);
        }
    }

    /// Takes in a piece of standard input, or its end.
    fn take_piece(&mut self, piece: Option<Vec<u8>>) {
        match piece {
            Some(piece) => self.stream.push(&piece, &self.settings, Instant::now()),
            None => self.stream.end(),
        }
    }

    /// Stops, and reports why no source is followed any more.
    pub(super) fn fail(&mut self, cause: &ReadError) {
        self.stop();
        let mut status = self.status.take().unwrap_or_default();
        if status.sources.is_empty() {
            let paths = self.settings.paths.iter().filter(|path| !is_stdin(path));
            status.sources.extend(paths.map(|path| SourceStatus {
                path: path.clone(),
                state: SourceState::Watching,
                written: None,
            }));
        }
        for source in &mut status.sources {
            source.state = SourceState::Missing(cause.clone());
        }
        status.loading = 0;
        (self.publish)(FeedEvent::Status(status));
    }

    /// When something is due next.
    pub(super) fn deadline(&self) -> Instant {
        let check = self.watcher.next_due(ClockReading::now());
        let batch = self.loading.as_ref().and_then(InitialLoad::deadline);
        let due = [batch, self.memory.due()].into_iter().flatten();
        due.fold(check, Instant::min)
    }

    fn handle(&mut self, input: FollowerInput) {
        match input {
            FollowerInput::Hint(hint) => self.watcher.handle_hint(&hint, ClockReading::now()),
            FollowerInput::Loader(event) => {
                let outcome = self.loading.as_mut().map(|loading| loading.handle(event));
                self.check_load(outcome);
            }
            FollowerInput::Stop => self.stop(),
        }
    }

    fn stop(&mut self) {
        self.stopped = true;
        self.loading.iter().for_each(InitialLoad::stop);
    }

    /// Publishes what came in. `idle` says that no more input waits.
    pub(super) fn publish_changes(&mut self, idle: bool) {
        let outcome = self.loading.as_mut().map(InitialLoad::load_alone);
        self.check_load(outcome);
        self.publish_loaded();
        self.end_load_if_done();
        let mut changes = self.watcher.step(ClockReading::now());
        for change in &changes {
            if let DumpChange::Read(dump) = change {
                failpoint("follow", &dump.path);
            }
        }
        let streamed = self.stream.parse_grown(idle, &self.settings);
        self.leave_out_what_was_cut();
        if self.stream.is_news() || self.settings.only_news {
            changes.extend(streamed);
        } else if !streamed.is_empty() {
            self.store.skip_arrivals();
            self.apply(streamed);
        }
        if !changes.is_empty() {
            self.memory.note_read(&changes, Instant::now());
            self.apply(changes);
        } else if self.loading.is_none() {
            self.publish_status();
        }
        self.make_room();
        self.drop_oldest_if_short();
        // If all sources are standard input, nothing is left to follow after its end.
        self.stopped |=
            self.stream.has_ended() && self.settings.paths.iter().all(|path| is_stdin(path));
    }

    fn apply(&mut self, changes: Vec<DumpChange>) {
        if let (None, Some(now)) = (&self.loading, Stamp::from_system(ClockReading::now().wall)) {
            self.store.set_now(now);
        }
        let late = self.watcher.late_places().cloned().collect();
        self.store.set_late_places(self.start, late);
        let update = self.store.apply(changes);
        (self.publish)(FeedEvent::Update(update));
        self.publish_status();
    }

    fn publish_status(&mut self) {
        let mut status = self.watcher.status();
        self.stream.add_to(&mut status);
        status.left_out = self.left_out;
        if self.status.as_ref() != Some(&status) {
            self.status = Some(status.clone());
            (self.publish)(FeedEvent::Status(status));
        }
    }
}
