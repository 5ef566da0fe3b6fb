//! The files that can hold the news days that are wanted.
//!
//! A file whose path names a wanted day is read anyway. Of the others only both ends are read: 8,000 dumps take about
//! four times as long as listing them, and parsing all of them thirty times.

use std::io;
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::dump::{FileEnds, ReadOptions, day_of_path, held_days};
use crate::item::NewsDay;
use crate::path::FilePath;
use crate::watch::WatchSettings;
use crate::watch::reading::{self, OpenedFile};
use crate::worker;

/// How many bytes of each end are read at first, and again if these do not suffice.
const END_SIZES: [usize; 2] = [1 << 10, 8 << 10];
/// How many files a thread claims at once.
const CLAIM: usize = 64;

/// Returns those of the files that may hold a wanted day. An error if the system refuses a thread.
pub(super) fn candidates(
    files: Vec<FilePath>,
    settings: &WatchSettings,
) -> io::Result<Vec<FilePath>> {
    let all = NewsDay::FIRST..=NewsDay::LAST;
    let Some(wanted) = settings.days.as_ref().filter(|wanted| **wanted != all) else {
        return Ok(files);
    };
    let next = AtomicUsize::new(0);
    let work = || {
        let mut probe = Probe::new(settings.options);
        let mut found = Vec::new();
        loop {
            let start = next.fetch_add(CLAIM, Ordering::Relaxed);
            let Some(claimed) = files.get(start..files.len().min(start + CLAIM)) else {
                return found;
            };
            if claimed.is_empty() {
                return found;
            }
            let may_hold = |path: &&FilePath| probe.may_hold(path, wanted);
            found.extend(claimed.iter().filter(may_hold).cloned());
        }
    };
    thread::scope(|scope| {
        let threads = worker::start_some(thread_count(files.len()), || {
            thread::Builder::new()
                .name("probe".into())
                .spawn_scoped(scope, work)
        })?;
        Ok(threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_default())
            .collect())
    })
}

fn thread_count(files: usize) -> usize {
    let cores = thread::available_parallelism().map_or(1, Into::into);
    cores.min(files.div_ceil(CLAIM))
}

/// Looks into files, one after another.
struct Probe {
    options: ReadOptions,
    head: Vec<u8>,
    tail: Vec<u8>,
}

impl Probe {
    fn new(options: ReadOptions) -> Self {
        let buffer = || {
            END_SIZES
                .iter()
                .max()
                .map_or_else(Vec::new, |&size| vec![0; size])
        };
        Self {
            options,
            head: buffer(),
            tail: buffer(),
        }
    }

    fn may_hold(&mut self, path: &FilePath, wanted: &RangeInclusive<NewsDay>) -> bool {
        let is_wanted =
            |first: NewsDay, last: NewsDay| first <= *wanted.end() && *wanted.start() <= last;
        if day_of_path(path).is_some_and(|day| is_wanted(day.previous(), day.next())) {
            return true;
        }
        let held = self.held_days(path);
        held.is_none_or(|held| is_wanted(*held.start(), *held.end()))
    }

    /// The days that a file can hold; `None` if they are unknown. The load reports a file that cannot be read.
    fn held_days(&mut self, path: &FilePath) -> Option<RangeInclusive<NewsDay>> {
        let opened = reading::open(path, self.options.limits.max_file_size).ok()?;
        let (mut sizes, options) = (END_SIZES.into_iter(), self.options);
        sizes.find_map(|size| held_days(path, self.ends(&opened, size)?, options))
    }

    /// The ends of a file, up to this size; `None` if it cannot be read or is being truncated.
    fn ends(&mut self, opened: &OpenedFile, size: usize) -> Option<FileEnds<'_>> {
        let read = opened.read_at(self.head.get_mut(..size)?, 0).ok()?;
        let rest = opened.signature.size.saturating_sub(read as u64);
        let tail = self
            .tail
            .get_mut(..usize::try_from(rest).map_or(size, |rest| rest.min(size)))?;
        if !tail.is_empty() {
            let at = opened.signature.size - tail.len() as u64;
            let is_whole = opened.read_at(tail, at).ok()? == tail.len();
            is_whole.then_some(())?;
        }
        Some(FileEnds {
            head: self.head.get(..read)?,
            tail,
        })
    }
}
