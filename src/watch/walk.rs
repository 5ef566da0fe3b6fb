//! One folder -> its files and folders, by an own walk.
//!
//! The kernel gives the kind of an entry with its name, so that 8,000 dumps are listed without a `stat`; only links are
//! looked at. What is hidden or unfinished by its name is passed over.

use std::collections::HashSet;
use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;

use super::name;
use crate::path::FilePath;

/// What stands in one folder.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// Regular files, and links to them.
    pub files: HashSet<FilePath>,
    /// Folders, and links to them.
    pub folders: HashSet<FilePath>,
}

/// Lists one folder. Entries that vanish meanwhile, broken links, pipes, sockets and devices are left out.
pub(crate) fn list(folder: &Path) -> io::Result<Listing> {
    let mut listing = Listing::default();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !name::is_ignored(&entry.file_name()) {
            match kind(&entry) {
                Some(Kind::File) => listing.files.insert(entry.path().into()),
                Some(Kind::Folder) => listing.folders.insert(entry.path().into()),
                None => false,
            };
        }
    }
    Ok(listing)
}

enum Kind {
    File,
    Folder,
}

fn kind(entry: &DirEntry) -> Option<Kind> {
    let mut kind = entry.file_type().ok()?;
    if kind.is_symlink() {
        kind = fs::metadata(entry.path()).ok()?.file_type();
    }
    if kind.is_file() {
        Some(Kind::File)
    } else if kind.is_dir() {
        Some(Kind::Folder)
    } else {
        None
    }
}
