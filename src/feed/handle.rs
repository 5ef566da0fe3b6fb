//! The feed as its owner sees it.

use std::fmt;
use std::io;
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender, never, unbounded};

use super::event::{FeedEvent, Publish};
use super::follower::{Follower, FollowerInput};
use super::stdin::pieces;
use crate::watch::events::NotifyEvents;
use crate::watch::{EventHint, EventSource, NoEvents, ReadError, WatchSettings, is_stdin};
use crate::worker::{self, ThreadEnd, catch};

/// A running feed. Dropping it ends its thread. A thread that hangs on a file server is left behind after
/// [`worker::SHUTDOWN_TIMEOUT`].
pub struct Feed {
    inbox: Sender<FollowerInput>,
    _end: ThreadEnd,
}

impl fmt::Debug for Feed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Feed").finish_non_exhaustive()
    }
}

impl Feed {
    /// Starts to load and follow. `publish` is called on the feed's threads, and must not block. An error if the system refuses
    /// the thread that follows, or that of standard input.
    pub fn start(
        settings: WatchSettings,
        publish: impl Fn(FeedEvent) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let (inbox, inputs) = unbounded();
        let outbox = inbox.clone();
        let publish: Arc<Publish> = Arc::new(publish);
        let reads_stdin = settings.paths.iter().any(|path| is_stdin(path));
        let pieces = if reads_stdin { pieces()? } else { never() };
        let follow = move || {
            if catch(|| follow(settings, &publish, &inputs, &outbox, pieces)).is_err() {
                publish(FeedEvent::Panicked);
            }
        };
        let end = worker::spawn("feed", follow)?;
        Ok(Self { inbox, _end: end })
    }

    /// Checks all files again now. (After a sleep of the machine the feed does so by itself.)
    pub fn recheck(&self) {
        let _ = self.inbox.send(FollowerInput::Hint(EventHint::Anywhere));
    }
}

impl Drop for Feed {
    fn drop(&mut self) {
        let _ = self.inbox.send(FollowerInput::Stop);
    }
}

fn follow(
    settings: WatchSettings,
    publish: &Arc<Publish>,
    inputs: &Receiver<FollowerInput>,
    outbox: &Sender<FollowerInput>,
    pieces: Receiver<Vec<u8>>,
) {
    let events = event_source(&settings, outbox);
    let mut follower = Follower::new(settings, events, Arc::clone(publish));
    if catch(|| follower.run(inputs, outbox, pieces)).is_err() {
        follower.fail(&ReadError::ProgramFault);
        publish(FeedEvent::Panicked);
    }
}

/// Returns the system's events; none with polling, or if the system has none to give. The latter is reported.
fn event_source(settings: &WatchSettings, outbox: &Sender<FollowerInput>) -> Box<dyn EventSource> {
    if settings.poll.is_some() {
        return Box::new(NoEvents);
    }
    let hints = outbox.clone();
    let send = move |hint| drop(hints.send(FollowerInput::Hint(hint)));
    match NotifyEvents::new(settings.options.limits.max_watches, send) {
        Ok(events) => Box::new(events),
        Err(cause) => {
            let _ = outbox.send(FollowerInput::Hint(EventHint::EventsLost(cause)));
            Box::new(NoEvents)
        }
    }
}
