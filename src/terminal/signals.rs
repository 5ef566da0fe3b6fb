//! Signals, received on a thread of their own.
//!
//! A signal that ends the reader goes to the event loop first, which leaves in good order. If the loop does not react (it
//! may be stuck writing to a stopped terminal), this thread restores the terminal and ends the process. It does the same if
//! the reader ends for another reason and that takes too long. Signals that the terminal sends for a key while a program has
//! it ([`owner`]) are ignored.

use std::io;
use std::process::exit;
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Signal, getpgrp, getsid};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals};

use super::{guarded, modes, owner};
use crate::worker;

/// A signal's meaning for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignalEvent {
    /// End with 128 plus this number.
    End(i32),
    /// Suspend; sent by another process, since the keyboard sends none in raw mode.
    Suspend(StopRequest),
    /// The process was stopped and continues: the terminal must be set up again.
    Continue,
    /// The terminal has another size.
    Resize,
}

/// A request to stop. After a SIGCONT it has been met, for a signal to the process group comes twice: the guard passes it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StopRequest(u64);

impl StopRequest {
    /// Whether the process has not stopped and continued since the request.
    pub fn is_open(self) -> bool {
        CONTINUED.count() == self.0
    }
}

/// How long the reader may take to leave in good order: more than its workers are waited for, one after another, unless several
/// hang.
const END_TIMEOUT: Duration = Duration::from_secs(2);
/// How often SIGCONT is looked for in that time.
const LOOK_INTERVAL: Duration = Duration::from_millis(10);

/// How many times, and how long, a process that runs waits for the SIGCONT that made it run.
const CONTINUE_WAITS: u32 = 10;
const CONTINUE_WAIT: Duration = Duration::from_millis(100);

/// Limits how long the reader's end takes, whatever a disk or a worker does. No thread is started for that: there may be none.
#[derive(Clone, Debug)]
pub struct EndLimit {
    status: Arc<OnceLock<u8>>,
    listener: Handle,
}

impl EndLimit {
    /// From now on the reader has [`END_TIMEOUT`] until the process ends with this status.
    pub fn begin(&self, status: u8) {
        let _ = self.status.set(status);
        self.listener.close();
    }
}

/// Starts the thread; `publish` is called on it.
pub fn spawn(publish: impl Fn(SignalEvent) + Send + 'static) -> io::Result<EndLimit> {
    let received = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];
    let signals = Signals::new(received);
    let signals = signals.map_err(|error| modes::cannot("receive signals", &error))?;
    let limit = EndLimit {
        status: Arc::default(),
        listener: signals.handle(),
    };
    let ended = limit.clone();
    worker::spawn_detached("signals", move || listen(signals, &ended, &publish))?;
    Ok(limit)
}

/// Receives signals until one of them, or something else, ends the reader.
fn listen(mut signals: Signals, limit: &EndLimit, publish: &impl Fn(SignalEvent)) {
    while !limit.listener.is_closed() {
        let batch: Vec<i32> = signals.wait().collect();
        for &signal in &batch {
            match signal {
                SIGINT | SIGQUIT | SIGTSTP if owner::program_takes_keys() => {}
                SIGWINCH => publish(SignalEvent::Resize),
                // The process was stopped before this thread could look at the signal.
                SIGTSTP if batch.contains(&SIGCONT) => {}
                SIGTSTP => publish(SignalEvent::Suspend(StopRequest(CONTINUED.count()))),
                SIGCONT => {
                    CONTINUED.increment();
                    publish(SignalEvent::Continue);
                }
                end => {
                    publish(SignalEvent::End(end));
                    limit.begin(end_status(end));
                }
            }
        }
    }
    let status = limit.status.get().copied().unwrap_or_default();
    end_late(&mut signals, status);
}

/// The exit status after a signal, as in shells.
pub fn end_status(signal: i32) -> u8 {
    128_u8.saturating_add(u8::try_from(signal).unwrap_or(0))
}

/// Ends the process after [`END_TIMEOUT`], if it has not ended by then. The event loop may wait for SIGCONT until it can
/// leave.
fn end_late(signals: &mut Signals, status: u8) {
    let deadline = Instant::now() + END_TIMEOUT;
    while Instant::now() < deadline {
        thread::sleep(LOOK_INTERVAL);
        if signals.pending().any(|signal| signal == SIGCONT) {
            CONTINUED.increment();
        }
    }
    modes::leave();
    guarded::announce_end();
    exit(status.into());
}

/// Whether a shell would wake the process after it stops. None would if a terminal or a session leader's script started it.
pub fn can_suspend() -> bool {
    let no_job_control = getsid(None).is_ok_and(|session| session == getpgrp());
    !no_job_control && guarded::starter().is_some_and(|parent| !parent.is_init())
}

/// Stops the process group, as Ctrl-Z does. Returns `true` once it continues, `false` if it could not be stopped.
///
/// Another thread may receive the signal while this one runs on for a moment. The wait for SIGCONT keeps this one from
/// taking the terminal back while the shell has it. A debugger wakes a process without SIGCONT, so the wait has an end.
pub fn suspend() -> bool {
    let before = CONTINUED.count();
    let stopped = rustix::process::kill_current_process_group(Signal::STOP).is_ok();
    if stopped {
        CONTINUED.wait_beyond(before);
    }
    stopped
}

/// Stops the process group if a shell has taken the terminal, as it does when the guard alone is stopped. Returns whether it did.
pub fn stop_in_background() -> bool {
    modes::is_in_background(rustix::stdio::stdout()) && can_suspend() && suspend()
}

/// How many SIGCONT the process has received.
struct ContinueCount(Mutex<u64>, Condvar);

static CONTINUED: ContinueCount = ContinueCount(Mutex::new(0), Condvar::new());

impl ContinueCount {
    fn count(&self) -> u64 {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn increment(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.1.notify_all();
    }

    /// Waits for a SIGCONT after the first `before` ones, at most a second in which the process runs: in a stop one of the short
    /// waits passes, and the others are left for the signal.
    fn wait_beyond(&self, before: u64) {
        let mut count = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for _ in 0..CONTINUE_WAITS {
            if *count != before {
                return;
            }
            let waited = self.1.wait_timeout(count, CONTINUE_WAIT);
            count = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn process_woken_without_a_signal_goes_on() {
        let continued = ContinueCount(Mutex::new(3), Condvar::new());
        let start = Instant::now();
        continued.wait_beyond(3);
        assert!(start.elapsed() >= CONTINUE_WAIT * CONTINUE_WAITS);
    }
}
