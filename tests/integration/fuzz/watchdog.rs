//! An input that does not come to an end says nothing by itself: its seed is told by somebody who waits beside it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// How long an input may take that takes milliseconds, on a machine that is busy with other things.
const LONGEST: Duration = Duration::from_secs(120);

/// Watches one target; ends with it.
pub(crate) struct Watchdog {
    seed: Arc<AtomicU64>,
    _alive: Sender<()>,
}

impl Watchdog {
    /// `replay` says how the input of a seed is read again.
    pub(crate) fn new(replay: impl Fn(u64) -> String + Send + 'static) -> Self {
        let (alive, ended) = channel::<()>();
        let seed = Arc::new(AtomicU64::new(u64::MAX));
        let watched = Arc::clone(&seed);
        std::thread::spawn(move || {
            let mut last = u64::MAX;
            while ended.recv_timeout(LONGEST) == Err(RecvTimeoutError::Timeout) {
                let now = watched.load(Ordering::Relaxed);
                if now == last {
                    println!("seed {now} takes longer than {LONGEST:?}: {}", replay(now));
                    std::process::abort();
                }
                last = now;
            }
        });
        Self {
            seed,
            _alive: alive,
        }
    }

    /// The input of a seed is read from now on.
    pub(crate) fn begins(&self, seed: u64) {
        self.seed.store(seed, Ordering::Relaxed);
    }
}
