//! The folder of an archive. Only the user can read it and its files.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};

use crate::item::NewsDay;

/// The file that is locked while lines are appended. It stays empty.
const LOCK: &str = ".lock";

/// The access rights of the folder and of its files.
const FOLDER_MODE: u32 = 0o700;
const FILE_MODE: u32 = 0o600;

/// A lock on the folder, released when it is dropped.
#[derive(Debug)]
pub(super) struct FolderLock(File);

impl FolderLock {
    /// Locks the folder, which is created if it is missing. `None` if another program has the lock.
    pub(super) fn try_new(folder: &Path) -> io::Result<Option<Self>> {
        create(folder)?;
        let file = append_to(&folder.join(LOCK))?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Some(Self(file))),
            Err(error) if error == rustix::io::Errno::WOULDBLOCK => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Waits for the lock.
    pub(super) fn wait_for(folder: &Path) -> io::Result<Self> {
        let file = append_to(&folder.join(LOCK))?;
        flock(&file, FlockOperation::LockExclusive)?;
        Ok(Self(file))
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        // Closing the file releases the lock as well.
        let _ = flock(&self.0, FlockOperation::Unlock);
    }
}

fn create(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true).mode(FOLDER_MODE).create(folder)
}

/// Opens a file for appending, and creates it if it is missing.
pub(super) fn append_to(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).read(true).create(true);
    options.mode(FILE_MODE).open(path)
}

/// The path of a day's file.
pub(super) fn path_of(folder: &Path, day: NewsDay) -> PathBuf {
    folder.join(format!("{day}.jsonl"))
}

/// Whether a path is that of a day's file.
pub(super) fn is_day_file(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "jsonl")
}
