//! The disk that the scraper writes to: a real folder, whose time stamps and inodes follow from the seed.

use std::fs::{self, File};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{Dice, DiskAction};

/// How many percent of the new files get the inode of a deleted one, as they often do on ext4.
const REUSED: usize = 50;

/// Stamps what changes with the simulated time, and decides which inode a new file gets.
///
/// What is deleted moves to a folder outside the root. So its inode is free only for the file that this type gives it to.
#[derive(Debug)]
pub(in super::super) struct SimulatedDisk {
    deleted: PathBuf,
    /// How many were deleted. The number names one in the folder.
    count: usize,
    /// Deleted files whose inode no new file has.
    free: Vec<PathBuf>,
    dice: Dice,
    now: SystemTime,
}

impl SimulatedDisk {
    /// `deleted` is a new folder outside the root, and `now` the time of the first stamps.
    pub(in super::super) fn new(deleted: PathBuf, now: SystemTime, seed: u64) -> Self {
        fs::create_dir(&deleted).unwrap();
        Self {
            deleted,
            count: 0,
            free: Vec::new(),
            dice: Dice(!seed),
            now,
        }
    }

    pub(super) fn wait(&mut self, passed: Duration) {
        self.now += passed;
    }

    /// The time of the last stamp, or a later one.
    pub(super) const fn now(&self) -> SystemTime {
        self.now
    }

    /// Performs an action as a disk does that keeps these stamps and inodes. Returns the paths of its events.
    pub(super) fn act(&mut self, action: DiskAction) -> Vec<PathBuf> {
        let changed = changed(&action);
        let events = match &action {
            DiskAction::Remove(path) | DiskAction::RemoveFolder(path) => {
                self.remove(path);
                vec![path.clone()]
            }
            DiskAction::Create(path) if !path.exists() => {
                self.create(path);
                vec![path.clone()]
            }
            DiskAction::Rename(_, to) => {
                self.keep_replaced(to);
                action.act()
            }
            DiskAction::Conceal(path, _) => {
                let path = path.clone();
                let before = change_time(&path);
                let events = action.act();
                await_other_change_time(&path, before);
                events
            }
            DiskAction::Create(_)
            | DiskAction::Append(..)
            | DiskAction::WriteAt(..)
            | DiskAction::Cut(..)
            | DiskAction::MakeFolder(_)
            | DiskAction::MakeFolders(_)
            | DiskAction::Link(..)
            | DiskAction::HardLink(..)
            | DiskAction::Touch(..) => action.act(),
        };
        changed.iter().for_each(|path| self.stamp(path));
        events
    }

    /// Stamps a file or folder. No two stamps are equal.
    pub(super) fn stamp(&mut self, path: &Path) {
        self.now += Duration::from_nanos(1);
        let changed = File::open(path).unwrap();
        changed.set_modified(self.now).unwrap();
    }

    /// Creates an empty file.
    fn create(&mut self, path: &Path) {
        if !self.free.is_empty() && self.dice.percent(REUSED) {
            let free = self.free.swap_remove(self.dice.below(self.free.len()));
            fs::rename(free, path).unwrap();
        }
        File::create(path).unwrap();
    }

    /// Removes a file, a link, or a folder with all that is in it.
    fn remove(&mut self, path: &Path) {
        let deleted = self.place_for_deleted();
        fs::rename(path, &deleted).unwrap();
        let kind = fs::symlink_metadata(&deleted).unwrap();
        if kind.is_dir() {
            let entries = fs::read_dir(&deleted).unwrap();
            let mut below: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
            below.sort();
            below.iter().for_each(|path| self.remove(path));
        } else if is_only_name(&deleted) {
            self.free.push(deleted);
        } else {
            fs::remove_file(deleted).unwrap();
        }
    }

    /// Keeps a file that another one is about to replace.
    fn keep_replaced(&mut self, path: &Path) {
        if is_only_name(path) {
            let deleted = self.place_for_deleted();
            fs::hard_link(path, &deleted).unwrap();
            self.free.push(deleted);
        }
    }

    fn place_for_deleted(&mut self) -> PathBuf {
        self.count += 1;
        self.deleted.join(self.count.to_string())
    }
}

/// Whether it is a file that has no other name.
fn is_only_name(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|file| file.is_file() && file.nlink() == 1)
}

/// The files and folders that have another time stamp after an action.
fn changed(action: &DiskAction) -> Vec<PathBuf> {
    let folder = |path: &Path| path.parent().unwrap().to_owned();
    match action {
        DiskAction::Append(path, _) | DiskAction::WriteAt(path, ..) | DiskAction::Cut(path, _) => {
            vec![path.clone()]
        }
        DiskAction::Create(path) if path.exists() => vec![path.clone()],
        DiskAction::Create(path) | DiskAction::MakeFolder(path) => vec![path.clone(), folder(path)],
        DiskAction::MakeFolders(path) => {
            let missing = path.ancestors().take_while(|path| !path.exists());
            missing
                .flat_map(|path| [path.to_owned(), folder(path)])
                .collect()
        }
        DiskAction::Remove(path)
        | DiskAction::RemoveFolder(path)
        | DiskAction::Link(_, path)
        | DiskAction::HardLink(_, path) => vec![folder(path)],
        DiskAction::Rename(from, to) => vec![folder(from), folder(to)],
        DiskAction::Conceal(..) | DiskAction::Touch(..) => Vec::new(),
    }
}

fn change_time(path: &Path) -> (i64, i64) {
    let metadata = fs::metadata(path).unwrap();
    (metadata.ctime(), metadata.ctime_nsec())
}

/// The kernel alone sets the time of a file's last change. Before Linux 6.13 it is that of a tick, and a change that keeps
/// size and time of writing shows only after the next one.
fn await_other_change_time(path: &Path, before: (i64, i64)) {
    while change_time(path) == before {
        let file = File::open(path).unwrap();
        let modified = file.metadata().unwrap().modified().unwrap();
        file.set_modified(modified).unwrap();
    }
}
