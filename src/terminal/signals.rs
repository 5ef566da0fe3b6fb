//! Signals, on a thread of their own.
//!
//! A signal that ends the reader is first told to the event loop, which leaves in good order. Where the loop does not
//! answer (it may be stuck writing to a terminal that was stopped), the thread gives the terminal back and ends the process.
//! What a terminal sends by a key while a program has it ([`super::foreground`]) is for that program.

use std::io;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::process::{Signal, getpgrp, getppid, getsid};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::{foreground, modes};

/// What a signal asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signalled {
    /// End with 128 plus this number.
    End(i32),
    /// Suspend (somebody else than the keyboard asked).
    Suspend,
    /// The process was stopped and goes on: everything is to be set up again.
    Continue,
    /// The terminal has another size.
    Resize,
}

/// How long the event loop may take to leave in good order.
const PATIENCE: Duration = Duration::from_secs(2);

/// Starts to listen; `publish` is called on the listening thread.
pub fn spawn(publish: impl Fn(Signalled) + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    let listen = move || {
        for signal in signals.forever() {
            match signal {
                SIGINT | SIGQUIT | SIGTSTP if foreground::takes_keys() => {}
                SIGWINCH => publish(Signalled::Resize),
                SIGTSTP => publish(Signalled::Suspend),
                SIGCONT => {
                    CONTINUED.tell();
                    publish(Signalled::Continue);
                }
                end => {
                    publish(Signalled::End(end));
                    force(end);
                }
            }
        }
    };
    thread::Builder::new()
        .name("signals".into())
        .spawn(listen)?;
    Ok(())
}

/// Ends the process if it has not ended by itself in a while.
fn force(signal: i32) {
    let end = move || {
        thread::sleep(PATIENCE);
        modes::leave();
        std::process::exit(128 + signal);
    };
    if thread::Builder::new()
        .name("patience".into())
        .spawn(end)
        .is_err()
    {
        modes::leave();
        std::process::exit(128 + signal);
    }
}

/// Whether a shell would wake the process again if it were stopped: none would where it was started straight by a
/// terminal or a script that is the session's leader.
pub fn can_suspend() -> bool {
    let no_job_control = getsid(None).is_ok_and(|session| session == getpgrp());
    !no_job_control && getppid().is_some_and(|parent| !parent.is_init())
}

/// Stops the process group, as Ctrl-Z does; returns once it goes on, or `false` where it could not be stopped.
///
/// The signal may be taken by another thread than this, which then runs on for a moment: it must not take the terminal back
/// while a shell has it.
pub fn suspend() -> bool {
    let before = CONTINUED.count();
    let stopped = rustix::process::kill_current_process_group(Signal::STOP).is_ok();
    if stopped {
        CONTINUED.wait(before);
    }
    stopped
}

/// How often the process was told to go on.
struct Continued(Mutex<u64>, Condvar);

static CONTINUED: Continued = Continued(Mutex::new(0), Condvar::new());

impl Continued {
    fn count(&self) -> u64 {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.1.notify_all();
    }

    /// Waits until it was told more often than this.
    fn wait(&self, before: u64) {
        let count = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.1.wait_while(count, |count| *count == before));
    }
}
