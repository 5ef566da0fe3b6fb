//! The thread on which the reader learns names, so that no key waits for it.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Sender, unbounded};

use super::{NameLearner, StockNames, UserStock};
use crate::dump::Dump;

/// What there is to learn from, newest first; asked for on the worker's thread.
type Dumps = Box<dyn FnOnce() -> Vec<Arc<Dump>> + Send>;

/// Learns when it is asked to; its thread ends once it is dropped and has come to the end of what it does.
pub struct Worker {
    asked: Sender<Dumps>,
}

impl fmt::Debug for Worker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Worker").finish_non_exhaustive()
    }
}

impl Worker {
    /// Starts the thread; `publish` is called on it with what was learnt, once for all that was asked meanwhile.
    pub fn spawn(
        given: Vec<UserStock>,
        publish: impl Fn(Arc<StockNames>) + Send + 'static,
    ) -> Self {
        let (asked, asking) = unbounded::<Dumps>();
        let work = move || {
            let mut learner = NameLearner::new(given.clone());
            while let Ok(first) = asking.recv() {
                let dumps = asking.try_iter().last().unwrap_or(first)();
                // A fault of the program leaves the reader without names, and begins anew.
                match catch_unwind(AssertUnwindSafe(|| learner.learn(&dumps))) {
                    Ok(names) => publish(names),
                    Err(_) => learner = NameLearner::new(given.clone()),
                }
            }
        };
        // Without a thread nothing is learnt: names are then known by their codes alone.
        let _ = thread::Builder::new().name("names".to_owned()).spawn(work);
        Self { asked }
    }

    /// Asks for the names in these dumps, newest first.
    pub fn ask(&self, dumps: impl FnOnce() -> Vec<Arc<Dump>> + Send + 'static) {
        // A thread that is gone learns nothing more.
        let _ = self.asked.send(Box::new(dumps));
    }
}
