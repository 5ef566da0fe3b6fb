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
use std::fs;
use std::io;
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::SigSet;
use ratatui::layout::Size;
use rustix::process::{Pid, Signal, WaitOptions, getpid, kill_process, waitpid};
use rustix::termios::{Termios, tcgetattr};
use signal_hook::consts::{
    SIGALRM, SIGCHLD, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGURG, SIGUSR1, SIGUSR2,
    SIGWINCH,
};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::guarded::{self, AnnouncedEnd, END_NOTICE};
use super::modes::{self, LeftTitle, Tty};
use super::signals;

/// The name of this process in `ps`: `pkill -9 dianbao` must not kill it together with the reader.
const NAME: &str = "terminal-guard";

/// The signals that are passed on to the reader, and those of its end.
const SIGNALS: [i32; 12] = [
    SIGALRM, SIGCHLD, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGURG, SIGUSR1, SIGUSR2,
    SIGWINCH,
];

/// How long the end that the reader has announced may take to come.
const END_TIMEOUT: Duration = Duration::from_secs(10);
/// How long threads are waited for that are left after the reader's end.
const THREADS_TIMEOUT: Duration = Duration::from_millis(300);
/// The longest pause between two looks in that time.
const LOOK_INTERVAL: Duration = Duration::from_millis(50);

/// What the guard has to do at the end of a reader.
#[derive(Clone, Copy, Debug)]
pub struct GuardUse {
    /// Whether the reader uses the title of the terminal.
    pub title: bool,
    /// What else to do after this process, whatever the reader has done itself.
    pub at_end: fn(process: u32),
}

/// Runs `reader` in a process of its own: in this one if it has a guard, or if there can be none.
pub fn run(uses: GuardUse, reader: impl FnOnce() -> ExitCode) -> ExitCode {
    // A parent may block signals and forget that its children inherit it. Without SIGCHLD nothing would report the end.
    let _ = SigSet::empty().thread_set_mask();
    if guarded::has_guard() {
        guarded::end_with_guard();
        let _announced = AnnouncedEnd;
        return reader();
    }
    match Guard::start(uses) {
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
    uses: GuardUse,
    size: Option<Size>,
}

impl Guard {
    fn start(uses: GuardUse) -> io::Result<Self> {
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
            uses,
            size: modes::size().ok(),
        })
    }

    /// Waits for the end of the reader, and returns its exit status. Does not return if a signal ended it.
    fn wait(mut self) -> ExitCode {
        loop {
            let batch: Vec<i32> = self.signals.wait().collect();
            self.pass_on(&batch);
            let ended = if batch.contains(&END_NOTICE.as_raw()) {
                self.wait_for_threads()
            } else {
                self.look()
            };
            if let Some(status) = ended {
                self.restore(LeftTitle::OnStack);
                (self.uses.at_end)(self.reader.as_raw_nonzero().get().cast_unsigned());
                return end_as(status);
            }
        }
    }

    /// Waits for the end that the reader has announced, and leaves behind what is left of its threads: one that waits for a FUSE
    /// or 9p server cannot be killed before that answers.
    fn wait_for_threads(&self) -> Option<ExitStatus> {
        let announced = Instant::now();
        let mut ended: Option<(Instant, ExitStatus)> = None;
        let mut pause = Duration::from_millis(1);
        while announced.elapsed() < END_TIMEOUT {
            let status = self.look();
            if status.is_some() {
                return status;
            }
            ended = ended.or_else(|| Some((Instant::now(), status_of_ended(self.reader)?)));
            if let Some((_, status)) = ended.filter(|(at, _)| at.elapsed() >= THREADS_TIMEOUT) {
                return Some(status);
            }
            thread::sleep(pause);
            pause = LOOK_INTERVAL.min(pause * 2);
        }
        None
    }

    fn pass_on(&mut self, batch: &[i32]) {
        for &signal in batch {
            let is_for_reader = match signal {
                SIGCHLD | SIGURG => false,
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
            let title = if self.uses.title {
                title
            } else {
                LeftTitle::Unused
            };
            modes::restore(&self.tty, &self.modes, title);
        }
    }
}

/// How a process has ended whose first thread is gone while others are left (proc(5)).
fn status_of_ended(process: Pid) -> Option<ExitStatus> {
    let file = format!("/proc/{}/stat", process.as_raw_nonzero());
    let stat = fs::read_to_string(file).ok()?;
    let mut fields = stat.rsplit_once(") ")?.1.split_whitespace();
    let is_over = fields.next()? == "Z";
    // The 52nd field; the state is the third.
    let status = fields.nth(48)?.parse().ok()?;
    is_over.then(|| ExitStatus::from_raw(status))
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
