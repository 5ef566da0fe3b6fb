//! The modes that the reader switches on in a terminal and off again, its title, and its size.

use std::fs::File;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::layout::Size;
use rustix::event::Timespec;
use rustix::fd::{AsFd, BorrowedFd};
use rustix::io::Errno;
use rustix::process::getpgrp;
use rustix::termios::{
    LocalModes, OptionalActions, QueueSelector, Termios, isatty, tcflush, tcgetattr, tcgetpgrp,
    tcgetwinsize, tcsetattr,
};

use super::stdout::{self, BlockingStdout};

/// Alternate screen, bracketed paste, reports of the focus, clear.
const ENTER: &str = "\x1b[?1049h\x1b[?2004h\x1b[?1004h\x1b[2J";
/// Clicks, drags and coordinates beyond 223. Not every motion (1003), which floods an ssh line.
const MOUSE: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// Ends a synchronized update, mouse, focus, paste, colours and alternate screen, and shows the cursor, whether they were on or
/// not.
const LEAVE: &str =
    "\x1b[?2026l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[0m\x1b[?1049l\x1b[?25h";

/// Ends a sequence that was cut off in the middle; otherwise it does nothing.
const END_STRING: &str = "\x1b\\";
/// Puts the title on the terminal's own stack of titles (XTWINOPS). tmux has such a stack for each pane.
const SAVE_TITLE: &str = "\x1b[22;2t";
/// Takes the title back from that stack. It is emptied before: where there is no stack, no old counts stay in it.
const RESTORE_TITLE: &str = "\x1b]2;\x07\x1b[23;2t";

/// How long the terminal may take for all that gives it back, and for one write of that.
const LEAVE_TIMEOUT: Duration = Duration::from_secs(2);
const WRITE_TIMEOUT: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 500_000_000,
};

/// The longest row that is drawn: more than a wall of screens has in the smallest type.
const MAX_COLUMNS: u16 = 4_000;
/// The largest screen that is drawn.
const MAX_CELLS: u32 = 1_000_000;

static ENTERED: AtomicBool = AtomicBool::new(false);
/// Whether the terminal's own title is on its stack. It must not get there twice: the second one would be the reader's.
static TITLE_SAVED: AtomicBool = AtomicBool::new(false);

/// What the reader uses of the terminal beyond its screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalUse {
    /// The mouse.
    pub mouse: bool,
    /// The title.
    pub title: bool,
}

/// Sets the terminal up for the reader. Can be called again, as after SIGCONT.
pub fn enter(uses: TerminalUse) -> io::Result<()> {
    enable_raw_mode()?;
    make_raw()?;
    ENTERED.store(true, Ordering::SeqCst);
    let mut out = BlockingStdout;
    out.write_all(ENTER.as_bytes())?;
    if uses.title && !TITLE_SAVED.swap(true, Ordering::SeqCst) {
        out.write_all(SAVE_TITLE.as_bytes())?;
    }
    if uses.mouse {
        out.write_all(MOUSE.as_bytes())?;
    }
    Ok(())
}

/// Sets raw mode, which crossterm skips on a second call although a shell may have changed it since. Raw mode is never left
/// in between: the terminal would echo what is typed at that moment.
fn make_raw() -> io::Result<()> {
    let tty = tty()?;
    let mut modes = tcgetattr(&tty)?;
    modes.make_raw();
    Ok(tcsetattr(&tty, OptionalActions::Now, &modes)?)
}

/// The terminal that crossterm reads: standard input, or the controlling terminal if that is a pipe.
#[derive(Clone, Debug)]
pub(super) enum Tty {
    /// No descriptor more: few may be left.
    Stdin,
    Opened(Arc<File>),
}

impl AsFd for Tty {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Stdin => rustix::stdio::stdin(),
            Self::Opened(file) => file.as_fd(),
        }
    }
}

pub(super) fn tty() -> io::Result<Tty> {
    if isatty(rustix::stdio::stdin()) {
        return Ok(Tty::Stdin);
    }
    let opened = File::open("/dev/tty").map_err(|error| cannot("open the terminal", &error))?;
    Ok(Tty::Opened(Arc::new(opened)))
}

/// An error of the start that says what failed, and for a limit what can be done.
pub(super) fn cannot(what: &str, error: &io::Error) -> io::Error {
    let errno = Errno::from_io_error(error);
    let advice = match errno {
        Some(Errno::MFILE) => "; raise the limit of open files (`ulimit -n`)",
        Some(Errno::NFILE) => "; end other programs: the whole system has too many open files",
        _ => "",
    };
    io::Error::new(error.kind(), format!("cannot {what}: {error}{advice}"))
}

/// An error if no descriptor is left for a dump.
pub fn check_descriptors() -> io::Result<()> {
    let spare = rustix::io::dup(rustix::stdio::stdin());
    spare
        .map(drop)
        .map_err(|error| cannot("open a dump", &error.into()))
}

