//! The thread that owns the timeline: watch says which dumps changed, the timeline merges them, updates go out.
//!
//! At the start it loads the newest day first, then backwards on worker threads; then it follows. All that the rest of the
//! program sees are [`News`].

mod arena;
mod fault;
mod follow;
mod load;
mod mailbox;
mod order;
mod stdin;

use std::fmt;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread::JoinHandle;

use crossbeam_channel::{Sender, unbounded};

use crate::lang::Cause;
use crate::timeline::{Store, Timeline, Update};
use crate::watch::events::SystemEyes;
use crate::watch::{Eyes, Hint, Moment, NoEyes, Settings, Status, Watcher, is_stdin};

use follow::{Follower, Message};
use load::Load;

pub use mailbox::{Mail, Post, add, mailbox};

/// What the feed has to say.
#[derive(Clone, Debug)]
pub enum News {
    /// The timeline changed.
    Update(Update),
    /// Sources, counts or the state of watching changed.
    Status(Status),
    /// A fault of the program has ended the feed: what was told stays as it is, and nothing more comes.
    Fault,
}

/// A running feed; dropping it ends its threads.
pub struct Feed {
    messages: Sender<Message>,
    thread: Option<JoinHandle<()>>,
}

impl fmt::Debug for Feed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Feed").finish_non_exhaustive()
    }
}

impl Feed {
    /// Starts to load and follow. `publish` is called on the feed's threads, and must not block.
    pub fn spawn(settings: Settings, publish: impl Fn(News) + Send + Sync + 'static) -> Self {
        let (messages, inbox) = unbounded();
        let outbox = messages.clone();
        let follow = move || {
            let (eyes, blind) = eyes(&settings, outbox.clone());
            if let Some(cause) = blind {
                let _ = outbox.send(Message::Hint(Hint::Blind(cause)));
            }
            let mut follower = Follower::new(settings, eyes, Box::new(publish));
            if catch_unwind(AssertUnwindSafe(|| follower.run(&inbox, &outbox))).is_err() {
                follower.tell_fault();
            }
        };
        let thread = std::thread::Builder::new().name("feed".into()).spawn(follow).ok();
        Self { messages, thread }
    }

    /// Looks at everything again now (after the machine slept, or when the user asks).
    pub fn recheck(&self) {
        let _ = self.messages.send(Message::Hint(Hint::Anywhere));
    }
}

impl Drop for Feed {
    fn drop(&mut self) {
        let _ = self.messages.send(Message::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The system's eyes, or none and why.
fn eyes(settings: &Settings, outbox: Sender<Message>) -> (Box<dyn Eyes>, Option<Cause>) {
    if settings.poll.is_some() {
        return (Box::new(NoEyes), None);
    }
    match SystemEyes::new(settings.limits.watches, move |hint| drop(outbox.send(Message::Hint(hint)))) {
        Ok(eyes) => (Box::new(eyes), None),
        Err(cause) => (Box::new(NoEyes), Some(cause)),
    }
}

/// What a load has found, with all that it knows of it.
pub struct Loaded {
    /// Every day of what was read.
    pub timeline: Arc<Timeline>,
    /// What could not be read, and what was wrong.
    pub status: Status,
    kept: (Watcher, Store),
}

impl fmt::Debug for Loaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Loaded").field("status", &self.status).finish_non_exhaustive()
    }
}

impl Loaded {
    /// Leaves all of its memory to the system, as what is about to end may: taking apart what was found in ten years of
    /// dumps takes a twentieth of the time in which they are loaded.
    pub fn leave(self) {
        mem::forget((self.timeline, self.kept));
    }
}

/// Reads everything once, in parallel, without watching: what `list` and `check` need.
///
/// The paths that could not be read are in the status. Standard input is read to its end.
pub fn load(settings: &Settings) -> Loaded {
    let mut watcher = Watcher::new(settings.clone(), Box::new(NoEyes), Moment::now());
    let mut store = Store::default();
    let jobs = order::newest_first(watcher.begin(Moment::now()));
    let load = Load::new(jobs, settings.options, settings.limits);
    let (sender, receiver) = unbounded();
    std::thread::scope(|scope| {
        for _ in 0..load.workers() {
            let (load, sender) = (Arc::clone(&load), sender.clone());
            scope.spawn(move || load.work(|batch| sender.send(batch).is_ok()));
        }
        drop(sender);
        for batch in &receiver {
            let (dumps, days) = follow::take_in(&mut watcher, batch);
            store.adopt(dumps, days);
        }
    });
    let mut status = watcher.status();
    if settings.paths.iter().any(|path| is_stdin(path)) {
        let mut stream = stdin::Stream::default();
        store.apply(stream.whole(settings));
        stream.tell(&mut status, settings.limits.file);
    }
    Loaded { timeline: store.timeline(), status, kept: (watcher, store) }
}

#[cfg(test)]
mod simulation;
#[cfg(test)]
mod tests;
