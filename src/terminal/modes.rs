//! What the reader switches on in a terminal, and switches off again.

use std::fs::File;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::layout::Size;
use rustix::event::Timespec;
use rustix::fd::{AsFd, OwnedFd};
use rustix::io::Errno;
use rustix::termios::{OptionalActions, isatty, tcgetattr, tcgetwinsize, tcsetattr};

use super::out::{self, Out};

/// Alternate screen, bracketed paste; the screen starts empty.
const ENTER: &str = "\x1b[?1049h\x1b[?2004h\x1b[2J";
/// Clicks, dragging with a button held, and coordinates beyond 223. Not every motion (1003): that floods an ssh line.
const MOUSE: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// End of a synchronized update, mouse, paste, colours, alternate screen, cursor: all of it, whether it was on or not.
const LEAVE: &str =
    "\x1b[?2026l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?2004l\x1b[0m\x1b[?1049l\x1b[?25h";

/// The longest row that is drawn, and how many cells in all: more than a wall of screens has in the smallest type.
const LONGEST: u16 = 4_000;
const LARGEST: u32 = 1_000_000;

static ENTERED: AtomicBool = AtomicBool::new(false);

/// Switches the terminal to the reader's use; calling it again sets everything up anew, as after SIGCONT.
pub fn enter(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    make_raw()?;
    ENTERED.store(true, Ordering::SeqCst);
    Out.write_all(ENTER.as_bytes())?;
    if mouse {
        Out.write_all(MOUSE.as_bytes())
    } else {
        Ok(())
    }
}

/// crossterm does nothing where it was asked before, though a shell may have had the terminal since. It is never in its
/// line mode in between, in which it would echo what is typed just then.
fn make_raw() -> io::Result<()> {
    let tty = tty()?;
    let mut modes = tcgetattr(&tty)?;
    modes.make_raw();
    Ok(tcsetattr(&tty, OptionalActions::Now, &modes)?)
}

/// The terminal that crossterm reads: standard input, or where that is a pipe the controlling terminal.
pub(super) fn tty() -> io::Result<OwnedFd> {
    let stdin = io::stdin();
    if isatty(&stdin) {
        stdin.as_fd().try_clone_to_owned()
    } else {
        Ok(File::open("/dev/tty")?.into())
    }
}

/// Gives the terminal back as it was. Safe to call from any thread, and when it was left before.
///
/// Never waits for long: a terminal that takes no bytes (stopped by Ctrl-S, or gone) gets its line mode back all the same.
pub fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = disable_raw_mode();
    let mut rest = LEAVE.as_bytes();
    let half_a_second = Timespec {
        tv_sec: 0,
        tv_nsec: 500_000_000,
    };
    while !rest.is_empty() && out::wait(Some(&half_a_second)).is_ok_and(|takes| takes) {
        match rustix::io::write(rustix::stdio::stdout(), rest) {
            Ok(written) => rest = rest.get(written..).unwrap_or_default(),
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(_) => return,
        }
    }
}

/// The terminal's size in columns and rows, asked of the kernel.
pub fn size() -> io::Result<Size> {
    let size = tcgetwinsize(rustix::stdio::stdout())?;
    Ok(drawable(Size {
        width: size.ws_col,
        height: size.ws_row,
    }))
}

/// As much of a size as is drawn: any program can set a terminal to 65,535 columns and rows, whose cells take more memory
/// than there is.
const fn drawable(size: Size) -> Size {
    let width = if size.width < LONGEST {
        size.width
    } else {
        LONGEST
    };
    let rows = LARGEST / if width > 0 { width as u32 } else { 1 };
    let height = if rows < size.height as u32 {
        rows as u16
    } else {
        size.height
    };
    Size { width, height }
}

/// Leaves the terminal when it is dropped, so that an error on the way out restores it too.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Enters the terminal.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        let guard = Self(());
        enter(mouse)?;
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absurd_size_is_drawn_in_part() {
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
                (900_000..=LARGEST).contains(&(u32::from(width) * u32::from(height))),
                "{width}x{height}"
            );
        }
    }
}
