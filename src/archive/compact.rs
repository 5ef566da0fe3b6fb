//! Removes doubles and superseded wordings from an archive.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::folder::{FolderLock, is_day_file};
use super::line::{ArchivedItem, split_first_seen};

/// What was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compacted {
    /// How many files were written anew.
    pub files: usize,
    /// How many lines they have less.
    pub removed: usize,
}

/// Writes every file anew that has lines to remove: torn ones, and all but the last wording of an item, which keeps the
/// time at which the item was first seen. A file is replaced at once, or stays as it is.
pub fn compact(folder: &Path) -> io::Result<Compacted> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    files.retain(|path| is_day_file(path));
    files.sort();
    let mut all = Compacted::default();
    for path in files {
        let _lock = FolderLock::wait_for(folder)?;
        let removed = compact_file(folder, &path)?;
        all.removed += removed;
        all.files += usize::from(removed > 0);
    }
    Ok(all)
}

/// Returns how many lines were removed.
fn compact_file(folder: &Path, path: &Path) -> io::Result<usize> {
    let text = fs::read(path)?;
    let lines: Vec<&str> = text
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| std::str::from_utf8(line).unwrap_or_default())
        .collect();
    let kept = kept_lines(&lines);
    let removed = lines.len() - kept.len();
    if removed > 0 {
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        for line in kept {
            writeln!(file, "{line}")?;
        }
        file.as_file().sync_all()?;
        file.persist(path)?;
        File::open(folder)?.sync_all()?;
    }
    Ok(removed)
}

/// The last line of each item in the order of the first ones.
fn kept_lines(lines: &[&str]) -> Vec<String> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut kept: Vec<String> = Vec::new();
    for line in lines {
        let Some(item) = ArchivedItem::parse(line.as_bytes()) else {
            continue;
        };
        let place = *places.entry(item.id.into_owned()).or_insert(kept.len());
        match kept.get_mut(place) {
            Some(earlier) => *earlier = superseded(earlier, line),
            None => kept.push((*line).to_owned()),
        }
    }
    kept
}

/// The later line of an item, with the time of the earlier one.
fn superseded(earlier: &str, later: &str) -> String {
    let (seen, (item, own)) = (split_first_seen(earlier).1, split_first_seen(later));
    if seen.is_empty() || own.is_empty() {
        later.to_owned()
    } else {
        format!("{item}{seen}")
    }
}
