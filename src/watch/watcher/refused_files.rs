//! The dumps that were not read, because memory is short.

use std::collections::BTreeMap;

use crate::memory::MemoryLimit;
use crate::path::FilePath;
use crate::watch::last_read::LastRead;

/// A dump that was not read, because memory is short.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refusal {
    /// The limit that is in the way.
    pub limit: MemoryLimit,
    /// What the dump takes once it is read, in bytes.
    pub bytes: u64,
    /// How it was read, if it could not be unpacked. Then it is not read again before it changes.
    pub(super) read: Option<LastRead>,
}

/// The dumps that were not read.
#[derive(Debug, Default)]
pub(super) struct RefusedFiles {
    pub(super) waiting: BTreeMap<FilePath, Refusal>,
    /// What each dump took for which no room could be made, in bytes. It is read once it fits.
    pub(super) hopeless: BTreeMap<FilePath, u64>,
}
