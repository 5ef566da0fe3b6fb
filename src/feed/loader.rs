//! Loads many files on several threads. The text of a dump is copied once, from the disk into the chunk that keeps it.
//!
//! Each thread takes days, newest first, fills a chunk with their dumps, freezes it, and merges the dumps into days. The
//! owner of the timeline only takes the days over. After a panic the files at hand are loaded one by one: only the file that
//! causes it is lost.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use super::allowance::Allowance;
use super::arena::{CHUNK_SIZE, ChunkPool};
use super::batch::Batch;
use super::chunk_filler::{ChunkFiller, FillOptions};
use super::load_order::Job;
use crate::dump;
use crate::memory::MemoryLimit;
use crate::path::FilePath;
use crate::watch::file_state::FileState;
use crate::watch::kept_size::kept_bytes;
use crate::watch::last_read::LastRead;
use crate::watch::{ClockReading, FileReading, ReadError, WatchSettings, reading};
use crate::worker::catch;

/// The size of a reused chunk in bytes: small enough to stay in the processor's cache until it is filled again.
const REUSED_CHUNK_SIZE: usize = 512 << 10;
/// A chunk takes at most this part of the memory that is left, and at least this many bytes.
const CHUNK_PART: u64 = 64;
const MIN_CHUNK_SIZE: usize = 1 << 20;

/// The work of one load, shared by its threads.
#[derive(Debug)]
pub(super) struct Load {
    jobs: Vec<Job>,
    next_job: AtomicUsize,
    stopped: AtomicBool,
    options: FillOptions,
}

impl Load {
    /// A load of these jobs, in this order, as far as they fit into memory.
    pub(super) fn new(
        jobs: Vec<Job>,
        options: dump::ReadOptions,
        mut allowance: Allowance,
    ) -> Arc<Self> {
        let chunk = allowance.left().map_or(CHUNK_SIZE, |left| {
            let part = usize::try_from(left / CHUNK_PART).unwrap_or(usize::MAX);
            part.clamp(MIN_CHUNK_SIZE, CHUNK_SIZE)
        });
        allowance.reserve(jobs.first().map_or(0, |newest| bytes_of(newest)));
        let mut load = Self::with_chunks(chunk, None, jobs, options);
        load.options.allowance = allowance;
        Arc::new(load)
    }

    /// The same for batches that nobody keeps: their chunks are filled again.
    pub(super) fn with_reused_chunks(jobs: Vec<Job>, settings: &WatchSettings) -> Self {
        let pool = Some(ChunkPool::default());
        let options = settings.options.clone();
        let mut load = Self::with_chunks(REUSED_CHUNK_SIZE, pool, jobs, options);
        load.options.allowance = Allowance::for_a_look(settings.memory.clone());
        load
    }

    /// The same for batches whose days nobody needs.
    pub(super) fn for_a_look(jobs: Vec<Job>, settings: &WatchSettings) -> Self {
        let mut load = Self::with_reused_chunks(jobs, settings);
        load.options.builds_days = false;
        load
    }

    fn with_chunks(
        chunk: usize,
        pool: Option<ChunkPool>,
        jobs: Vec<Job>,
        dump: dump::ReadOptions,
    ) -> Self {
        Self {
            jobs,
            next_job: AtomicUsize::new(0),
            stopped: AtomicBool::new(false),
            options: FillOptions {
                dump,
                chunk,
                pool,
                allowance: Allowance::default(),
                builds_days: true,
            },
        }
    }

    /// Lets the threads end after their current job.
    pub(super) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// The limit that the load has reached.
    pub(super) fn shortage(&self) -> Option<MemoryLimit> {
        self.options.allowance.shortage()
    }

    /// The files that no thread has claimed, once all threads have ended.
    pub(super) fn unclaimed(&self) -> Vec<FilePath> {
        let claimed = self.next_job.load(Ordering::Relaxed).min(self.jobs.len());
        self.jobs.get(claimed..).unwrap_or_default().concat()
    }

    /// How many threads are worth starting.
    pub(super) fn threads(&self) -> usize {
        thread::available_parallelism()
            .map_or(1, Into::into)
            .min(self.jobs.len())
    }

    /// Loads until no job is left or `hand_over` returns false. The first job is handed over alone and at once, since the
    /// user waits for it.
    pub(super) fn work(&self, mut hand_over: impl FnMut(Batch) -> bool) {
        let (mut filler, mut at_hand) = (ChunkFiller::new(&self.options), Vec::new());
        loop {
            let claimed = self.claim();
            at_hand.extend(claimed.map(|(_, job)| job));
            let fill = || match claimed {
                Some((index, job)) => {
                    let is_full = filler.read_files(job, index == 0);
                    (is_full || index == 0).then(|| filler.take_batch())
                }
                None => Some(filler.take_batch()),
            };
            let batch = catch(fill).unwrap_or_else(|_| {
                filler = ChunkFiller::new(&self.options);
                Some(self.load_one_by_one(&at_hand))
            });
            let Some(batch) = batch else { continue };
            at_hand.clear();
            if !(batch.is_empty() || hand_over(batch)) || claimed.is_none() {
                return;
            }
        }
    }

    fn claim(&self) -> Option<(usize, &Job)> {
        if self.stopped.load(Ordering::Relaxed) || self.shortage().is_some() {
            return None;
        }
        let index = self.next_job.fetch_add(1, Ordering::Relaxed);
        self.jobs.get(index).map(|job| (index, job))
    }

    /// Loads each file of these jobs by itself. A panic becomes the error of that file.
    fn load_one_by_one(&self, jobs: &[&Job]) -> Batch {
        let mut batch = Batch::default();
        for path in jobs.iter().copied().flatten() {
            let alone = || {
                let mut filler = ChunkFiller::new(&self.options);
                filler.read_files(std::slice::from_ref(path), false);
                filler.take_batch()
            };
            match catch(alone) {
                Ok(loaded) => batch.append(loaded),
                Err(_) => batch.files.push(self.unreadable(path)),
            }
        }
        batch
    }

    fn unreadable(&self, path: &FilePath) -> FileReading {
        let opened = reading::open(path, self.options.dump.limits.max_file_size);
        let now = ClockReading::now();
        FileReading {
            path: path.clone(),
            read: opened.ok().map(|file| LastRead::new(file.signature, now)),
            state: FileState::Unreadable(ReadError::ProgramFault),
        }
    }
}

/// What files take once they are read, in bytes.
fn bytes_of(files: &[FilePath]) -> u64 {
    let size = |path: &FilePath| fs::metadata(path).map_or(0, |file| file.len());
    let bytes = files.iter().map(|path| kept_bytes(path, size(path)));
    bytes.sum()
}
