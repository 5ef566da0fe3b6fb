//! The dumps that were not read, because memory is short.

use std::collections::{BTreeMap, BTreeSet};

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
    /// What was left then, in bytes.
    pub(super) was_left: u64,
    /// How it was read, if it could not be unpacked. Then it is not read again before it changes.
    pub(super) read: Option<LastRead>,
}

impl Refusal {
    /// Whether the dump may be read now that so many bytes are left, and were not when it was refused.
    pub(crate) const fn may_fit(&self, bytes: u64) -> bool {
        bytes >= self.bytes && bytes > self.was_left
    }
}

/// The dumps that were not read.
#[derive(Debug, Default)]
pub(super) struct RefusedFiles {
    pub(super) waiting: BTreeMap<FilePath, Refusal>,
    /// The dumps for which no room could be made. Each is read once it fits.
    pub(super) hopeless: BTreeMap<FilePath, NeededRoom>,
    /// The files of the first load for which room is made. The load is not done before they are read or given up.
    pub(super) of_load: BTreeSet<FilePath>,
}

/// The room for a dump for which none could be made.
#[derive(Clone, Copy, Debug)]
pub(super) struct NeededRoom {
    /// What the dump takes, in bytes.
    pub(super) bytes: u64,
    /// What was left when it was not read, in bytes: it may take more than it is taken for.
    pub(super) was_left: u64,
}

impl NeededRoom {
    /// Whether so many bytes may suffice.
    pub(super) const fn may_be(self, bytes: u64) -> bool {
        bytes >= self.bytes && bytes > self.was_left
    }
}
