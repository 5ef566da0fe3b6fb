//! The parent of the reader: it gives the terminal back where the reader cannot.
//!
//! A reader that is killed, crashes or gets no more memory would leave raw mode, the alternate screen and the mouse behind.
//! So the program starts itself again in the same process group, and waits. A shell knows the first process only:
//!
//! - It passes on the signals that are sent to it.
//! - If the reader is stopped in the middle of a screen, it restores the terminal and stops as well.
//! - After the reader's end it restores a terminal that is still raw, and ends in the same way.
//!
//! The shell waits for this process, so it draws its prompt on a restored screen. A child of the reader could do the same
//! work, but too late: it would change the modes under the shell's line editor.
//!
//! If this process is killed, the reader ends as after SIGTERM. If no process can be started, the reader runs without one.

use std::env;
use std::ffi::OsString;
use std::io;
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, ExitStatus};

use ratatui::layout::Size;
use rustix::process::{Pid, Signal, WaitOptions, getpid, kill_process, waitpid};
use rustix::termios::{Termios, tcgetattr};
use signal_hook::consts::{
    SIGALRM, SIGCHLD, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2,
    SIGWINCH,
};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::modes::{self, LeftTitle, Tty};
use super::{guarded, signals};

/// The name of this process in `ps`: `pkill -9 dianbao` must not kill it together with the reader.
const NAME: &str = "terminal-guard";

/// The signals that are passed on to the reader, and that of its end.
const SIGNALS: [i32; 11] = [
    SIGALRM, SIGCHLD, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2,
    SIGWINCH,
];

/// Runs `reader` in a process of its own: in this one if it has a guard, or if there can be none.
pub fn run(uses_title: bool, reader: impl FnOnce() -> ExitCode) -> ExitCode {
    if guarded::has_guard() {
        guarded::end_with_guard();
        return reader();
    }
    match Guard::start(uses_title) {
        Ok(guard) => guard.wait(),
        Err(_) => reader(),
    }
}

/// The program as it runs, also if another version has replaced its file.
fn program() -> io::Result<PathBuf> {
    let program = env::current_exe()?;
    let name = program.file_name().unwrap_or_default();
    if name.to_string_lossy().starts_with("ld-") {
        // The dynamic loader was started by hand. It would take the arguments for its own.
        return Err(io::ErrorKind::Unsupported.into());
    }
    Ok(if cfg!(target_os = "linux") {
        "/proc/self/exe".into()
    } else {
        program
    })
}

struct Guard {
    reader: Pid,
    signals: Signals,
    tty: Tty,
    /// The modes of the terminal before the reader started.
    modes: Termios,
    uses_title: bool,
    size: Option<Size>,
}

impl Guard {
    fn start(uses_title: bool) -> io::Result<Self> {
        let tty = modes::tty()?;
        let modes = tcgetattr(&tty)?;
        let signals = Signals::new(SIGNALS)?;
        let reader = start_reader()?;
        guarded::set_name(NAME);
        Ok(Self {
            reader: i32::try_from(reader.id())
                .ok()
                .and_then(Pid::from_raw)
                .ok_or(io::ErrorKind::NotFound)?,
            signals,
            tty,
            modes,
            uses_title,
            size: modes::size().ok(),
        })
    }

    /// Waits for the end of the reader, and returns its exit status. Does not return if a signal ended it.
    fn wait(mut self) -> ExitCode {
        loop {
            let batch: Vec<i32> = self.signals.wait().collect();
            self.pass_on(&batch);
            if let Some(status) = self.look() {
                self.restore(LeftTitle::OnStack);
                return end_as(status);
            }
        }
    }

    fn pass_on(&mut self, batch: &[i32]) {
        for &signal in batch {
            let is_for_reader = match signal {
                SIGCHLD => false,
                // The reader has stopped this process before the signal could be passed on.
                SIGTSTP => !batch.contains(&SIGCONT),
                // The terminal sends it to both.
                SIGWINCH => !self.is_resized(),
                _ => true,
            };
            if let Some(signal) = Signal::from_named_raw(signal).filter(|_| is_for_reader) {
                // A reader that has just ended needs no signal.
                let _ = kill_process(self.reader, signal);
            }
        }
    }

    fn is_resized(&mut self) -> bool {
        let size = modes::size().ok();
        let is_resized = size != self.size;
        self.size = size;
        is_resized
    }

    /// Returns how the reader ended, if it has. Stops this process if the reader is stopped.
    fn look(&self) -> Option<ExitStatus> {
        match waitpid(
            Some(self.reader),
            WaitOptions::UNTRACED | WaitOptions::NOHANG,
        ) {
            Ok(Some((_, status))) if status.stopped() => {
                self.stop();
                None
            }
            Ok(Some((_, status))) => Some(ExitStatus::from_raw(status.as_raw())),
            Ok(None) => None,
            // Nothing is left to wait for.
            Err(_) => Some(ExitStatus::default()),
        }
    }

    /// Stops this process if a shell can wake it.
    fn stop(&self) {
        if signals::can_suspend() {
            self.restore(LeftTitle::InUse);
            let _ = kill_process(getpid(), Signal::STOP);
        }
    }

    /// Restores the terminal if the reader has not.
    fn restore(&self, title: LeftTitle) {
        if !modes::is_in_background(&self.tty) {
            let title = if self.uses_title {
                title
            } else {
                LeftTitle::Unused
            };
            modes::restore(&self.tty, &self.modes, title);
        }
    }
}

/// Starts this program again with the same arguments.
fn start_reader() -> io::Result<Child> {
    let mut arguments = env::args_os();
    let name = arguments
        .next()
        .unwrap_or_else(|| OsString::from("dianbao"));
    Command::new(program()?)
        .arg0(name)
        .args(arguments)
        .env(guarded::VARIABLE, guarded::introduction())
        .spawn()
}

/// Ends this process as the reader ended, by the same signal if it was one.
fn end_as(status: ExitStatus) -> ExitCode {
    if let Some(signal) = status.signal() {
        // The reader's memory says why it crashed; this process has nothing to add.
        #[cfg(target_os = "linux")]
        let _ =
            rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
        let _ = emulate_default_handler(signal);
        return ExitCode::from(128_u8.saturating_add(u8::try_from(signal).unwrap_or(0)));
    }
    status
        .code()
        .and_then(|code| u8::try_from(code).ok())
        .map_or(ExitCode::FAILURE, ExitCode::from)
}
