//! Keys, pasted text and mouse, read on a thread of their own.
//!
//! crossterm is asked only after `poll(2)` has said that there is something to read: left to itself it spins when the
//! terminal goes away (crossterm#793). A second thread waits for nothing but that, in case the first one is stuck in the
//! middle of an escape sequence.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fd::OwnedFd;
use rustix::io::Errno;

use super::modes;

/// What comes from the terminal.
#[derive(Debug)]
pub enum Input {
    /// A key, pasted text, the mouse, a new size.
    Event(Event),
    /// The terminal is gone.
    Gone,
}

/// Halts reading while an editor has the terminal, and once the reader ends: what is typed then is for somebody else.
#[derive(Clone, Debug, Default)]
pub struct Gate(Arc<(Mutex<Passage>, Condvar)>);

#[derive(Debug, Default)]
struct Passage {
    closed: bool,
    /// Somebody is on the way through.
    reading: bool,
}

/// How long to wait until what is being read is read; it can be stuck in the middle of an escape sequence.
const STUCK: Duration = Duration::from_millis(50);

impl Gate {
    /// From now on nothing is read.
    pub fn close(&self) {
        let mut passage = self.lock();
        passage.closed = true;
        let _ = self
            .0
            .1
            .wait_timeout_while(passage, STUCK, |passage| passage.reading);
    }

    /// Reading goes on.
    pub fn open(&self) {
        self.lock().closed = false;
        self.0.1.notify_all();
    }

    /// Passes; `false` where it was closed for a while, in which somebody else may have read what was there.
    fn pass(&self) -> bool {
        let mut passage = self.lock();
        passage.reading = !passage.closed;
        if passage.reading {
            return true;
        }
        drop(self.0.1.wait_while(passage, |passage| passage.closed));
        false
    }

    fn passed(&self) {
        self.lock().reading = false;
        self.0.1.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Passage> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Starts reading; `publish` is called on the reading threads and says whether anybody still listens.
pub fn spawn(publish: impl Fn(Input) -> bool + Send + Sync + 'static) -> std::io::Result<Gate> {
    let gate = Gate::default();
    let publish = Arc::new(publish);
    let (keys, gone) = (Arc::clone(&publish), publish);
    let tty = modes::tty()?;
    let watched = tty.try_clone()?;
    let passing = gate.clone();
    thread::Builder::new()
        .name("input".into())
        .spawn(move || read(&tty, &passing, keys.as_ref()))?;
    thread::Builder::new()
        .name("hangup".into())
        .spawn(move || {
            wait(&watched, PollFlags::empty());
            gone(Input::Gone);
        })?;
    Ok(gate)
}

/// Waits until one of `flags` or the end of the terminal is there; says whether it is the end.
fn wait(tty: &OwnedFd, flags: PollFlags) -> bool {
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

fn read(tty: &OwnedFd, gate: &Gate, publish: &(impl Fn(Input) -> bool + ?Sized)) {
    loop {
        let gone = wait(tty, PollFlags::IN);
        if !gate.pass() {
            continue;
        }
        // A sequence on which crossterm panics (a mouse at column 0, where overflow is checked) takes a key or two with it;
        // a reader that no longer hears any could only be killed.
        let heard = !gone && catch_unwind(AssertUnwindSafe(|| drain(publish))).unwrap_or(true);
        gate.passed();
        if !heard {
            publish(Input::Gone);
            return;
        }
    }
}

/// Publishes everything crossterm has; `false` where reading failed or nobody listens.
fn drain(publish: &(impl Fn(Input) -> bool + ?Sized)) -> bool {
    // crossterm's level-triggered source looks at its queue only while time is left, so zero would find nothing.
    while match event::poll(Duration::from_millis(1)) {
        Ok(more) => more,
        Err(_) => return false,
    } {
        let Ok(event) = event::read() else {
            return false;
        };
        if !publish(Input::Event(event)) {
            return false;
        }
    }
    true
}
