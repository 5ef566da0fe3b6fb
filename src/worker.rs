//! Threads of one shape.
//!
//! ```text
//!   start     gives the thread a name; without a thread, requests are served where they are sent
//!   drain     hands over all waiting requests at once, oldest first
//!   publish   the work calls the closure that it was given at the start
//!   spare     between requests, some workers do a little of what nobody waits for
//!   stop      dropping the owner closes the inbox and waits for the end, at most SHUTDOWN_TIMEOUT
//!   panic     is reported to the owner; the next request finds a new state
//! ```
//!
//! [`Worker`] is for threads that serve requests, [`spawn`] for those with a loop of their own.

use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::ScopedJoinHandle;
use std::time::Duration;
use std::{fmt, io, iter, thread};

use crossbeam_channel::{Receiver, Sender, TryRecvError, bounded, unbounded};
use rustix::process::{Resource, getrlimit};

/// How long to wait for the end of a thread. One that hangs, as on a file server that does not answer, ends with the process.
pub const SHUTDOWN_TIMEOUT: Duration = Duration::from_millis(300);

/// The size of a thread's stack in bytes: the default of Rust, and four times what the deepest recursion takes in a debug
/// build.
const STACK_SIZE: usize = 2 << 20;

/// The error of work that panicked. The panic hook has written a report by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panicked;

/// Runs something that may panic. Values that it has left half-changed are the caller's to replace.
pub fn catch<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Panicked)
}

/// A running thread. Dropping this waits for its end; the owner causes that first.
#[derive(Debug)]
pub struct ThreadEnd(Receiver<Infallible>);

impl Drop for ThreadEnd {
    fn drop(&mut self) {
        let _ = self.0.recv_timeout(SHUTDOWN_TIMEOUT);
    }
}

/// Runs `body` on a thread of its own. `body` has to [`catch`] panics and to report them.
pub fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> io::Result<ThreadEnd> {
    let (alive, end) = bounded::<Infallible>(0);
    let run = move || {
        let _alive = alive;
        body();
    };
    spawn_detached(name, run)?;
    Ok(ThreadEnd(end))
}

/// The same for a thread that ends with the process. The error says what can be done.
pub fn spawn_detached(name: &str, body: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let thread = builder(name).spawn(body);
    thread.map(drop).map_err(|error| refused(name, &error))
}

/// Builds a thread with a stack of [`STACK_SIZE`], whatever `RUST_MIN_STACK` says.
pub fn builder(name: &str) -> thread::Builder {
    let builder = thread::Builder::new().name(name.to_owned());
    builder.stack_size(STACK_SIZE)
}

