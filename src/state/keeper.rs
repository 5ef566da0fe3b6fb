//! The thread that reads and writes the file. Nobody waits for it.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::bounded;

use super::change::Change;
use super::connect::create_folder;
use super::event::StateEvent;
use super::keeping::{KeeperRequest, Keeping};
use super::setup::KeeperSetup;
use super::watch::StateWatch;
use crate::item::{NewsDay, Stamp};
use crate::worker::Worker;

/// How long the end of the reader waits for what is still to be written: less than the whole end may take.
const FLUSH_TIMEOUT: Duration = Duration::from_millis(1500);

/// The running thread. Dropping it writes what waits.
#[derive(Debug)]
pub struct Keeper {
    // Dropped in this order: after the watcher of other programs is gone, nobody else holds the worker.
    _neighbours: Option<StateWatch>,
    worker: Arc<Worker<KeeperRequest>>,
}

/// Looks after each write to the file and its log, also by another program.
fn watch(file: &Path, look: impl Fn() + Clone + Send + 'static) -> io::Result<StateWatch> {
    // The thread may create it at the same time.
    create_folder(file)?;
    StateWatch::start(file, look)
}

impl Keeper {
    /// Starts the thread. `publish` is called on it. If the system refuses threads, requests are served where they are sent, and
    /// what others write is seen with the next own change.
    pub fn start(
        setup: KeeperSetup,
        publish: impl Fn(StateEvent) + Clone + Send + Sync + 'static,
    ) -> Self {
        let file = setup.file.clone();
        let panicked = publish.clone();
        let worker = Worker::start(
            "state",
            move || Keeping::open(setup.clone(), Box::new(publish.clone())),
            Keeping::serve,
            move || panicked(StateEvent::Panicked),
        );
        let worker = Arc::new(worker);
        worker.send(KeeperRequest::Open);
        let look = Arc::downgrade(&worker);
        let look = move || {
            if let Some(worker) = look.upgrade() {
                worker.send(KeeperRequest::Look);
            }
        };
        Self {
            _neighbours: file.and_then(|file| watch(&file, look).ok()),
            worker,
        }
    }

    /// Writes changes as one step.
    pub fn change(&self, changes: Vec<Change>) {
        self.worker.send(KeeperRequest::Change(changes));
    }

    /// Keeps the session, as it is now.
    pub fn set_session(&self, data: String, now: Stamp) {
        self.worker.send(KeeperRequest::Session(data, now));
    }

    /// Has the marked stories of a day, or of all days, published.
    pub fn request_stories(&self, day: Option<NewsDay>) {
        self.worker.send(KeeperRequest::Stories(day));
    }

    /// Has the two stories published that were starred last.
    pub fn request_last_starred(&self) {
        self.worker.send(KeeperRequest::LastStarred);
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        let (done, is_done) = bounded(1);
        self.worker.send(KeeperRequest::Flush(done));
        // Another program may be writing. One that hangs is not waited for.
        let _ = is_done.recv_timeout(FLUSH_TIMEOUT);
    }
}
