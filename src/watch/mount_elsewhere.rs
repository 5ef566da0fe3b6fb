//! Which file systems send no file events: known on Linux only. And which device has a path.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Returns `None`.
pub(crate) const fn eventless_file_system(_: &Path, _: u64) -> Option<&'static str> {
    None
}

/// Returns the device of a path.
pub(crate) fn mount_id(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().map(|metadata| metadata.dev())
}
