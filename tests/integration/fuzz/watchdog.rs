//! Names the seed of an input that hangs: the thread that reads it cannot.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// The longest an input may take. Usually it takes milliseconds, but machines are shared.
const TIMEOUT: Duration = Duration::from_secs(120);

/// Watches one target until it is dropped.
pub(crate) struct Watchdog {
    seed: Arc<AtomicU64>,
    _alive: Sender<()>,
}

impl Watchdog {
    /// `replay` returns the command that reads the input of a seed again.
    pub(crate) fn new(replay: impl Fn(u64) -> String + Send + 'static) -> Self {
        let (alive, ended) = channel::<()>();
        let seed = Arc::new(AtomicU64::new(u64::MAX));
        let watched = Arc::clone(&seed);
        std::thread::spawn(move || {
            let mut last = u64::MAX;
            while ended.recv_timeout(TIMEOUT) == Err(RecvTimeoutError::Timeout) {
                let now = watched.load(Ordering::Relaxed);
                if now == last {
                    println!("seed {now} takes longer than {TIMEOUT:?}: {}", replay(now));
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

    /// Records the seed that is read from now on.
    pub(crate) fn start(&self, seed: u64) {
        self.seed.store(seed, Ordering::Relaxed);
    }
}
