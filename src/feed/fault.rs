//! Faults of the program on demand: what they leave behind has tests. Nothing of this is in a release.

use std::path::Path;

/// Panics where the environment asks for a fault at this place, with a file of this name: `DIANBAO_FAULT="load NAME"`.
#[cfg(debug_assertions)]
pub(super) fn strike(place: &str, path: &Path) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_asked =
        std::env::var("DIANBAO_FAULT").is_ok_and(|asked| asked == format!("{place} {name}"));
    assert!(!is_asked, "{}", path.display());
}

#[cfg(not(debug_assertions))]
pub(super) const fn strike(_: &str, _: &Path) {}
