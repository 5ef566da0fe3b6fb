//! The files that are known, and what is known of each.

use std::collections::HashMap;
use std::path::Path;

use super::tally::Tally;
use crate::path::FilePath;
use crate::watch::WatchStatus;
use crate::watch::belief::Belief;
use crate::watch::error::ReadError;
use crate::watch::last_read::LastRead;
use crate::watch::signature::FileId;

/// What is known of a file, or of a dump in an archive.
#[derive(Debug, Default)]
pub(super) struct File {
    /// On the command line, so that it is told if it is no dump.
    pub(super) named: bool,
    pub(super) stage: Stage,
    pub(super) read: Option<LastRead>,
    pub(super) belief: Belief,
    /// Which file stood here last.
    pub(super) id: Option<FileId>,
    /// Which file the believed dump was read from.
    pub(super) held: Option<FileId>,
    pub(super) error: Option<ReadError>,
    /// The archive in which this dump is; there is no file of its own then.
    pub(super) archive: Option<FilePath>,
    /// The dumps in this archive, by the paths under which they are known.
    pub(super) members: Vec<FilePath>,
}

impl File {
    /// Whether there is nothing more to be said of it.
    pub(super) fn is_nothing(&self) -> bool {
        let holds = self.belief.held().is_some() || !self.members.is_empty();
        self.read.is_none() && self.error.is_none() && !holds && !self.named
    }
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Never looked at.
    #[default]
    New,
    /// Being read by the first load.
    Queued {
        /// Something has happened to it since.
        hinted: bool,
    },
    /// Looked at.
    Known,
}

/// Every known file by its path. A file is changed by [`Self::change`] alone, so that the tally follows.
#[derive(Debug, Default)]
pub(super) struct Known {
    files: HashMap<FilePath, File>,
    tally: Tally,
}

impl Known {
    pub(super) fn has(&self, path: &Path) -> bool {
        self.files.contains_key(path.as_os_str())
    }

    pub(super) fn get(&self, path: &Path) -> Option<&File> {
        self.files.get(path.as_os_str())
    }

    /// A file with the path under which it is known.
    pub(super) fn entry(&self, path: &Path) -> Option<(&FilePath, &File)> {
        self.files.get_key_value(path.as_os_str())
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &FilePath> {
        self.files.keys()
    }

    /// Changes a file; `None` where it is not known.
    pub(super) fn change<R>(
        &mut self,
        path: &FilePath,
        change: impl FnOnce(&mut File) -> R,
    ) -> Option<R> {
        let file = self.files.get_mut(path)?;
        self.tally.take(path, file);
        let changed = change(file);
        self.tally.put(path, file);
        Some(changed)
    }

    /// Changes every file.
    pub(super) fn change_all(&mut self, change: impl Fn(&mut File)) {
        for (path, file) in &mut self.files {
            self.tally.take(path, file);
            change(file);
            self.tally.put(path, file);
        }
    }

    /// Takes in a file that is not known yet; whether it was not.
    pub(super) fn add(&mut self, path: &FilePath, file: File) -> bool {
        if self.has(path) {
            return false;
        }
        self.tally.put(path, &file);
        self.files.insert(path.clone(), file);
        true
    }

    /// Forgets a file.
    pub(super) fn remove(&mut self, path: &FilePath) -> Option<File> {
        let file = self.files.remove(path)?;
        self.tally.take(path, &file);
        Some(file)
    }

    /// What the files add up to.
    pub(super) fn status(&self) -> WatchStatus {
        self.tally.status()
    }

    /// The same, counted anew.
    #[cfg(test)]
    pub(super) fn recounted(&self) -> WatchStatus {
        let mut tally = Tally::default();
        self.files
            .iter()
            .for_each(|(path, file)| tally.put(path, file));
        tally.status()
    }
}
