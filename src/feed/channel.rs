//! The channel between the feed and its receiver. However many events wait, it holds one update and one status.
//!
//! An update holds a timeline, and a timeline the text of every dump. While an editor is open or a pipe is full nobody
//! receives: a queue of updates would fill the memory.

use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};

use super::coalesce::coalesce;
use super::event::FeedEvent;
use crate::timeline::Update;
use crate::watch::WatchStatus;

/// Makes a channel.
pub fn channel() -> (FeedSender, FeedReceiver) {
    let waiting = Arc::new(Mutex::default());
    let (notify, notified) = bounded(1);
    let sender = FeedSender {
        waiting: Arc::clone(&waiting),
        notify: notify.clone(),
    };
    let receiver = FeedReceiver {
        waiting,
        notified,
        _notify: notify,
    };
    (sender, receiver)
}

#[derive(Debug, Default)]
struct WaitingEvents {
    update: Option<Update>,
    status: Option<WatchStatus>,
    clock_jumped: bool,
    panicked: bool,
    /// The sender was dropped.
    closed: bool,
}

/// The feed's end. Dropping it closes the channel.
#[derive(Debug)]
pub struct FeedSender {
    waiting: Arc<Mutex<WaitingEvents>>,
    notify: Sender<()>,
}

/// The receiving end.
#[derive(Debug)]
pub struct FeedReceiver {
    waiting: Arc<Mutex<WaitingEvents>>,
    notified: Receiver<()>,
    /// Keeps `notified` connected: a closed one would be ready for ever.
    _notify: Sender<()>,
}

impl FeedSender {
    /// Sends an event; never waits.
    pub fn send(&self, event: FeedEvent) {
        lock(&self.waiting).push(event);
        // If it is full the receiver is notified already.
        let _ = self.notify.try_send(());
    }
}

impl Drop for FeedSender {
    fn drop(&mut self) {
        lock(&self.waiting).closed = true;
        let _ = self.notify.try_send(());
    }
}

impl FeedReceiver {
    /// Is ready to receive from once an event was sent. The event may have been received by then.
    pub const fn notified(&self) -> &Receiver<()> {
        &self.notified
    }

    /// Receives a waiting event: the update before the status that came with or after it.
    pub fn try_recv(&self) -> Option<FeedEvent> {
        lock(&self.waiting).pop()
    }

    /// Waits for an event; `None` once the channel is closed and empty.
    pub fn recv(&self) -> Option<FeedEvent> {
        self.recv_by(|notified| notified.recv().map_err(RecvTimeoutError::from))
            .ok()
    }

    /// Waits for an event, at most this long.
    pub fn recv_timeout(&self, timeout: Duration) -> Result<FeedEvent, RecvTimeoutError> {
        let deadline = Instant::now() + timeout;
        self.recv_by(|notified| notified.recv_deadline(deadline))
    }

    fn recv_by(
        &self,
        wait: impl Fn(&Receiver<()>) -> Result<(), RecvTimeoutError>,
    ) -> Result<FeedEvent, RecvTimeoutError> {
        loop {
            let mut waiting = lock(&self.waiting);
            if let Some(event) = waiting.pop() {
                return Ok(event);
            }
            if waiting.closed {
                return Err(RecvTimeoutError::Disconnected);
            }
            drop(waiting);
            wait(&self.notified)?;
        }
    }
}

impl WaitingEvents {
    fn push(&mut self, event: FeedEvent) {
        match event {
            FeedEvent::Update(next) => match &mut self.update {
                Some(update) => coalesce(update, next),
                None => self.update = Some(next),
            },
            FeedEvent::Status(status) => self.status = Some(status),
            FeedEvent::ClockJumped => self.clock_jumped = true,
            FeedEvent::Panicked => self.panicked = true,
        }
    }

    fn pop(&mut self) -> Option<FeedEvent> {
        let flag = |flag: &mut bool, event| mem::take(flag).then_some(event);
        let update = self.update.take().map(FeedEvent::Update);
        update
            .or_else(|| self.status.take().map(FeedEvent::Status))
            .or_else(|| flag(&mut self.clock_jumped, FeedEvent::ClockJumped))
            .or_else(|| flag(&mut self.panicked, FeedEvent::Panicked))
    }
}

/// Waiting events are whole between statements: a poisoned lock is still good.
fn lock(waiting: &Mutex<WaitingEvents>) -> MutexGuard<'_, WaitingEvents> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
