//! Reports that the reader of standard output is gone.

use std::io;

use crossbeam_channel::Sender;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use crate::worker;

/// Sends a message once the pipe or terminal of standard output is closed. Until then it costs nothing. A file has no reader, so
/// for one nothing is sent.
pub(super) fn watch(closed: Sender<()>) -> io::Result<()> {
    worker::spawn_detached("output", move || {
        let out = rustix::stdio::stdout();
        let mut ends = [PollFd::new(&out, PollFlags::empty())];
        while poll(&mut ends, None) == Err(Errno::INTR) {}
        // Nobody waits any more if the input has ended.
        closed.send(()).unwrap_or_default();
    })
}
