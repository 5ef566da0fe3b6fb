//! The thread that sets the options. The event loop does not wait for tmux, which may hang.

use std::process;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, select, unbounded};

use super::arguments::{TmuxValues, take_away};
use super::turn::Turn;
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
    let Some((_turn, mut latest)) = turn(waiting, &Turn::wait()) else {
        return;
    };
    let (mut shown, mut free_at, mut is_set) = (None, Instant::now(), false);
    while let Some(values) = latest.take().or_else(|| next(waiting, free_at)) {
        if shown.as_ref() == Some(&values) {
            continue;
        }
        is_set = true;
        let done = values.set().and_then(|mut tmux| tmux.wait());
        shown = done.is_ok().then_some(values);
        free_at = Instant::now() + PAUSE;
    }
    if is_set {
        take_away(process::id());
    }
}

/// Waits for the turn, and returns it with the latest values; `None` if the reader ends before.
fn turn<T>(waiting: &Receiver<TmuxValues>, turn: &Receiver<T>) -> Option<(T, Option<TmuxValues>)> {
    let mut latest = None;
    loop {
        select! {
            recv(turn) -> turn => return Some((turn.ok()?, latest)),
            recv(waiting) -> values => latest = Some(values.ok()?),
        }
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
    use std::thread;

    use crossbeam_channel::bounded;

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

    #[test]
    fn turn_brings_the_latest_values() {
        let ((sender, waiting), (give, given)) = (unbounded(), bounded(1));
        let waits = thread::spawn(move || turn(&waiting, &given));
        (1..=3).for_each(|unseen| sender.send(values(unseen)).unwrap());
        // The channel is empty once its values were taken in.
        while !sender.is_empty() {
            thread::yield_now();
        }
        give.send(()).unwrap();
        assert_eq!(waits.join().unwrap(), Some(((), Some(values(3)))));
    }
}
