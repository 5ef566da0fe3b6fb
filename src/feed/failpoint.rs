//! Panics on demand, for tests of what the program does after a panic. A release has none.

use std::path::Path;

/// Panics at this place for files of this name: `DIANBAO_FAILPOINT="load NAME"`.
#[cfg(debug_assertions)]
pub(super) fn failpoint(place: &str, path: &Path) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_set =
        std::env::var("DIANBAO_FAILPOINT").is_ok_and(|set| set == format!("{place} {name}"));
    assert!(!is_set, "{}", path.display());
}

#[cfg(not(debug_assertions))]
pub(super) const fn failpoint(_: &str, _: &Path) {}
