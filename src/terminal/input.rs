//! Keys, pasted text and mouse, read on a thread of their own.
//!
//! The thread calls crossterm only after `poll(2)` reports something to read: on its own crossterm spins once the terminal
//! is gone (crossterm#793). A second thread waits for the hang-up alone, because the first one may be stuck in the middle of
//! an escape sequence.

use std::io;
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crossterm::event::{self, Event};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::modes::{self, Tty};
use crate::worker;

/// What comes from the terminal.
#[derive(Debug)]
pub enum TerminalInput {
    /// A key, pasted text, the mouse, a new size.
    Event(Event),
    /// The terminal is gone.
    Gone,
}

/// Pauses reading while an editor has the terminal, and once the reader ends: input then belongs to another program.
#[derive(Clone, Debug, Default)]
pub struct InputGate(Arc<(Mutex<GateState>, Condvar)>);

#[derive(Debug, Default)]
struct GateState {
    closed: bool,
    /// Whether the thread is reading.
    reading: bool,
}

/// How long [`InputGate::close`] waits for a read to end; one can be stuck in the middle of an escape sequence.
const READ_TIMEOUT: Duration = Duration::from_millis(50);

impl InputGate {
    /// Stops reading.
    pub fn close(&self) {
        let mut state = self.lock();
        state.closed = true;
        let _ = self
            .0
            .1
            .wait_timeout_while(state, READ_TIMEOUT, |state| state.reading);
    }

    /// Continues reading.
    pub fn open(&self) {
        self.lock().closed = false;
        self.0.1.notify_all();
    }

    /// Begins a read and returns `true`. If the gate is closed, waits until it opens and returns `false`: another program
    /// may have read the input since.
    fn begin_read(&self) -> bool {
        let mut state = self.lock();
        state.reading = !state.closed;
        if state.reading {
            return true;
        }
        drop(self.0.1.wait_while(state, |state| state.closed));
        false
    }

    fn end_read(&self) {
        self.lock().reading = false;
        self.0.1.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, GateState> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Starts the threads. They call `publish`, which returns `false` once no receiver is left. They read nothing until the gate
/// opens.
pub fn spawn(
    publish: impl Fn(TerminalInput) -> bool + Send + Sync + 'static,
) -> io::Result<InputGate> {
    let gate = InputGate::default();
    gate.close();
    let publish = Arc::new(publish);
    let (keys, gone) = (Arc::clone(&publish), publish);
    let tty = modes::tty()?;
    let watched = tty.clone();
    prepare()?;
    let reader_gate = gate.clone();
    worker::spawn_detached("input", move || read(&tty, &reader_gate, keys.as_ref()))?;
    worker::spawn_detached("hangup", move || {
        wait(&watched, PollFlags::empty());
        gone(TerminalInput::Gone);
    })?;
    Ok(gate)
}

/// Lets crossterm take the descriptors that it needs: later there may be none, and it would report the terminal as gone.
fn prepare() -> io::Result<()> {
    let prepared = event::poll(Duration::ZERO);
    prepared
        .map(drop)
        .map_err(|error| match UnixStream::pair() {
            // crossterm does not say why it failed.
            Err(reason) => modes::cannot("read keys", &reason),
            Ok(_) => modes::cannot("read keys", &error),
        })
}

/// Waits for one of `flags` or for the hang-up; returns whether it was the hang-up.
fn wait(tty: &Tty, flags: PollFlags) -> bool {
    loop {
        let mut fds = [PollFd::new(tty, flags)];
        match poll(&mut fds, None) {
            Ok(_) => {
                return fds[0]
                    .revents()
                    .intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
            }
            Err(Errno::INTR) => {}
            Err(_) => return true,
        }
    }
}

fn read(tty: &Tty, gate: &InputGate, publish: &(impl Fn(TerminalInput) -> bool + ?Sized)) {
    loop {
        let gone = wait(tty, PollFlags::IN);
        if !gate.begin_read() {
            continue;
        }
        // A sequence on which crossterm panics (a mouse at column 0, with overflow checks) costs a key or two. Without the
        // catch it would cost the thread, and the reader could only be killed.
        let alive = !gone && catch_unwind(AssertUnwindSafe(|| drain(publish))).unwrap_or(true);
        gate.end_read();
        if !alive {
            publish(TerminalInput::Gone);
            return;
        }
    }
}

/// Publishes everything that crossterm has; returns `false` if reading failed or no receiver is left.
fn drain(publish: &(impl Fn(TerminalInput) -> bool + ?Sized)) -> bool {
    // crossterm's level-triggered source looks at its queue only while time is left, so a time-out of 0 finds nothing.
    while match event::poll(Duration::from_millis(1)) {
        Ok(more) => more,
        Err(_) => return false,
    } {
        let Ok(event) = event::read() else {
            return false;
        };
        if !publish(TerminalInput::Event(event)) {
            return false;
        }
    }
    true
}
