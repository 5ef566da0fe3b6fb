//! The first load: starts it, publishes what it has read, and ends it.

use std::time::Instant;

use crossbeam_channel::Sender;

use super::{Follower, FollowerInput};
use crate::feed::allowance::Allowance;
use crate::feed::candidates::candidates;
use crate::feed::event::FeedEvent;
use crate::feed::initial_load::InitialLoad;
use crate::feed::load_order;
use crate::feed::loader::Load;
use crate::watch::{ClockReading, ReadError};
use crate::worker::Panicked;

impl Follower {
    pub(in crate::feed) fn start_load(&mut self, outbox: &Sender<FollowerInput>) {
        let files = self.watcher.start(ClockReading::now());
        let (files, others) = candidates(files, &self.settings);
        for file in others {
            self.watcher.add_loaded(file, ClockReading::now());
        }
        let load = Load::new(
            load_order::newest_first(files),
            self.settings.options.clone(),
            Allowance::new(self.settings.memory.clone(), 0),
        );
        let outbox = outbox.clone();
        let send = move |event| outbox.send(FollowerInput::Loader(event)).is_ok();
        self.loading = Some(InitialLoad::start(load, send));
        self.end_load_if_done();
        self.publish_status();
    }

    /// Stops after a panic in the first load.
    pub(super) fn check_load(&mut self, outcome: Option<Result<(), Panicked>>) {
        if outcome.is_some_and(|outcome| outcome.is_err()) {
            self.fail(&ReadError::ProgramFault);
            (self.publish)(FeedEvent::Panicked);
        }
    }

    pub(super) fn publish_loaded(&mut self) {
        let loading = self.loading.as_mut();
        let Some(batch) = loading.and_then(|loading| loading.take_due(Instant::now())) else {
            return;
        };
        let (dumps, days) = batch.register(&mut self.watcher);
        let update = self.store.apply_built(dumps, days);
        (self.publish)(FeedEvent::Update(update));
        self.publish_status();
    }

    pub(super) fn end_load_if_done(&mut self) {
        if let Some(mut loading) = self.loading.take_if(|loading| loading.is_done()) {
            if let Some((limit, unread)) = loading.shortage().filter(|_| !self.stopped) {
                self.leave_older_out(limit, &unread);
            }
            self.store.report_arrivals();
            self.watcher.finish_load(ClockReading::now());
            self.make_room();
            self.publish_status();
        }
    }
}
