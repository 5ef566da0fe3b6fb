//! Work on many things at once whose output comes in order.
//!
//! Worker `w` of `n` takes the things `w`, `w + n`, `w + 2n`, … and sends what it makes through a short channel of its
//! own; whoever consumes takes from the channels in turn. So nothing is reordered, and nobody runs ahead of a slow pipe.

use std::io;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// How many pieces a worker may be ahead.
const AHEAD: usize = 4;

/// A piece of what is made of a thing.
enum Piece {
    Bytes(Vec<u8>),
    /// The thing is done.
    End,
}

/// Where a worker puts what it makes; fails once nobody wants it any more.
pub(super) struct Sink<'a>(&'a SyncSender<Piece>);

impl Sink<'_> {
    /// Hands bytes on.
    pub(super) fn put(&self, bytes: Vec<u8>) -> io::Result<()> {
        self.0
            .send(Piece::Bytes(bytes))
            .map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

/// Does `work` on all things, on as many threads as there are cores, and gives what it makes to `consume` in order.
pub(super) fn in_order<T: Sync>(
    things: &[T],
    work: impl Fn(&T, &Sink<'_>) -> io::Result<()> + Sync,
    mut consume: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let workers = thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(things.len())
        .max(1);
    let work = &work;
    thread::scope(|scope| {
        let mut channels = Vec::new();
        for first in 0..workers {
            let (sender, receiver) = sync_channel(AHEAD);
            scope.spawn(move || {
                for thing in things.iter().skip(first).step_by(workers) {
                    if work(thing, &Sink(&sender)).is_err() || sender.send(Piece::End).is_err() {
                        return;
                    }
                }
            });
            channels.push(receiver);
        }
        // Leaving early drops the channels, and with them every worker's wish to go on.
        (0..things.len()).try_for_each(|thing| drain(&channels[thing % workers], &mut consume))
    })
}

/// Takes all pieces of one thing.
fn drain(
    channel: &Receiver<Piece>,
    consume: &mut impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    loop {
        match channel.recv() {
            Ok(Piece::Bytes(bytes)) => consume(&bytes)?,
            Ok(Piece::End) => return Ok(()),
            Err(_) => return Err(io::Error::other("a worker ended before its work")),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn what_is_made_comes_in_order() {
        let things: Vec<usize> = (0..1000).collect();
        let mut made = Vec::new();
        let work = |thing: &usize, sink: &Sink<'_>| {
            (0..thing % 7).try_for_each(|part| sink.put(format!("{thing}.{part} ").into()))
        };
        in_order(&things, work, |bytes| made.write_all(bytes)).unwrap();
        let expected: String = things
            .iter()
            .flat_map(|t| (0..t % 7).map(move |part| format!("{t}.{part} ")))
            .collect();
        assert_eq!(String::from_utf8(made).unwrap(), expected);
    }

    #[test]
    fn nobody_works_on_once_nobody_consumes() {
        let things: Vec<usize> = (0..100_000).collect();
        let mut taken = 0;
        let consume = |_: &[u8]| {
            taken += 1;
            if taken == 3 {
                Err(io::ErrorKind::BrokenPipe.into())
            } else {
                Ok(())
            }
        };
        let ended = in_order(&things, |_, sink| sink.put(vec![0]), consume);
        assert_eq!(
            (ended.unwrap_err().kind(), taken),
            (io::ErrorKind::BrokenPipe, 3)
        );
    }

    #[test]
    fn nothing_is_no_work() {
        in_order(&[] as &[u8], |_, _| Ok(()), |_| Ok(())).unwrap();
    }
}