/// Restores the terminal. Can be called from any thread, any number of times.
///
/// Waits for a terminal that takes no bytes (stopped by Ctrl-S, or gone) no longer than [`WRITE_TIMEOUT`]: it still leaves raw
/// mode. That comes last: the guard restores a terminal that is still raw.
pub fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let has_title = TITLE_SAVED.swap(false, Ordering::SeqCst);
    write_leave(if has_title { RESTORE_TITLE } else { "" });
    if !tty().is_ok_and(|tty| is_in_background(&tty)) {
        let _ = disable_raw_mode();
    }
}

/// Whether something else has ended raw mode.
pub fn is_left() -> bool {
    let modes = tty().and_then(|tty| Ok(tcgetattr(tty)?));
    modes.is_ok_and(|modes| reads_lines(&modes))
}

fn reads_lines(modes: &Termios) -> bool {
    modes.local_modes.contains(LocalModes::ICANON)
}

/// The title of the terminal, as the reader has left it behind.
#[derive(Clone, Copy, Debug)]
pub(super) enum LeftTitle {
    /// The reader does not use it.
    Unused,
    /// The one before is on the terminal's stack.
    OnStack,
    /// The same, and it has to stay there: the reader goes on later.
    InUse,
}

/// Restores a terminal in which a reader that was killed or stopped has left its modes, and drops what was typed for it.
pub(super) fn restore(tty: &Tty, before: &Termios, title: LeftTitle) {
    if tcgetattr(tty).is_ok_and(|now| reads_lines(&now) != reads_lines(before)) {
        write_in_time(END_STRING.as_bytes());
        match title {
            LeftTitle::Unused => write_leave(""),
            LeftTitle::OnStack => write_leave(RESTORE_TITLE),
            LeftTitle::InUse => write_leave(&[RESTORE_TITLE, SAVE_TITLE].concat()),
        }
        let _ = tcflush(tty, QueueSelector::IFlush);
        let _ = tcsetattr(tty, OptionalActions::Now, before);
    }
}

fn write_leave(title: &str) {
    write_in_time([title, LEAVE].concat().as_bytes());
}

/// Whether the terminal belongs to another job. Its modes are not the reader's then.
pub(super) fn is_in_background(tty: impl AsFd) -> bool {
    tcgetpgrp(tty).is_ok_and(|owner| owner != getpgrp())
}

/// Writes as long as the terminal takes bytes, within [`LEAVE_TIMEOUT`]. Each sequence is one write: where the guard was
/// killed, the shell may write its prompt between two of them. A write of all of them could wait for room without an end.
fn write_in_time(bytes: &[u8]) {
    let deadline = Instant::now() + LEAVE_TIMEOUT;
    let has_room = || stdout::wait(Some(&WRITE_TIMEOUT)).is_ok_and(|ready| ready);
    for mut sequence in bytes.chunk_by(|_, next| *next != b'\x1b') {
        while !sequence.is_empty() {
            if Instant::now() >= deadline || !has_room() {
                return;
            }
            match rustix::io::write(rustix::stdio::stdout(), sequence) {
                Ok(written) => sequence = sequence.get(written..).unwrap_or_default(),
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(_) => return,
            }
        }
    }
}

/// Returns the terminal's size in columns and rows, as the kernel has it.
pub fn size() -> io::Result<Size> {
    let size = tcgetwinsize(rustix::stdio::stdout())?;
    Ok(drawable(Size {
        width: size.ws_col,
        height: size.ws_row,
    }))
}

/// Limits a size: any program can set a terminal to 65,535 columns and rows, whose cells take more memory than there is.
fn drawable(size: Size) -> Size {
    let width = size.width.min(MAX_COLUMNS);
    let rows = MAX_CELLS / u32::from(width.max(1));
    let height = u16::try_from(rows).unwrap_or(u16::MAX).min(size.height);
    Size { width, height }
}

/// Leaves the terminal on drop, also when an error ends the reader.
#[derive(Debug)]
pub struct TerminalGuard(());

impl TerminalGuard {
    /// Enters the terminal; see [`enter`].
    pub fn enter(uses: TerminalUse) -> io::Result<Self> {
        let guard = Self(());
        enter(uses)?;
        Ok(guard)
    }
}

impl Drop for TerminalGuard {
    fn drop(&mut self) {
        leave();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn huge_sizes_are_limited() {
        let drawn = |width, height| drawable(Size { width, height });
        for (width, height) in [
            (0, 0),
            (1, 1),
            (100, 30),
            (1920, 520),
            (0, 65_535),
            (15, 65_535),
        ] {
            assert_eq!(drawn(width, height), Size { width, height });
        }
        for (width, height) in [(65_535, 65_535), (20_000, 2_000), (200, 65_535)] {
            let Size { width, height } = drawn(width, height);
            assert!(
                (900_000..=MAX_CELLS).contains(&(u32::from(width) * u32::from(height))),
                "{width}x{height}"
            );
        }
    }
}
