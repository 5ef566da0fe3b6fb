//! The thread that sets the options. The event loop does not wait for tmux, which may hang.

use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};

use super::arguments::{TmuxValues, take_away};
use crate::worker::{self, ThreadEnd};

/// The time between two changes: a burst of news is one.
const PAUSE: Duration = Duration::from_millis(250);

/// The options as the reader sets them. Dropping this takes them away.
#[derive(Debug)]
pub struct TmuxOptions {
    // Dropped in this order: the channel closes before the end is waited for.
    values: Sender<TmuxValues>,
    _end: ThreadEnd,
}

impl TmuxOptions {
    /// Starts the thread; `None` if the system refuses it.
    pub fn start() -> Option<Self> {
        let (values, waiting) = unbounded();
        // The options are for the eye alone: a panic leaves them as they are.
        let work = move || worker::catch(|| keep(&waiting)).unwrap_or_default();
        let end = worker::spawn("tmux", work).ok()?;
        Some(Self { values, _end: end })
    }

    /// Sets the options soon, if these values are other ones.
    pub fn set(&self, values: TmuxValues) {
        // The thread ends with the reader.
        let _ = self.values.send(values);
    }
}

/// Sets the options to each value, the latest of those that wait, and takes them away in the end. One `tmux` runs at a time.
fn keep(waiting: &Receiver<TmuxValues>) {
    let (mut shown, mut free_at, mut is_set) = (None, Instant::now(), false);
    while let Some(values) = next(waiting, free_at) {
        if shown.as_ref() == Some(&values) {
            continue;
        }
        is_set = true;
        let done = values.set().and_then(|mut tmux| tmux.wait());
        shown = done.is_ok().then_some(values);
        free_at = Instant::now() + PAUSE;
    }
    if is_set {
        take_away();
    }
}

/// Waits for values and then for the end of a pause, and returns the latest ones; `None` in the end, when nothing has to be set any
/// more.
fn next(waiting: &Receiver<TmuxValues>, free_at: Instant) -> Option<TmuxValues> {
    let mut latest = waiting.recv().ok()?;
    loop {
        match waiting.recv_deadline(free_at) {
            Ok(later) => latest = later,
            Err(RecvTimeoutError::Timeout) => return Some(latest),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(unseen: usize) -> TmuxValues {
        TmuxValues {
            unseen,
            ..TmuxValues::default()
        }
    }

    #[test]
    fn burst_is_one_change() {
        let (sender, waiting) = unbounded();
        (1..=3).for_each(|unseen| sender.send(values(unseen)).unwrap());
        let now = Instant::now();
        assert_eq!(next(&waiting, now), Some(values(3)));
        sender.send(values(4)).unwrap();
        drop(sender);
        assert_eq!(next(&waiting, now), None, "the end sets nothing");
    }
}
