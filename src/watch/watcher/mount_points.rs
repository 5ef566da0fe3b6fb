//! Folders at which a file system was mounted or unmounted.

use std::collections::BTreeSet;

use crate::path::FilePath;

/// Folders at which a file system was mounted or unmounted.
#[derive(Debug, Default)]
pub(super) struct MountPoints {
    /// Those that had dumps before, and none since.
    pub(super) unmounted: BTreeSet<FilePath>,
    /// Those that had no dump before.
    pub(super) late: BTreeSet<FilePath>,
}
