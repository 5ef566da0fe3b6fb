//! What is written to the terminal, to its end.
//!
//! Standard output may be one on which writing does not wait (`O_NONBLOCK` is set on the terminal, not on a process: any
//! program that shares it can have done that). Then a slow terminal is waited for here, rather than taken for one that is gone.

use std::io::{self, Write};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::stdout;

/// Standard output, without a buffer: what is written to it was gathered before.
#[derive(Clone, Copy, Debug)]
pub struct Out;

impl Write for Out {
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

/// Waits until the terminal takes bytes, or is gone; `false` where it does neither in time.
pub(super) fn wait(longest: Option<&Timespec>) -> io::Result<bool> {
    let stdout = stdout();
    let mut ready = [PollFd::new(&stdout, PollFlags::OUT)];
    loop {
        match poll(&mut ready, longest) {
            Err(Errno::INTR) => {}
            polled => return Ok(polled? > 0),
        }
    }
}
