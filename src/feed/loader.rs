//! The first load: many dumps on several threads, without a copy of their text beyond the one that is kept.
//!
//! Each worker takes days, newest first, fills a chunk with their dumps, freezes it, splits the dumps, and merges them
//! into days; whoever owns the timeline only has to take them over. After a fault of the program the files that were at
//! hand are done one by one, so that only those are missing that it comes from.

use std::io;
use std::mem;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use bytes::Bytes;

use super::arena::{CHUNK, Chunk, Pool};
use super::failpoint::failpoint;
use super::load_order::Job;
use crate::dump;
use crate::path::FilePath;
use crate::timeline::{Dated, Day};
use crate::watch::file_state::{FileState, SplitBytes, split};
use crate::watch::last_read::LastRead;
use crate::watch::reading::{self, OpenedFile};
use crate::watch::reread::refused;
use crate::watch::{ClockReading, FileReading, ReadError, Watcher};

/// Room for the dumps of a usual day: a chunk that has less is handed on before a dump must begin another, which would
/// be handed on along with it, filled by that one dump alone.
const DAY: usize = CHUNK / 32;
/// Where nothing is kept: little enough for a processor to have it at hand until it is used again.
const PASSING: usize = 512 << 10;

/// What a worker has finished.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// Every file it has read or tried to.
    pub found: Vec<FileReading>,
    /// The dumps among them.
    pub dumps: Vec<Dated>,
    /// What these dumps give.
    pub days: Vec<Arc<Day>>,
}

/// The work of one load, shared by its workers.
#[derive(Debug)]
pub(super) struct Load {
    jobs: Vec<Job>,
    next: AtomicUsize,
    stopped: AtomicBool,
    options: dump::ReadOptions,
    /// How large chunks are, in bytes.
    chunk: usize,
    /// From which they come, and to which they go back.
    pool: Option<Pool>,
}

impl Load {
    /// Jobs in the order in which they are to be done.
    pub(super) fn new(jobs: Vec<Job>, options: dump::ReadOptions) -> Arc<Self> {
        Arc::new(Self::with_chunks(CHUNK, None, jobs, options))
    }

    /// The same where nothing is kept of a batch: its memory is used again.
    pub(super) fn passing(jobs: Vec<Job>, options: dump::ReadOptions) -> Self {
        Self::with_chunks(PASSING, Some(Pool::default()), jobs, options)
    }

    fn with_chunks(
        chunk: usize,
        pool: Option<Pool>,
        jobs: Vec<Job>,
        options: dump::ReadOptions,
    ) -> Self {
        Self {
            jobs,
            next: AtomicUsize::new(0),
            stopped: AtomicBool::new(false),
            options,
            chunk,
            pool,
        }
    }

    /// Lets the workers end after what they are at.
    pub(super) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// How many workers are worth starting.
    pub(super) fn workers(&self) -> usize {
        thread::available_parallelism()
            .map_or(1, Into::into)
            .min(self.jobs.len())
    }

    /// Works until nothing is left or `done` wants no more. The first job of all is handed on alone and at once: it is the screen that
    /// somebody waits for.
    pub(super) fn work(&self, mut done: impl FnMut(Batch) -> bool) {
        let (mut filling, mut at_hand) = (Filling::new(self), Vec::new());
        loop {
            let claimed = self.claim();
            at_hand.extend(claimed.map(|(_, job)| job));
            let fill = || match claimed {
                Some((index, job)) => (filling.take(job) || index == 0).then(|| filling.batch()),
                None => Some(filling.batch()),
            };
            let batch = catch_unwind(AssertUnwindSafe(fill)).unwrap_or_else(|_| {
                filling = Filling::new(self);
                Some(self.one_by_one(&at_hand))
            });
            let Some(batch) = batch else { continue };
            at_hand.clear();
            if !(batch.found.is_empty() || done(batch)) || claimed.is_none() {
                return;
            }
        }
    }

    /// Does the files of these jobs each by itself; one with which it cannot be done is that file's trouble.
    fn one_by_one(&self, jobs: &[&Job]) -> Batch {
        let mut batch = Batch::default();
        for path in jobs.iter().copied().flatten() {
            let alone = || {
                let mut filling = Filling::new(self);
                filling.take(&vec![path.clone()]);
                filling.batch()
            };
            batch
                .append(catch_unwind(AssertUnwindSafe(alone)).unwrap_or_else(|_| self.fault(path)));
        }
        batch
    }

