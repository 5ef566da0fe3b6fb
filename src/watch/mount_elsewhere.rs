//! Which file systems send no file events: known on Linux only. And which device has a path.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::signature::MountId;

/// Returns `None`.
pub(crate) const fn eventless_file_system(_: &Path, _: u64) -> Option<&'static str> {
    None
}

/// Returns the mount that has a path.
pub(crate) fn mount_id(path: &Path) -> Option<MountId> {
    let metadata = fs::metadata(path).ok()?;
    Some(MountId {
        device: metadata.dev(),
        number: None,
    })
}

/// Returns `None`.
pub const fn network_file_system(_: &Path) -> Option<&'static str> {
    None
}
