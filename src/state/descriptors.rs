//! Few files may be open (`ulimit -n`), and dumps that cannot be opened are worse than stars that are not kept.

use std::fs::File;
use std::io;

/// How many descriptors are left for reading dumps and watching their folders.
const SPARE: usize = 7;

/// Takes the descriptors that the rest of the program needs, and `more`. Dropping them leaves `more` to be used.
pub(super) fn reserve(more: usize) -> io::Result<Vec<File>> {
    (0..SPARE + more).map(|_| File::open("/dev/null")).collect()
}
