//! The folder of watchlists.

use std::fs::{self, File};
use std::io::{self, Read as _};
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

/// Reads every list of a folder, by name; none if there is no such folder.
pub fn read_folder(folder: &Path) -> Vec<ListFile> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut paths: Vec<PathBuf> = paths.filter(|path| is_list(path)).collect();
    paths.sort();
    paths.truncate(MAX_FILES);
    paths.into_iter().map(read_file).collect()
}

/// The lists as queries know them.
pub fn watchlists(files: &[ListFile]) -> Watchlists {
    let named = files.iter().filter(|file| can_be_named(&file.path));
    named.map(ListFile::watchlist).collect()
}

/// Whether a file is a list: it is neither hidden nor left behind by an editor.
fn is_list(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !is_left_out(&name) && fs::metadata(path).is_ok_and(|file| file.is_file())
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
        Err(error) => {
            let error = error.to_string();
            ListFile::unread(path, ListError::Unreadable { error })
        }
    }
}

/// The bytes of a file; `None` if it is too large.
pub(super) fn read_bytes(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let max = MAX_MIB << 20;
    let mut bytes = Vec::new();
    File::open(path)?.take(max + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= max).then_some(bytes))
}