/// Runs something here, or on a thread of its own if the stack of this one is limited to less than [`STACK_SIZE`]
/// (`ulimit -s`).
pub fn with_large_stack<T: Send>(work: impl FnOnce() -> T + Send) -> io::Result<T> {
    let limit = getrlimit(Resource::Stack).current;
    if limit.is_none_or(|bytes| bytes >= STACK_SIZE as u64) {
        return Ok(work());
    }
    thread::scope(|scope| {
        let name = "main";
        let thread = builder(name).spawn_scoped(scope, work);
        let thread = thread.map_err(|error| refused(name, &error))?;
        Ok(thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

fn refused(name: &str, error: &io::Error) -> io::Error {
    let text = format!(
        "cannot start the thread `{name}`: {error}; end other programs, or raise the limit of processes (`ulimit -u`) or of \
         memory (`ulimit -v`)"
    );
    io::Error::new(error.kind(), text)
}

/// Starts up to `count` threads that share some work; fewer if the system refuses one.
pub fn start_some<T>(count: usize, start: impl FnMut() -> io::Result<T>) -> Vec<T> {
    iter::repeat_with(start)
        .take(count)
        .map_while(Result::ok)
        .collect()
}

/// Does some work on up to `count` threads, which share it, and returns what each has gathered. This thread is one of them:
/// the system may run two new ones on one processor for some milliseconds. If it refuses all others, this one does it alone.
pub fn in_parallel<T: Send>(name: &str, count: usize, work: impl Fn() -> T + Sync) -> Vec<T> {
    thread::scope(|scope| {
        let others = start_some(count.saturating_sub(1), || {
            builder(name).spawn_scoped(scope, &work)
        });
        let mut gathered = vec![work()];
        let others = others.into_iter().map(ScopedJoinHandle::join);
        gathered.extend(others.map(|end| end.unwrap_or_else(|panic| resume_unwind(panic))));
        gathered
    })
}

/// A thread that serves requests of type `R`. While the system refuses the thread, whoever sends a request serves it.
pub struct Worker<R> {
    name: &'static str,
    serve: Arc<dyn Fn(Vec<R>) + Send + Sync>,
    /// Does a little of what nobody waits for; true if there is more of it.
    spare: Arc<dyn Fn() -> bool + Send + Sync>,
    thread: Mutex<Option<ServingThread<R>>>,
}

struct ServingThread<R> {
    // Fields are dropped in this order: the inbox closes before the end is waited for.
    inbox: Sender<R>,
    _end: ThreadEnd,
}

impl<R> fmt::Debug for Worker<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Worker").finish_non_exhaustive()
    }
}

impl<R: Send + 'static> Worker<R> {
    /// Starts the thread. On it, `new` makes the state for the first request, and for the next one after a panic; `work` does
    /// all waiting requests, oldest first; `on_panic` reports that requests were lost.
    pub fn start<S: Send + 'static>(
        name: &'static str,
        new: impl Fn() -> S + Send + Sync + 'static,
        work: impl Fn(&mut S, Vec<R>) + Send + Sync + 'static,
        on_panic: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        Self::start_with_spare(name, new, work, |_| false, on_panic)
    }

    /// The same for a worker that does more once no request waits. `spare` does a little of it, so that no request waits for
    /// long, and returns whether there is more. It is not called without a thread, nor before a request.
    pub fn start_with_spare<S: Send + 'static>(
        name: &'static str,
        new: impl Fn() -> S + Send + Sync + 'static,
        work: impl Fn(&mut S, Vec<R>) + Send + Sync + 'static,
        spare: impl Fn(&mut S) -> bool + Send + Sync + 'static,
        on_panic: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let shared = Arc::new((Mutex::new(None), on_panic));
        let in_spare = Arc::clone(&shared);
        let serve = move |requests| {
            let (state, on_panic) = &*shared;
            let mut state = lock(state);
            if catch(|| work(state.get_or_insert_with(&new), requests)).is_err() {
                *state = None;
                on_panic();
            }
        };
        let spare = move || {
            let (state, on_panic) = &*in_spare;
            let mut state = lock(state);
            let more = state.as_mut().map(|state| catch(|| spare(state)));
            let is_lost = matches!(more, Some(Err(Panicked)));
            if is_lost {
                *state = None;
                on_panic();
            }
            matches!(more, Some(Ok(true)))
        };
        let worker = Self {
            name,
            serve: Arc::new(serve),
            spare: Arc::new(spare),
            thread: Mutex::default(),
        };
        worker.has_thread();
        worker
    }

    /// Whether the thread runs. It is started if the system gives it now.
    pub fn has_thread(&self) -> bool {
        let mut thread = lock(&self.thread);
        if thread.is_none() {
            *thread = self.spawn().ok();
        }
        thread.is_some()
    }

    /// Hands a request over; never waits for a thread that runs.
    pub fn send(&self, request: R) {
        if !self.has_thread() {
            return (self.serve)(vec![request]);
        }
        if let Some(thread) = &*lock(&self.thread) {
            // The thread outlives its inbox, unless reporting a panic panicked.
            let _ = thread.inbox.send(request);
        }
    }

    fn spawn(&self) -> io::Result<ServingThread<R>> {
        let (inbox, requests) = unbounded();
        let (serve, spare) = (Arc::clone(&self.serve), Arc::clone(&self.spare));
        let end = spawn(self.name, move || {
            let mut has_more = false;
            loop {
                let first = if has_more {
                    requests.try_recv()
                } else {
                    requests.recv().map_err(TryRecvError::from)
                };
                has_more = match first {
                    Ok(first) => {
                        serve(iter::once(first).chain(requests.try_iter()).collect());
                        true
                    }
                    Err(TryRecvError::Empty) => spare(),
                    Err(TryRecvError::Disconnected) => return,
                };
            }
        })?;
        Ok(ServingThread { inbox, _end: end })
    }
}

