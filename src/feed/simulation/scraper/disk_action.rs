//! The actions of the simulated scraper on the disk.

use std::fs::{self, File, FileTimes, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{FileExt as _, symlink};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::Dice;

/// One action on the disk.
#[derive(Debug, Clone)]
pub(super) enum DiskAction {
    Append(PathBuf, Vec<u8>),
    WriteAt(PathBuf, usize, Vec<u8>),
    Cut(PathBuf, usize),
    Create(PathBuf),
    Remove(PathBuf),
    Rename(PathBuf, PathBuf),
    MakeFolder(PathBuf),
    RemoveFolder(PathBuf),
    /// Creates a folder with all above it.
    MakeFolders(PathBuf),
    /// Creates a symbolic link to the first path.
    Link(PathBuf, PathBuf),
    /// Creates a second name of a file.
    HardLink(PathBuf, PathBuf),
    /// Writes other bytes of the same length and restores the file's time.
    Conceal(PathBuf, Vec<u8>),
    /// Sets the file's time: to now, or to the beginning of time.
    Touch(PathBuf, SystemTime),
}

impl DiskAction {
    /// Whether it writes the bytes that are there already: to a reader the file rests.
    pub(super) fn changes_nothing(&self) -> bool {
        let Self::WriteAt(path, offset, bytes) = self else {
            return false;
        };
        fs::read(path)
            .unwrap()
            .get(*offset..)
            .is_some_and(|rest| rest.starts_with(bytes))
    }

    /// Performs the action. Returns the paths of its events.
    pub(super) fn act(self) -> Vec<PathBuf> {
        match self {
            Self::Append(path, bytes) => {
                OpenOptions::new()
                    .append(true)
                    .open(&path)
                    .unwrap()
                    .write_all(&bytes)
                    .unwrap();
                vec![path]
            }
            Self::WriteAt(path, offset, bytes) => {
                OpenOptions::new()
                    .write(true)
                    .open(&path)
                    .unwrap()
                    .write_all_at(&bytes, offset as u64)
                    .unwrap();
                vec![path]
            }
            Self::Cut(path, size) => {
                OpenOptions::new()
                    .write(true)
                    .open(&path)
                    .unwrap()
                    .set_len(size as u64)
                    .unwrap();
                vec![path]
            }
            Self::Create(path) => {
                File::create(&path).unwrap();
                vec![path]
            }
            Self::Remove(path) => {
                fs::remove_file(&path).unwrap();
                vec![path]
            }
            Self::Rename(from, to) => {
                fs::rename(&from, &to).unwrap();
                vec![from, to]
            }
            Self::MakeFolder(path) => {
                fs::create_dir(&path).unwrap();
                vec![path]
            }
            Self::RemoveFolder(path) => {
                fs::remove_dir_all(&path).unwrap();
                vec![path]
            }
            Self::MakeFolders(path) => {
                fs::create_dir_all(&path).unwrap();
                vec![path]
            }
            Self::Link(to, path) => {
                symlink(to, &path).unwrap();
                vec![path]
            }
            Self::HardLink(from, to) => {
                fs::hard_link(&from, &to).unwrap();
                vec![from, to]
            }
            Self::Conceal(path, bytes) => {
                let before = fs::metadata(&path).unwrap().modified().unwrap();
                let file = OpenOptions::new().write(true).open(&path).unwrap();
                file.write_all_at(&bytes, 0).unwrap();
                file.set_times(FileTimes::new().set_modified(before))
                    .unwrap();
                vec![path]
            }
            Self::Touch(path, time) => {
                let file = OpenOptions::new().write(true).open(&path).unwrap();
                file.set_modified(time).unwrap();
                vec![path]
            }
        }
    }
}

pub(super) fn describe(piece: &DiskAction) -> String {
    let name = |path: &Path| path.file_name().unwrap().display().to_string();
    match piece {
        DiskAction::Append(path, bytes) => format!(
            "append {} bytes to {}: …{:?}",
            bytes.len(),
            name(path),
            tail(bytes)
        ),
        DiskAction::WriteAt(path, offset, bytes) => {
            format!(
                "write {} bytes at {offset} of {}: …{:?}",
                bytes.len(),
                name(path),
                tail(bytes)
            )
        }
        DiskAction::Cut(path, size) => format!("cut {} to {size}", name(path)),
        DiskAction::Create(path) => format!("create {}", name(path)),
        DiskAction::Remove(path) => format!("remove {}", name(path)),
        DiskAction::Rename(from, to) => format!("rename {} to {}", name(from), name(to)),
        DiskAction::MakeFolder(path) => format!("make folder {}", name(path)),
        DiskAction::RemoveFolder(path) => format!("remove folder {}", name(path)),
        DiskAction::MakeFolders(path) => format!("make folders {}", name(path)),
        DiskAction::Link(to, path) => format!("link {} to {}", path.display(), to.display()),
        DiskAction::HardLink(from, to) => format!("link {} as {}", name(from), name(to)),
        DiskAction::Conceal(path, _) => format!("conceal a change of {}", name(path)),
        DiskAction::Touch(path, _) => format!("touch {}", name(path)),
    }
}

fn tail(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(30)..]).into_owned()
}

/// Splits bytes anywhere, also inside a character.
pub(super) fn torn(bytes: &[u8], dice: &mut Dice) -> Vec<Vec<u8>> {
    let mut cuts: Vec<usize> = (0..dice.below(4))
        .map(|_| dice.below(bytes.len() + 1))
        .collect();
    cuts.extend([0, bytes.len()]);
    cuts.sort_unstable();
    cuts.windows(2)
        .map(|cut| bytes[cut[0]..cut[1]].to_vec())
        .filter(|piece| !piece.is_empty())
        .collect()
}
