//! Signals, received on a thread of their own.
//!
//! A signal that ends the reader goes to the event loop first, which leaves in good order. If the loop does not react (it
//! may be stuck writing to a stopped terminal), this thread restores the terminal and ends the process. Signals that the
//! terminal sends for a key while a program has it ([`owner`]) are ignored.

use std::io;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::process::{Signal, getpgrp, getsid};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

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

/// How long the event loop may take to leave in good order.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(2);

/// Starts the thread; `publish` is called on it.
pub fn spawn(publish: impl Fn(SignalEvent) + Send + 'static) -> io::Result<()> {
    let received = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];
    let signals = Signals::new(received);
    let mut signals = signals.map_err(|error| modes::cannot("receive signals", &error))?;
    let listen = move || loop {
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
                    force_exit(end);
                }
            }
        }
    };
    worker::spawn_detached("signals", listen)
}

/// Ends the process after [`SHUTDOWN_TIMEOUT`], or at once if no thread can be started.
fn force_exit(signal: i32) {
    let exit = move || {
        modes::leave();
        std::process::exit(128 + signal);
    };
    let late_exit = move || {
        thread::sleep(SHUTDOWN_TIMEOUT);
        exit();
    };
    if worker::spawn_detached("shutdown", late_exit).is_err() {
        exit();
    }
}

/// Whether a shell would wake the process after it stops. None would if a terminal or a session leader's script started it.
pub fn can_suspend() -> bool {
    let no_job_control = getsid(None).is_ok_and(|session| session == getpgrp());
    !no_job_control && guarded::starter().is_some_and(|parent| !parent.is_init())
}

/// Stops the process group, as Ctrl-Z does. Returns `true` once it continues, `false` if it could not be stopped.
///
/// Another thread may receive the signal while this one runs on for a moment. The wait for SIGCONT keeps this one from
/// taking the terminal back while the shell has it.
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

    fn wait_beyond(&self, before: u64) {
        let count = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.1.wait_while(count, |count| *count == before));
    }
}
