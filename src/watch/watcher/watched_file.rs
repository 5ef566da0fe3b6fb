//! One watched file, or one dump in an archive.

use crate::path::FilePath;
use crate::watch::debounce::Debounce;
use crate::watch::error::ReadError;
use crate::watch::last_read::LastRead;
use crate::watch::other_file::NoDumpReason;
use crate::watch::signature::FileId;

/// One watched file, or one dump in an archive.
#[derive(Debug, Default)]
pub(super) struct WatchedFile {
    /// Whether it is named on the command line. Then it is an error if it is no dump.
    pub(super) named: bool,
    pub(super) stage: LoadStage,
    pub(super) read: Option<LastRead>,
    /// Whether it cannot hold a wanted day, and was not read.
    pub(super) is_left_out: bool,
    pub(super) error: Option<ReadError>,
    /// Why it is no dump, if that was looked at.
    pub(super) no_dump: Option<Box<NoDumpReason>>,
    pub(super) debounce: Debounce,
    /// The file that was last at this path.
    pub(super) id: Option<FileId>,
    /// The file of the shown dump.
    pub(super) shown_id: Option<FileId>,
    /// The archive of this dump, which has no file of its own then.
    pub(super) archive: Option<FilePath>,
    /// The paths of the dumps in this archive.
    pub(super) members: Vec<FilePath>,
}

/// Whether a file was looked at yet.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum LoadStage {
    /// Not looked at yet.
    #[default]
    New,
    /// The first load is to read it.
    Queued {
        /// An event came since.
        hinted: bool,
    },
    /// Looked at, or read by the first load.
    Loaded,
}

impl WatchedFile {
    /// Drops a pending change. Then the file has to be read again, whatever its signature.
    pub(super) fn drop_pending(&mut self) {
        if self.debounce.is_pending() {
            self.debounce.drop_pending();
            self.read = None;
        }
    }

    /// Whether nothing is known of it. Then it can be dropped.
    pub(super) fn is_empty(&self) -> bool {
        let has_dumps = self.debounce.shown().is_some() || !self.members.is_empty();
        self.read.is_none() && self.error.is_none() && !has_dumps && !self.named
    }
}
