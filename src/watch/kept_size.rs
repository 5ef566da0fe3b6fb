//! What a file takes in memory once it is read.

use std::path::Path;

/// News unpacks to three to four times its size, and its records take an eighth of the text. Both figures are guessed high.
const UNPACKED_TIMES: u64 = 5;
const RECORDS_PART: u64 = 5;

/// What a file of this size takes once it is read, in bytes.
pub(crate) fn kept_bytes(path: &Path, size: u64) -> u64 {
    let is_packed = path.extension().is_some_and(|extension| {
        let packed = ["gz", "tgz", "zst", "tzst", "zip"];
        packed
            .iter()
            .any(|name| extension.eq_ignore_ascii_case(name))
    });
    kept_text(if is_packed {
        size.saturating_mul(UNPACKED_TIMES)
    } else {
        size
    })
}

/// What a text of this size takes with its records, in bytes.
pub(crate) const fn kept_text(size: u64) -> u64 {
    size.saturating_add(size / RECORDS_PART)
}
