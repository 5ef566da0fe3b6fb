//! Standard output that waits until the terminal takes every byte.
//!
//! `O_NONBLOCK` belongs to the terminal and not to a process, so any program that shares the terminal may have set it. A
//! slow terminal must then be waited for, not be taken for one that is gone.
//!
//! The wait has no end: a held screen or a broken line may take no bytes for hours, and goes on later. Signals end the reader
//! all the same, within two seconds (`signals`), and so does the end of the terminal.

use std::io::{self, Write};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::stdout;

/// Standard output without a buffer, for frames that are gathered before.
#[derive(Clone, Copy, Debug)]
pub struct BlockingStdout;

impl Write for BlockingStdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match rustix::io::write(stdout(), bytes) {
                Err(Errno::AGAIN) => drop(wait(None)?),
                Err(Errno::INTR) => {}
                written => return Ok(written?),
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Waits until the terminal takes bytes or is gone; returns `false` on a time-out.
pub(super) fn wait(timeout: Option<&Timespec>) -> io::Result<bool> {
    let stdout = stdout();
    let mut ready = [PollFd::new(&stdout, PollFlags::OUT)];
    loop {
        match poll(&mut ready, timeout) {
            Err(Errno::INTR) => {}
            polled => return Ok(polled? > 0),
        }
    }
}
