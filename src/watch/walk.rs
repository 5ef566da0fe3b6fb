//! Lists one folder.
//!
//! The kernel returns the type of an entry with its name. So 8,000 dumps are listed without a `stat`; only links need one.
//! Names of hidden and unfinished files are skipped.

use std::collections::HashSet;
use std::fs::{self, DirEntry, FileType};
use std::io;
use std::path::Path;

use super::name;
use crate::path::FilePath;

/// The contents of one folder.
#[derive(Debug, Default)]
pub(crate) struct FolderListing {
    /// Regular files, and links to them.
    pub files: HashSet<FilePath>,
    /// Folders, and links to them.
    pub folders: HashSet<FilePath>,
}

/// Lists one folder. Skips entries that vanish while it is read, broken links, pipes, sockets and devices.
pub(crate) fn list_folder(folder: &Path) -> io::Result<FolderListing> {
    let mut listing = FolderListing::default();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if name::is_ignored(&entry.file_name()) {
            continue;
        }
        match file_type(&entry) {
            Ok(kind) if kind.is_file() => listing.files.insert(entry.path().into()),
            Ok(kind) if kind.is_dir() => listing.folders.insert(entry.path().into()),
            Ok(_) | Err(_) => false,
        };
    }
    Ok(listing)
}

fn file_type(entry: &DirEntry) -> io::Result<FileType> {
    let kind = entry.file_type()?;
    if kind.is_symlink() {
        Ok(fs::metadata(entry.path())?.file_type())
    } else {
        Ok(kind)
    }
}
