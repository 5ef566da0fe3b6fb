//! Folders at which a file system was mounted or unmounted.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use crate::path::FilePath;

/// Folders at which a file system was mounted or unmounted.
#[derive(Debug, Default)]
pub(super) struct MountPoints {
    /// Those that had dumps before, and none since.
    pub(super) unmounted: BTreeSet<FilePath>,
    /// Those that had no dump before, until their dumps were found.
    pub(super) late: BTreeSet<FilePath>,
    /// When a dump appeared last below each late place, which may be a source as well.
    pub(super) appeared: BTreeMap<FilePath, Instant>,
}
