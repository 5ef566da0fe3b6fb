//! A program that has the reader's terminal for a while, as an editor does.
//!
//! It runs in the reader's process group, so a shell sees one job. Three things follow:
//!
//! - Ctrl-C reaches the reader as well. The reader ignores it, as git does: the key was meant for the program.
//! - When the program stops (Ctrl-Z in vi), the reader stops too. The shell waits for the reader, and nothing else would
//!   take the terminal.
//! - A killed program may leave the terminal in any mode, so the reader restores the modes.

use std::io;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus};
use std::time::Instant;

use rustix::fd::AsFd;
use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};
use tempfile::TempDir;

use super::modes::{self, Tty};
use super::owner::{self, TerminalOwner};
use super::signals;
use crate::worker;

/// A program that was started in the terminal, and runs or has ended.
#[derive(Debug)]
pub struct ForegroundProgram {
    pid: Pid,
    /// Its temporary files, deleted on drop.
    _files: Option<TempDir>,
}

impl ForegroundProgram {
    /// Starts a program. Leave the terminal before. `ended` is called on another thread.
    pub fn start(
        command: &mut Command,
        ended: impl FnOnce(io::Result<ExitStatus>) + Send + 'static,
    ) -> io::Result<Self> {
        let tty = modes::tty()?;
        let modes = tcgetattr(&tty)?;
        owner::set(TerminalOwner::Program);
        let pid = spawn(command, &tty).inspect_err(|_| owner::set(TerminalOwner::Reader))?;
        let attend = move || {
            let outcome = wait(pid);
            restore(&tty, &modes);
            owner::set(TerminalOwner::ReaderSince(Instant::now()));
            ended(outcome);
        };
        // Without the thread nothing would notice the program's end.
        let kill = |_: &io::Error| {
            let _ = kill_process(pid, Signal::KILL);
            owner::set(TerminalOwner::Reader);
        };
        worker::spawn_detached("foreground", attend).inspect_err(kill)?;
        Ok(Self { pid, _files: None })
    }

    /// Keeps a folder of temporary files until the program is dropped.
    #[must_use]
    pub fn with_files(self, files: TempDir) -> Self {
        Self {
            _files: Some(files),
            ..self
        }
    }

    /// Sends SIGTERM, on which an editor keeps what was typed. Must not be called after the program's end was reported.
    pub fn terminate(&self) {
        // A program that has just ended needs no signal.
        let _ = kill_process(self.pid, Signal::TERM);
    }
}

/// Starts the program with the terminal as its input. The reader's own input may be a pipe with news.
fn spawn(command: &mut Command, tty: &Tty) -> io::Result<Pid> {
    let tty = tty.as_fd().try_clone_to_owned()?;
    let child = command.stdin(tty).spawn()?;
    i32::try_from(child.id())
        .ok()
        .and_then(Pid::from_raw)
        .ok_or_else(|| Errno::CHILD.into())
}

/// Waits for the program's end, and stops with it whenever it stops.
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

/// Suspends the reader if a shell can wake it. Then wakes the program, because the shell may have woken only the reader.
fn stop_with(pid: Pid) {
    if signals::can_suspend() {
        signals::suspend();
    }
    let _ = kill_process(pid, Signal::CONT);
}

fn restore(tty: &Tty, modes: &Termios) {
    // The input thread reports a terminal that is gone.
    let _ = tcsetattr(tty, OptionalActions::Now, modes);
}
