//! Leaves older days out if not all dumps fit into memory. From then on the feed works as if only the other days were wanted.

use std::collections::{HashMap, HashSet};

use super::Follower;
use crate::feed::allowance::Allowance;
use crate::feed::candidates::{SurveyedFile, surveyed};
use crate::feed::each_dump::gather;
use crate::feed::event::FeedEvent;
use crate::feed::load_all::each_batch;
use crate::feed::load_order;
use crate::feed::loader::Load;
use crate::feed::newest_days::{NewestDays, SizedFile};
use crate::item::NewsDay;
use crate::memory::MemoryLimit;
use crate::path::FilePath;
use crate::watch::file_state::FileState;
use crate::watch::kept_size::{kept_bytes, kept_text};
use crate::watch::last_read::LastRead;
use crate::watch::{ClockReading, FileReading, LeftOutDays, WatchSettings};

/// How many of the newest unread files are looked through for their days. Their names and ends show them to a day.
const MAX_EXACT: usize = 64;
/// A file that takes more than this part of what fits is not looked through.
const LOOKED_PART: u64 = 8;

impl Follower {
    /// Leaves out days that have an unread file, after a load that reached a limit.
    pub(super) fn leave_older_out(&mut self, limit: MemoryLimit, unread: &[FilePath]) {
        let settings = WatchSettings {
            days: None,
            ..self.settings.clone()
        };
        let read = self.held_files();
        let fits = read.iter().map(|file| file.bytes).sum();
        let unread = UnreadFiles::new(surveyed(unread, &settings), fits, &settings);
        let newest = NewestDays::after_load(&read, &unread.files);
        self.keep_from(newest.first, limit);
        let wanted: HashSet<&FilePath> = newest.read.iter().chain(&unread.unreadable).collect();
        for (path, read) in &unread.readings {
            let state = match unread.too_large.contains(path) {
                _ if wanted.contains(path) => continue,
                true => FileState::Refused { limit, bytes: None },
                false => FileState::LeftOut,
            };
            self.add_unread(path, Some(*read), state);
        }
        self.read_now([newest.read, unread.unreadable].concat(), limit);
    }

    /// Leaves out the days that were cut off standard input.
    pub(super) fn leave_out_what_was_cut(&mut self) {
        let kept_from = self.left_out.map_or(NewsDay::FIRST, |it| it.first);
        let cut = self.stream.left_out();
        if let Some(LeftOutDays { first, limit }) = cut.filter(|cut| cut.first > kept_from) {
            self.keep_from(first, limit);
        }
    }

    /// The files whose dumps are kept.
    pub(super) fn held_files(&self) -> Vec<SizedFile> {
        let mut files: HashMap<&FilePath, SizedFile> = HashMap::new();
        for (path, dump) in self.watcher.held_dumps() {
            let file = files.entry(path).or_insert_with(|| SizedFile {
                path: path.clone(),
                last: NewsDay::FIRST,
                bytes: 0,
            });
            let days = dump.records.iter().map(|record| record.day);
            file.last = file.last.max(days.max().unwrap_or(NewsDay::FIRST));
            file.bytes += kept_text(dump.text.len() as u64);
        }
        files.into_values().collect()
    }

    /// Keeps no day before this one, and publishes what is left.
    pub(super) fn keep_from(&mut self, first: NewsDay, limit: MemoryLimit) {
        if first == NewsDay::FIRST {
            return;
        }
        let old = self.held_files().into_iter();
        for file in old.filter(|file| file.last < first.previous()) {
            self.watcher.leave_out(&file.path);
        }
        self.watcher.leave_out_before(first);
        let update = self.store.leave_out_before(first);
        self.left_out = Some(LeftOutDays { first, limit });
        (self.publish)(FeedEvent::Update(update));
    }

    /// Reads files on the threads of a load of their own. For what does not fit now older days go, or it is an error of the file.
    fn read_now(&mut self, files: Vec<FilePath>, limit: MemoryLimit) {
        if files.is_empty() {
            return;
        }
        let kept = self.held_files().iter().map(|file| file.bytes).sum();
        let load = Load::new(
            load_order::newest_first(files),
            self.settings.options.clone(),
            Allowance::new(self.settings.memory.clone(), kept),
        );
        let mut unread = Vec::new();
        each_batch(&load, |mut batch| {
            unread.append(&mut batch.unread);
            let (dumps, days) = batch.register(&mut self.watcher);
            let update = self.store.apply_built(dumps, days);
            (self.publish)(FeedEvent::Update(update));
        });
        unread.extend(load.unclaimed());
        for path in unread {
            self.add_unread(&path, None, FileState::Refused { limit, bytes: None });
        }
    }

    fn add_unread(&mut self, path: &FilePath, read: Option<LastRead>, state: FileState) {
        let path = path.clone();
        let reading = FileReading { path, read, state };
        self.watcher.add_loaded(reading, ClockReading::now());
    }
}

/// The files that the load has not read.
struct UnreadFiles {
    files: Vec<SizedFile>,
    readings: HashMap<FilePath, LastRead>,
    /// Files of unknown days that take so much that they are not looked through.
    too_large: HashSet<FilePath>,
    /// Files that cannot be opened.
    unreadable: Vec<FilePath>,
}

impl UnreadFiles {
    fn new(surveyed: Vec<SurveyedFile>, fits: u64, settings: &WatchSettings) -> Self {
        let mut unread = Self {
            files: Vec::new(),
            readings: HashMap::new(),
            too_large: HashSet::new(),
            unreadable: Vec::new(),
        };
        let mut unknown = Vec::new();
        for SurveyedFile {
            path, days, read, ..
        } in surveyed
        {
            let Some(read) = read else {
                unread.unreadable.push(path);
                continue;
            };
            unread.readings.insert(path.clone(), read);
            let bytes = kept_bytes(&path, read.signature.size);
            let last = days.map_or(NewsDay::FIRST, |days| *days.end());
            let is_large = bytes > fits / LOOKED_PART;
            match last {
                NewsDay::FIRST if is_large => drop(unread.too_large.insert(path)),
                NewsDay::FIRST => unknown.push(SizedFile { path, last, bytes }),
                _ => unread.files.push(SizedFile { path, last, bytes }),
            }
        }
        unread.files.sort_unstable_by_key(|file| file.last);
        let sure = unread.files.len().saturating_sub(MAX_EXACT);
        let newest = unread.files.split_off(sure);
        unknown.extend(newest);
        unread.files.append(&mut with_exact_days(unknown, settings));
        unread
    }
}

/// The same files with the last day that each really holds. A file without items holds none.
fn with_exact_days(mut files: Vec<SizedFile>, settings: &WatchSettings) -> Vec<SizedFile> {
    let paths = files.iter().map(|file| file.path.clone()).collect();
    let look =
        |seen: &mut HashMap<FilePath, NewsDay>, path: &FilePath, dump: &crate::dump::Dump| {
            let last = dump.records.iter().map(|record| record.day).max();
            let known = seen.entry(path.clone()).or_insert(NewsDay::FIRST);
            *known = last.map_or(*known, |last| last.max(*known));
        };
    let mut seen = HashMap::new();
    for found in gather(paths, settings, look) {
        seen.extend(found);
    }
    for file in &mut files {
        file.last = seen.get(&file.path).copied().unwrap_or(NewsDay::FIRST);
    }
    files.retain(|file| file.last > NewsDay::FIRST);
    files
}