/// Guarded values are whole between statements: one that a panic poisoned is still good.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Instant;

    use super::*;

    /// A worker that adds up, and panics at 13.
    fn adder(publish: Sender<Option<u32>>) -> Worker<u32> {
        let panics = publish.clone();
        let add = move |sum: &mut u32, requests: Vec<u32>| {
            for request in requests {
                assert_ne!(request, 13);
                *sum += request;
            }
            publish.send(Some(*sum)).unwrap();
        };
        Worker::start("adder", || 100, add, move || panics.send(None).unwrap())
    }

    #[test]
    fn panic_is_reported_and_state_made_anew() {
        let (publish, published) = unbounded();
        let worker = adder(publish);
        let after = |request| {
            worker.send(request);
            published.recv().unwrap()
        };
        assert_eq!(after(1), Some(101));
        assert_eq!(after(2), Some(103));
        assert_eq!(after(13), None);
        assert_eq!(after(4), Some(104));
    }

    #[test]
    fn requests_sent_while_busy_are_drained_together() {
        let (release, gate) = bounded::<()>(0);
        let (publish, published) = unbounded();
        let publish_and_wait = move |(): &mut (), requests: Vec<u32>| {
            publish.send(requests).unwrap();
            gate.recv().unwrap();
        };
        let worker = Worker::start("held", || (), publish_and_wait, || ());
        worker.send(1);
        assert_eq!(published.recv().unwrap(), [1]);
        worker.send(2);
        worker.send(3);
        release.send(()).unwrap();
        assert_eq!(published.recv().unwrap(), [2, 3]);
        release.send(()).unwrap();
    }

    /// Counts down from a request, one at a time.
    #[test]
    fn requests_come_before_spare_work() {
        let (publish, published) = unbounded();
        let done = publish.clone();
        let work = move |left: &mut u32, requests: Vec<u32>| {
            *left = requests.into_iter().sum();
            publish.send(*left).unwrap();
        };
        let spare = move |left: &mut u32| {
            *left = left.saturating_sub(1);
            done.send(*left).unwrap();
            *left > 0
        };
        let worker = Worker::start_with_spare("spare", || 0, work, spare, || ());
        let next = || published.recv().unwrap();
        worker.send(3);
        assert_eq!([next(), next(), next(), next()], [3, 2, 1, 0]);
        // A request takes the place of what is left of the one before.
        worker.send(u32::MAX);
        assert_eq!(next(), u32::MAX);
        worker.send(2);
        assert_eq!(
            iter::from_fn(|| Some(next())).find(|&left| left < 3),
            Some(2)
        );
        assert_eq!([next(), next()], [1, 0]);
        drop(worker);
        assert_eq!(published.try_recv(), Err(TryRecvError::Disconnected));
    }

    #[test]
    fn panic_in_spare_work_is_reported() {
        let (publish, published) = unbounded();
        let work = |(): &mut (), _: Vec<()>| {};
        let spare = |(): &mut ()| panic!("a test");
        let worker = Worker::start_with_spare(
            "spare",
            || (),
            work,
            spare,
            move || {
                publish.send(()).unwrap();
            },
        );
        for _ in 0..2 {
            worker.send(());
            published.recv().unwrap();
        }
    }

    #[test]
    fn drop_finishes_requests_and_waits_for_the_end() {
        let (publish, published) = unbounded();
        let worker = adder(publish);
        worker.send(1);
        drop(worker);
        assert_eq!(published.try_iter().last(), Some(Some(101)));
    }

    #[test]
    fn drop_gives_a_hanging_thread_up() {
        let (_hold, held) = bounded::<()>(0);
        let start = Instant::now();
        drop(spawn("hanging", move || assert!(held.recv().is_err())).unwrap());
        assert!(start.elapsed() >= SHUTDOWN_TIMEOUT);
    }

    #[test]
    fn parallel_work_includes_the_caller() {
        let this = || thread::current().id();
        for (count, threads) in [(0, 1), (1, 1), (3, 3)] {
            let gathered = in_parallel("some", count, this);
            assert_eq!((gathered.len(), gathered[0]), (threads, this()), "{count}");
            assert_eq!(gathered.into_iter().collect::<HashSet<_>>().len(), threads);
        }
    }

    #[test]
    fn each_share_of_parallel_work_is_done_once() {
        let done = AtomicUsize::new(0);
        let mut shares = in_parallel("some", 4, || done.fetch_add(1, Ordering::Relaxed));
        shares.sort_unstable();
        assert_eq!((shares, done.into_inner()), (vec![0, 1, 2, 3], 4));
    }

    #[test]
    fn panic_in_parallel_work_reaches_the_caller() {
        let caller = thread::current().id();
        let work = || assert_eq!(thread::current().id(), caller, "a test");
        let panic = catch_unwind(|| in_parallel("some", 2, work)).unwrap_err();
        let message = panic.downcast_ref::<String>().unwrap();
        assert!(message.contains("a test"), "{message}");
    }
}
