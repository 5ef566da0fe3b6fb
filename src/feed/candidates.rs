//! The files that can hold the news days that are wanted.
//!
//! A file whose path names a wanted day is read anyway. Of the others only both ends are read: 8,000 dumps take about
//! four times as long as listing them, and parsing all of them thirty times.

use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::dump::{FileEnds, day_of_path, held_days};
use crate::item::NewsDay;
use crate::path::FilePath;
use crate::watch::file_state::FileState;
use crate::watch::last_read::LastRead;
use crate::watch::reading::{self, OpenedFile};
use crate::watch::{ClockReading, FileReading, WatchSettings};
use crate::worker;

/// How many bytes of each end are read at first, and again if these do not suffice.
const END_SIZES: [usize; 2] = [1 << 10, 8 << 10];
/// How many files a thread claims at once.
const CLAIM: usize = 64;

/// A file, and what its ends show.
#[derive(Debug)]
pub(super) struct SurveyedFile {
    pub path: FilePath,
    /// The days that it can hold; `None` if it has to be read to know them.
    pub days: Option<RangeInclusive<NewsDay>>,
    /// How its ends were read, if they were.
    pub read: Option<LastRead>,
    /// Whether it can hold a wanted day.
    pub is_wanted: bool,
}

/// Divides files into those that may hold a wanted day and the others.
pub(super) fn candidates(
    files: Vec<FilePath>,
    settings: &WatchSettings,
) -> (Vec<FilePath>, Vec<FileReading>) {
    if settings.days.is_none() {
        return (files, Vec::new());
    }
    let (mut wanted, mut others) = (Vec::new(), Vec::new());
    for file in surveyed(&files, settings) {
        if file.is_wanted {
            wanted.push(file.path);
        } else {
            others.push(FileReading {
                path: file.path,
                read: file.read,
                state: FileState::LeftOut,
            });
        }
    }
    (wanted, others)
}

/// The files that may hold a day from `first` on, or the newest day that a path has. Only those without a day in their path are
/// looked at.
pub(super) fn recent(
    files: Vec<FilePath>,
    settings: &WatchSettings,
    first: NewsDay,
) -> Vec<FilePath> {
    let named = files.into_iter().map(|file| (day_of_path(&file), file));
    let named: Vec<_> = named.collect();
    let newest = named.iter().filter_map(|(day, _)| *day).max();
    let first = newest.map_or(first, |newest| first.min(newest.previous()));
    let (mut wanted, mut unnamed) = (Vec::new(), Vec::new());
    for (day, file) in named {
        match day {
            Some(day) if day.next() >= first => wanted.push(file),
            Some(_) => {}
            None => unnamed.push(file),
        }
    }
    let settings = WatchSettings {
        days: Some(first..=NewsDay::LAST),
        ..settings.clone()
    };
    wanted.extend(candidates(unnamed, &settings).0);
    wanted
}

/// Looks at both ends of files, on all cores.
pub(super) fn surveyed(files: &[FilePath], settings: &WatchSettings) -> Vec<SurveyedFile> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut probe = Probe::new(settings);
        let mut found = Vec::new();
        loop {
            let start = next.fetch_add(CLAIM, Ordering::Relaxed);
            let claimed = files.get(start..files.len().min(start + CLAIM));
            let Some(claimed) = claimed.filter(|claimed| !claimed.is_empty()) else {
                return found;
            };
            found.extend(claimed.iter().map(|path| probe.survey(path)));
        }
    };
    let found = worker::in_parallel("probe", thread_count(files.len()), work);
    found.into_iter().flatten().collect()
}

fn thread_count(files: usize) -> usize {
    let cores = thread::available_parallelism().map_or(1, Into::into);
    cores.min(files.div_ceil(CLAIM))
}

/// Looks into files, one after another.
struct Probe<'a> {
    settings: &'a WatchSettings,
    head: Vec<u8>,
    tail: Vec<u8>,
}

impl<'a> Probe<'a> {
    fn new(settings: &'a WatchSettings) -> Self {
        let buffer = || vec![0; END_SIZES.into_iter().max().unwrap_or_default()];
        Self {
            settings,
            head: buffer(),
            tail: buffer(),
        }
    }

    /// Looks at a file. One whose path names a wanted day is not opened, for it is read anyway; the load reports one that
    /// cannot be read.
    fn survey(&mut self, path: &FilePath) -> SurveyedFile {
        let wanted = self.settings.days.clone();
        let is_wanted = |held: &RangeInclusive<NewsDay>| {
            let overlaps = |wanted: &RangeInclusive<NewsDay>| {
                held.start() <= wanted.end() && wanted.start() <= held.end()
            };
            wanted.as_ref().is_none_or(overlaps)
        };
        let by_path = || day_of_path(path).map(|day| day.previous()..=day.next());
        let is_named = wanted.is_some() && by_path().as_ref().is_some_and(is_wanted);
        let limit = self.settings.options.limits.max_file_size;
        let opened = if is_named {
            None
        } else {
            reading::open(path, limit).ok()
        };
        let days = opened
            .as_ref()
            .and_then(|opened| self.held_days(path, opened));
        SurveyedFile {
            path: path.clone(),
            read: opened.map(|opened| LastRead::new(opened.signature, ClockReading::now())),
            is_wanted: days.as_ref().is_none_or(is_wanted),
            days,
        }
    }

    /// The days that a file can hold; `None` if they are unknown.
    fn held_days(
        &mut self,
        path: &FilePath,
        opened: &OpenedFile,
    ) -> Option<RangeInclusive<NewsDay>> {
        let options = &self.settings.options;
        let mut sizes = END_SIZES.into_iter();
        sizes.find_map(|size| held_days(path, self.ends(opened, size)?, options))
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
