//! Lists one folder.
//!
//! The kernel returns the type of an entry with its name. So 8,000 dumps are listed without a `stat`; only links need one.
//! Names of hidden and unfinished files are skipped. What cannot be looked at is an error of its own: a link into a folder
//! without permission, one that leads nowhere or back to itself.

use std::collections::{HashMap, HashSet};
use std::fs::{self, DirEntry, FileType};
use std::io::{self, ErrorKind};
use std::path::Path;

use super::descriptors::with_descriptor;
use super::error::ReadError;
use super::name;
use crate::path::FilePath;

/// Of this many entries with errors a look checks whether the cause is gone.
const MAX_CHECKED_ERRORS: usize = 64;

/// The contents of one folder.
#[derive(Debug, Default)]
pub(crate) struct FolderListing {
    /// Regular files, and links to them.
    pub files: HashSet<FilePath>,
    /// Folders, and links to them.
    pub folders: HashSet<FilePath>,
    /// Entries that could not be looked at.
    pub errors: HashMap<FilePath, ReadError>,
}

impl FolderListing {
    /// Whether an entry that could not be looked at can be now, or shows another error. That leaves the folder's time as it
    /// is. Looks at some entries only, since each takes a system call.
    pub(crate) fn has_changed_errors(&self) -> bool {
        let mut errors = self.errors.iter().take(MAX_CHECKED_ERRORS);
        errors.any(|(path, before)| match fs::metadata(path) {
            Ok(_) => true,
            Err(error) => error_of_link(path, error).as_ref() != Some(before),
        })
    }
}

/// Lists one folder. Skips entries that vanish while it is read, pipes, sockets and devices.
pub(crate) fn list_folder(folder: &Path) -> io::Result<FolderListing> {
    let mut listing = FolderListing::default();
    for entry in with_descriptor(|| fs::read_dir(folder))? {
        let entry = entry?;
        if name::is_ignored(&entry.file_name()) {
            continue;
        }
        match file_type(&entry) {
            Ok(kind) if kind.is_file() => drop(listing.files.insert(entry.path().into())),
            Ok(kind) if kind.is_dir() => drop(listing.folders.insert(entry.path().into())),
            Ok(_) => {}
            Err(error) => {
                let path = entry.path();
                let error = error_of_link(&path, error);
                listing
                    .errors
                    .extend(error.map(|error| (path.into(), error)));
            }
        }
    }
    Ok(listing)
}

/// Whether an error says that nothing is there, not that it cannot be looked at.
pub(crate) fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// What is wrong with an entry; `None` for one that has vanished.
fn error_of_link(path: &Path, error: io::Error) -> Option<ReadError> {
    if !is_absence(&error) {
        return Some(error.into());
    }
    let target = fs::read_link(path).ok()?.display().to_string();
    Some(ReadError::DanglingLink { target })
}

fn file_type(entry: &DirEntry) -> io::Result<FileType> {
    let kind = entry.file_type()?;
    if kind.is_symlink() {
        Ok(fs::metadata(entry.path())?.file_type())
    } else {
        Ok(kind)
    }
}