    fn fault(&self, path: &FilePath) -> Batch {
        let opened = reading::open(path, self.options.limits.max_file_size);
        let read = opened
            .ok()
            .map(|opened| LastRead::new(opened.signature, ClockReading::now()));
        let found = FileReading {
            path: path.clone(),
            read,
            state: FileState::Unreadable(ReadError::ProgramFault),
        };
        Batch {
            found: vec![found],
            ..Batch::default()
        }
    }

    fn claim(&self) -> Option<(usize, &Job)> {
        if self.stopped.load(Ordering::Relaxed) {
            return None;
        }
        let index = self.next.fetch_add(1, Ordering::Relaxed);
        self.jobs.get(index).map(|job| (index, job))
    }
}

/// A worker's chunk, and the files read into it.
struct Filling<'a> {
    load: &'a Load,
    chunk: Option<Chunk>,
    read: Vec<Read>,
    /// Full chunks whose files are not handed on yet.
    full: Vec<Bytes>,
    found: Vec<FileReading>,
}

struct Read {
    path: FilePath,
    stamp: LastRead,
    /// Which of the full chunks; one past them for the current one.
    chunk: usize,
    place: Range<usize>,
    /// What was seen in it right after it was read, before the processor had forgotten it again.
    split: SplitBytes,
}

impl<'a> Filling<'a> {
    const fn new(load: &'a Load) -> Self {
        Self {
            load,
            chunk: None,
            read: Vec::new(),
            full: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Reads and splits a job's files; whether it is time to hand on.
    fn take(&mut self, job: &Job) -> bool {
        for path in job {
            if let Err(error) = self.read(path) {
                let (read, state) = refused(error, None, ClockReading::now());
                self.found.push(FileReading {
                    path: path.clone(),
                    read,
                    state,
                });
            }
        }
        !self.full.is_empty()
            || self
                .chunk
                .as_ref()
                .is_some_and(|chunk| chunk.room() < DAY.min(self.load.chunk / 4))
    }

    fn read(&mut self, path: &FilePath) -> Result<(), reading::OpenError> {
        let mut opened = reading::open(path, self.load.options.limits.max_file_size)?;
        let stamp = LastRead::new(opened.signature, ClockReading::now());
        let place = self.fill(&mut opened).map_err(reading::OpenError::Io)?;
        let bytes = self
            .chunk
            .as_ref()
            .map(|chunk| chunk.filled(place.clone()))
            .unwrap_or_default();
        let split = split(path, bytes, self.load.options);
        self.read.push(Read {
            path: path.clone(),
            stamp,
            chunk: self.full.len(),
            place,
            split,
        });
        Ok(())
    }

    fn fill(&mut self, opened: &mut OpenedFile) -> io::Result<Range<usize>> {
        let size = usize::try_from(opened.signature.size).unwrap_or(usize::MAX);
        if self.chunk.as_ref().is_none_or(|chunk| chunk.room() < size) {
            self.full.extend(self.chunk.take().map(Chunk::freeze));
        }
        let mut chunk = match self.chunk.take() {
            Some(chunk) => chunk,
            None => Chunk::with_room(size.max(self.load.chunk), self.load.pool.as_ref())?,
        };
        let place = chunk.fill(size, |target| opened.read_into(target));
        self.chunk = Some(chunk);
        place
    }

    /// Merges what was read.
    fn batch(&mut self) -> Batch {
        self.full.extend(self.chunk.take().map(Chunk::freeze));
        let full = mem::take(&mut self.full);
        let mut batch = Batch {
            found: mem::take(&mut self.found),
            ..Batch::default()
        };
        for Read {
            path,
            stamp,
            chunk,
            place,
            split,
        } in mem::take(&mut self.read)
        {
            let bytes = full
                .get(chunk)
                .map(|chunk| chunk.slice(place))
                .unwrap_or_default();
            failpoint("load", &path);
            let state = FileState::from_split(split, &path, &bytes, self.load.options);
            batch
                .dumps
                .extend(state.dumps().iter().cloned().map(Dated::from));
            batch.found.push(FileReading {
                path,
                read: Some(stamp),
                state,
            });
        }
        batch.days = Day::build_all(&batch.dumps);
        batch
    }
}

impl Batch {
    /// Takes over all of another.
    pub(super) fn append(&mut self, other: Self) {
        self.found.extend(other.found);
        self.dumps.extend(other.dumps);
        self.days.extend(other.days);
    }

    /// Registers the files with the watcher. Returns the dumps and days, which are for the store.
    pub(super) fn register(self, watcher: &mut Watcher) -> (Vec<Dated>, Vec<Arc<Day>>) {
        let now = ClockReading::now();
        for found in &self.found {
            failpoint("take in", &found.path);
        }
        for found in self.found {
            watcher.loaded(found, now);
        }
        (self.dumps, self.days)
    }
}
