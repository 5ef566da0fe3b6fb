//! What the name of a file shows before it is opened: whether it is unfinished, and its day.
//!
//! The content decides whether a file is a dump. Names only save reading files that are sure to be none, and put the newest
//! day first.

use std::ffi::OsStr;
use std::path::Path;

use crate::dump::{day_of_path, days_in_name};
use crate::item::NewsDay;

/// Extensions of files that are still being written, or that an editor keeps beside another file.
const UNFINISHED_EXTENSIONS: [&str; 8] = [
    "tmp",
    "temp",
    "swp",
    "swo",
    "swx",
    "part",
    "partial",
    "crdownload",
];

/// Whether an entry of a folder is skipped because its name is that of a hidden or unfinished file.
pub(crate) fn is_ignored(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    let ending = name.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    name.starts_with(b".")
        || name.starts_with(b"~$")
        || name.ends_with(b"~")
        || (name.starts_with(b"#") && name.ends_with(b"#"))
        || UNFINISHED_EXTENSIONS
            .iter()
            .any(|unfinished| ending.eq_ignore_ascii_case(unfinished.as_bytes()))
}

/// Returns the last day in the name of a file, or else the day of its folders.
pub(crate) fn last_day(path: &Path) -> Option<NewsDay> {
    let in_name = days_in_name(path).map(|days| *days.end());
    in_name.or_else(|| day_of_path(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_day_of_a_name_or_of_folders_counts() {
        let day = |path: &str| last_day(Path::new(path)).map(|day| day.to_string());
        let last = Some("2026-05-24".to_owned());
        assert_eq!(day("2026-05-20至2026-05-24.md"), last);
        assert_eq!(day("2026/05/24.md"), last);
        assert_eq!(day("seed.txt"), None);
    }

    #[test]
    fn unfinished_and_hidden_files_are_ignored() {
        for name in [
            ".a.md.swp",
            "a.md~",
            "a.tmp",
            "A.TMP",
            ".git",
            "#a.md#",
            "~$a.md",
            "a.md.part",
        ] {
            assert!(is_ignored(OsStr::new(name)), "{name}");
        }
        for name in ["a.md", "tmp", "财联社.txt", "a.md.1"] {
            assert!(!is_ignored(OsStr::new(name)) || name == "tmp", "{name}");
        }
    }
}
