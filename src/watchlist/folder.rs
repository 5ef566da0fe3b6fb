//! The folder of watchlists.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use super::error::ListError;
use super::list_file::ListFile;
use crate::query::Watchlists;

/// The largest file that is read, in MiB. 5,000 stocks with fifty columns of prices take 2.
const MAX_MIB: u64 = 8;
/// The longest name that is given to a new file, in bytes.
const MAX_NAME: usize = 100;
/// The most files.
const MAX_FILES: usize = 200;
/// Extensions of the files that editors leave behind.
const LEFT_BEHIND: [&str; 4] = ["bak", "swp", "swo", "tmp"];

/// The lists of a folder.
#[derive(Debug, Default)]
pub struct ListFolder {
    /// Every list, by name.
    pub lists: Vec<ListFile>,
    /// Why some of them, or all, were not read.
    pub problem: Option<ListError>,
}

/// Reads every list of a folder; none if there is no such folder.
pub fn read_folder(folder: &Path) -> ListFolder {
    let mut paths = match list_paths(folder) {
        Ok(paths) => paths,
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => {
            return ListFolder {
                lists: Vec::new(),
                problem: Some(ListError::unreadable(&error)),
            };
        }
    };
    paths.sort();
    let left = paths.len().saturating_sub(MAX_FILES);
    paths.truncate(MAX_FILES);
    let max = MAX_FILES;
    ListFolder {
        lists: paths.into_iter().map(read_file).collect(),
        problem: (left > 0).then_some(ListError::TooManyFiles { max, left }),
    }
}

fn list_paths(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if is_list(&path) {
            paths.push(path);
        }
    }
    Ok(paths)
}

impl ListFolder {
    /// The lists as queries know them.
    pub fn watchlists(&self) -> Watchlists {
        let named = self.lists.iter().filter(|file| can_be_named(&file.path));
        named.map(ListFile::watchlist).collect()
    }
}

/// Whether a file is a list: it is neither hidden nor left behind by an editor. One that cannot be looked at is a list with a
/// problem.
fn is_list(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_file = match fs::metadata(path) {
        Ok(file) => file.is_file(),
        Err(error) => error.kind() != ErrorKind::NotFound,
    };
    is_file && !is_left_out(&name)
}

/// Whether a file with this name is hidden, or left behind by an editor.
fn is_left_out(name: &str) -> bool {
    let extension = Path::new(name).extension().unwrap_or_default();
    let mut left_behind = LEFT_BEHIND.iter();
    name.starts_with('.')
        || name.ends_with('~')
        || left_behind.any(|left| extension.eq_ignore_ascii_case(left))
}

/// Whether a query can name the file, and a screen can show its name.
fn can_be_named(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(is_plain)
}

fn is_plain(name: &str) -> bool {
    !name.contains(|c: char| "\"“”".contains(c) || c.is_control())
}

/// Whether a list can have this name.
pub fn can_name(name: &str) -> bool {
    let has_length = (1..=MAX_NAME).contains(&name.len());
    is_plain(name) && has_length && !is_left_out(name) && !name.contains(['/', '\\'])
}

fn read_file(path: PathBuf) -> ListFile {
    if !can_be_named(&path) {
        return ListFile::unread(path, ListError::FileName);
    }
    match read_bytes(&path) {
        Ok(Some(bytes)) => ListFile::parse(path, &bytes),
        Ok(None) => ListFile::unread(path, ListError::TooLarge { max_mib: MAX_MIB }),
        Err(error) => ListFile::unread(path, ListError::unreadable(&error)),
    }
}

/// The bytes of a file; `None` if it is too large.
pub(super) fn read_bytes(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let max = MAX_MIB << 20;
    let mut bytes = Vec::new();
    File::open(path)?.take(max + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= max).then_some(bytes))
}
