//! Parallel work with output in order.
//!
//! Worker `w` of `n` does the jobs `w`, `w + n`, `w + 2n`, … and sends its output through a short channel of its own. The
//! consumer drains the channels in turn. So the order is kept, and no worker runs ahead of a slow pipe. If the system refuses
//! all threads, the consumer does one job after the other.

use std::io;
use std::num::NonZero;
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};

use crate::worker::{builder, start_some};

/// How many pieces a worker may be ahead.
const MAX_PENDING: usize = 4;

/// Sends the output of a job; a piece is `None` at its end.
pub(super) struct PieceSender<'a, P>(&'a Sender<Option<P>>);

impl<P> PieceSender<'_, P> {
    /// Sends a piece; fails if the consumer has stopped.
    pub(super) fn send(&self, piece: P) -> io::Result<()> {
        let sent = self.0.send(Some(piece));
        sent.map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

/// Does all jobs, on as many threads as there are cores, and passes their output to `consume` in order.
pub(super) fn in_order<T: Sync, P: Send>(
    jobs: &[T],
    work: impl Fn(&T, &PieceSender<'_, P>) -> io::Result<()> + Sync,
    mut consume: impl FnMut(P) -> io::Result<()>,
) -> io::Result<()> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let work = &work;
    thread::scope(|scope| {
        let workers = start_some(cores.min(jobs.len()), || {
            let (sender, pieces) = bounded(MAX_PENDING);
            let (begin, beginning) = bounded(1);
            let serve = move || {
                let Ok((first, workers)) = beginning.recv() else {
                    return;
                };
                for job in jobs.iter().skip(first).step_by(workers) {
                    let done = work(job, &PieceSender(&sender));
                    if done.is_err() || sender.send(None).is_err() {
                        return;
                    }
                }
            };
            builder("print").spawn_scoped(scope, serve)?;
            Ok((begin, pieces))
        });
        // Only now their number is known.
        for (first, (begin, _)) in workers.iter().enumerate() {
            let _ = begin.send((first, workers.len()));
        }
        if workers.is_empty() {
            return jobs
                .iter()
                .try_for_each(|job| do_alone(job, work, &mut consume));
        }
        // Returning early drops the channels, which stops the workers.
        (0..jobs.len()).try_for_each(|job| drain(&workers[job % workers.len()].1, &mut consume))
    })
}

/// Does a job on this thread, then consumes its pieces.
fn do_alone<T, P>(
    job: &T,
    work: &impl Fn(&T, &PieceSender<'_, P>) -> io::Result<()>,
    consume: &mut impl FnMut(P) -> io::Result<()>,
) -> io::Result<()> {
    let (sender, pieces) = unbounded();
    work(job, &PieceSender(&sender))?;
    drop(sender);
    pieces.into_iter().flatten().try_for_each(consume)
}

/// Consumes all pieces of one job.
fn drain<P>(
    channel: &Receiver<Option<P>>,
    consume: &mut impl FnMut(P) -> io::Result<()>,
) -> io::Result<()> {
    loop {
        match channel.recv() {
            Ok(Some(piece)) => consume(piece)?,
            Ok(None) => return Ok(()),
            Err(_) => return Err(io::Error::other("a worker ended before its work")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_keeps_the_order_of_jobs() {
        let jobs: Vec<usize> = (0..1000).collect();
        let mut output = String::new();
        let work = |job: &usize, pieces: &PieceSender<'_, String>| {
            (0..job % 7).try_for_each(|part| pieces.send(format!("{job}.{part} ")))
        };
        in_order(&jobs, work, |piece| {
            output.push_str(&piece);
            Ok(())
        })
        .unwrap();
        let expected: String = jobs
            .iter()
            .flat_map(|t| (0..t % 7).map(move |part| format!("{t}.{part} ")))
            .collect();
        assert_eq!(output, expected);
    }

    #[test]
    fn workers_stop_with_the_consumer() {
        let jobs: Vec<usize> = (0..100_000).collect();
        let mut taken = 0;
        let consume = |()| {
            taken += 1;
            if taken == 3 {
                Err(io::ErrorKind::BrokenPipe.into())
            } else {
                Ok(())
            }
        };
        let ended = in_order(&jobs, |_, pieces| pieces.send(()), consume);
        assert_eq!(
            (ended.unwrap_err().kind(), taken),
            (io::ErrorKind::BrokenPipe, 3)
        );
    }

    #[test]
    fn no_jobs_give_no_output() {
        in_order(&[] as &[u8], |_, _: &PieceSender<'_, ()>| Ok(()), Ok).unwrap();
    }
}
