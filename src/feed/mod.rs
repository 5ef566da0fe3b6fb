//! The thread that owns the timeline: watch says which dumps changed, the timeline merges them, updates go out.
//!
//! At the start it loads the newest day first, then backwards on worker threads; then it follows. All that the rest of the
//! program sees are [`News`].

mod arena;
mod count;
mod fault;
mod follow;
mod load;
mod mailbox;
mod once;
mod order;
mod stdin;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};

use crate::timeline::Update;
use crate::watch::events::NotifyEvents;
use crate::watch::{EventHint, EventSource, NoEvents, ReadError, WatchSettings, WatchStatus};

use follow::{Follower, Message};

pub use count::count;
pub use mailbox::{Mail, Post, add, mailbox};
pub use once::{Loaded, load};

/// What the feed has to say.
#[derive(Clone, Debug)]
pub enum News {
    /// The timeline changed.
    Update(Update),
    /// Sources, counts or the state of watching changed.
    Status(WatchStatus),
    /// The machine has slept, or its clock was set: what is reckoned from the time is to be reckoned anew.
    Clock,
    /// A fault of the program has ended the feed: what was told stays as it is, and nothing more comes.
    Fault,
}

/// A running feed; dropping it ends its threads.
pub struct Feed {
    messages: Sender<Message>,
    /// Tells, by being closed, that the thread has ended.
    ended: Receiver<Never>,
}

/// What is never sent.
#[derive(Debug)]
enum Never {}

/// How long a feed may take to end. One that waits for a file server which does not answer ends with the process.
const PATIENCE: Duration = Duration::from_millis(300);

impl fmt::Debug for Feed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Feed").finish_non_exhaustive()
    }
}

impl Feed {
    /// Starts to load and follow. `publish` is called on the feed's threads, and must not block.
    pub fn spawn(settings: WatchSettings, publish: impl Fn(News) + Send + Sync + 'static) -> Self {
        let (messages, inbox) = unbounded();
        let outbox = messages.clone();
        let (ends, ended) = bounded::<Never>(0);
        let follow = move || {
            let _ends = ends;
            let (eyes, blind) = eyes(&settings, outbox.clone());
            if let Some(cause) = blind {
                let _ = outbox.send(Message::Hint(EventHint::EventsLost(cause)));
            }
            let mut follower = Follower::new(settings, eyes, Box::new(publish));
            if catch_unwind(AssertUnwindSafe(|| follower.run(&inbox, &outbox))).is_err() {
                follower.tell_fault();
            }
        };
        // Where there is no thread, the end is told at once.
        drop(
            std::thread::Builder::new()
                .name("feed".into())
                .spawn(follow),
        );
        Self { messages, ended }
    }

    /// Looks at everything again now. (That the machine slept it notices itself.)
    pub fn recheck(&self) {
        let _ = self.messages.send(Message::Hint(EventHint::Anywhere));
    }
}

impl Drop for Feed {
    fn drop(&mut self) {
        let _ = self.messages.send(Message::Stop);
        let _ = self.ended.recv_timeout(PATIENCE);
    }
}

/// The system's eyes, or none and why.
fn eyes(
    settings: &WatchSettings,
    outbox: Sender<Message>,
) -> (Box<dyn EventSource>, Option<ReadError>) {
    if settings.poll.is_some() {
        return (Box::new(NoEvents), None);
    }
    match NotifyEvents::new(settings.options.limits.max_watches, move |hint| {
        drop(outbox.send(Message::Hint(hint)))
    }) {
        Ok(eyes) => (Box::new(eyes), None),
        Err(cause) => (Box::new(NoEvents), Some(cause)),
    }
}

#[cfg(test)]
mod simulation;
#[cfg(test)]
mod tests;
