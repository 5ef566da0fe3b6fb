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
use rustix::event::{PollFd, PollFlags, Timespec, poll};
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

/// When crossterm is called again after it had something, although nothing more came in. Under load it may leave keys in its
/// queue: what was read at once, such as a paste, lies there until it is called with time left.
const LATER_LOOKS: [Duration; 4] = [
    Duration::from_millis(2),
    Duration::from_millis(10),
    Duration::from_millis(50),
    Duration::from_millis(200),
];

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
        wait(&watched, PollFlags::empty(), None);
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

/// Waits for one of `flags`, for the hang-up or for this time; returns whether it was the hang-up.
fn wait(tty: &Tty, flags: PollFlags, time: Option<Duration>) -> bool {
    let time = time.and_then(|time| Timespec::try_from(time).ok());
    loop {
        let mut fds = [PollFd::new(tty, flags)];
        match poll(&mut fds, time.as_ref()) {
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
    let mut later_looks = [].iter();
    loop {
        let gone = wait(tty, PollFlags::IN, later_looks.next().copied());
        if !gate.begin_read() {
            continue;
        }
        // A sequence on which crossterm panics (a mouse at column 0, with overflow checks) costs a key or two. Without the
        // catch it would cost the thread, and the reader could only be killed.
        let drained = if gone {
            None
        } else {
            catch_unwind(AssertUnwindSafe(|| drain(publish))).unwrap_or(Some(1))
        };
        gate.end_read();
        match drained {
            Some(0) => {}
            Some(_) => later_looks = LATER_LOOKS.iter(),
            None => {
                publish(TerminalInput::Gone);
                return;
            }
        }
    }
}

/// Publishes everything that crossterm has, and returns how much that was; `None` if reading failed or no receiver is left.
fn drain(publish: &(impl Fn(TerminalInput) -> bool + ?Sized)) -> Option<usize> {
    let mut count = 0;
    // crossterm's level-triggered source looks at its queue only while time is left, so a time-out of 0 finds nothing.
    while event::poll(Duration::from_millis(1)).ok()? {
        let event = event::read().ok()?;
        publish(TerminalInput::Event(event)).then_some(())?;
        count += 1;
    }
    Some(count)
}
