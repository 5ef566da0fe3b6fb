//! A program that has the reader's terminal for a while, as an editor does.
//!
//! It stays in the reader's process group, so that a shell sees one job. Three things follow:
//!
//! - Ctrl-C in it goes to the reader as well, which lets it pass, as git does: it was meant for the program.
//! - Where it stops (Ctrl-Z in vi) the reader stops too: the shell waits for the reader, and nobody else would ever take
//!   the terminal.
//! - It may be killed and leave the terminal in any mode: the modes are put back.

use std::io;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::fd::OwnedFd;
use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};
use tempfile::TempDir;

use super::{modes, signals};

/// What a terminal sends to both reaches the reader on a thread of its own, that may come late: so long after the program
/// has ended it is still taken for the program's.
const LATE: Duration = Duration::from_millis(300);

/// Who has the terminal.
enum Owner {
    /// The reader, and nobody else ever had it.
    Reader,
    /// The reader again, since then.
    ReaderSince(Instant),
    /// A program.
    Program,
}

static OWNER: Mutex<Owner> = Mutex::new(Owner::Reader);

/// Whether what a terminal sends for a key, Ctrl-C or Ctrl-Z, is meant for a program and not for the reader.
pub(super) fn takes_keys() -> bool {
    match *OWNER.lock().unwrap_or_else(PoisonError::into_inner) {
        Owner::Reader => false,
        Owner::ReaderSince(then) => then.elapsed() < LATE,
        Owner::Program => true,
    }
}

fn hand_to(owner: Owner) {
    *OWNER.lock().unwrap_or_else(PoisonError::into_inner) = owner;
}

/// A program that was started in the terminal, and runs or has ended.
#[derive(Debug)]
pub struct Foreground {
    pid: Pid,
    /// A folder of files for it, which is gone once this is dropped.
    _files: Option<TempDir>,
}

impl Foreground {
    /// Starts it; the terminal must have been left before. `ended` is called on a thread of its own.
    pub fn start(
        command: &mut Command,
        ended: impl FnOnce(io::Result<ExitStatus>) + Send + 'static,
    ) -> io::Result<Self> {
        let tty = modes::tty()?;
        let before = tcgetattr(&tty)?;
        hand_to(Owner::Program);
        let pid = spawn(command, &tty).inspect_err(|_| hand_to(Owner::Reader))?;
        let attend = move || {
            let outcome = wait(pid);
            put_back(&tty, &before);
            hand_to(Owner::ReaderSince(Instant::now()));
            ended(outcome);
        };
        // Nobody would ever hear of its end.
        let unattended = |_: &io::Error| {
            let _ = kill_process(pid, Signal::KILL);
            hand_to(Owner::Reader);
        };
        thread::Builder::new()
            .name("foreground".into())
            .spawn(attend)
            .inspect_err(unattended)?;
        Ok(Self { pid, _files: None })
    }

    /// Holds a folder with files for it as long as it is held itself.
    #[must_use]
    pub fn with(self, files: TempDir) -> Self {
        Self {
            _files: Some(files),
            ..self
        }
    }

    /// Asks it to end, as one that is told so by a system: an editor keeps what was typed. It must not have told its end yet.
    pub fn end(&self) {
        // One that has just ended needs no signal.
        let _ = kill_process(self.pid, Signal::TERM);
    }
}

/// What is piped into the reader is news and not for the program: it reads the terminal.
fn spawn(command: &mut Command, tty: &OwnedFd) -> io::Result<Pid> {
    let child = command.stdin(tty.try_clone()?).spawn()?;
    i32::try_from(child.id())
        .ok()
        .and_then(Pid::from_raw)
        .ok_or_else(|| Errno::CHILD.into())
}

/// Waits until it has ended, and stops with it as often as it stops.
fn wait(pid: Pid) -> io::Result<ExitStatus> {
    loop {
        match waitpid(Some(pid), WaitOptions::UNTRACED) {
            Ok(Some((_, status))) if status.stopped() => stop_with(pid),
            Ok(Some((_, status))) => return Ok(ExitStatus::from_raw(status.as_raw())),
            Ok(None) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// Where no shell would wake the reader, the program is woken at once: it would stand still for ever.
fn stop_with(pid: Pid) {
    if signals::can_suspend() {
        signals::suspend();
    }
    // Whoever woke the reader may have woken it alone.
    let _ = kill_process(pid, Signal::CONT);
}

fn put_back(tty: &OwnedFd, before: &Termios) {
    // A terminal that is gone is told elsewhere.
    let _ = tcsetattr(tty, OptionalActions::Now, before);
}
