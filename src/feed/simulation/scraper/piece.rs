//! What one action of the scraper does to the disk.

use std::fs::{self, File, FileTimes, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{FileExt as _, symlink};
use std::path::{Path, PathBuf};

/// What one action does to the disk.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Append(PathBuf, Vec<u8>),
    WriteAt(PathBuf, usize, Vec<u8>),
    Cut(PathBuf, usize),
    Create(PathBuf),
    Remove(PathBuf),
    Rename(PathBuf, PathBuf),
    MakeFolder(PathBuf),
    RemoveFolder(PathBuf),
    /// Makes a folder with all above it.
    MakeFolders(PathBuf),
    /// A link by name to what the first path says.
    Link(PathBuf, PathBuf),
    /// A second name for the same file.
    HardLink(PathBuf, PathBuf),
    /// Writes other bytes of the same number and gives the file its old time back.
    Conceal(PathBuf, Vec<u8>),
}

impl Piece {
    /// Whether it writes the bytes that stand there: to whoever looks, the file rests meanwhile.
    pub(super) fn changes_nothing(&self) -> bool {
        let Self::WriteAt(path, offset, bytes) = self else {
            return false;
        };
        fs::read(path)
            .unwrap()
            .get(*offset..)
            .is_some_and(|rest| rest.starts_with(bytes))
    }

    /// Does it, and says where events would tell of it.
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
        }
    }
}

pub(super) fn shown(piece: &Piece) -> String {
    let name = |path: &Path| path.file_name().unwrap().display().to_string();
    match piece {
        Piece::Append(path, bytes) => format!(
            "append {} bytes to {}: …{:?}",
            bytes.len(),
            name(path),
            tail(bytes)
        ),
        Piece::WriteAt(path, offset, bytes) => {
            format!(
                "write {} bytes at {offset} of {}: …{:?}",
                bytes.len(),
                name(path),
                tail(bytes)
            )
        }
        Piece::Cut(path, size) => format!("cut {} to {size}", name(path)),
        Piece::Create(path) => format!("create {}", name(path)),
        Piece::Remove(path) => format!("remove {}", name(path)),
        Piece::Rename(from, to) => format!("rename {} to {}", name(from), name(to)),
        Piece::MakeFolder(path) => format!("make folder {}", name(path)),
        Piece::RemoveFolder(path) => format!("remove folder {}", name(path)),
        Piece::MakeFolders(path) => format!("make folders {}", name(path)),
        Piece::Link(to, path) => format!("link {} to {}", path.display(), to.display()),
        Piece::HardLink(from, to) => format!("link {} as {}", name(from), name(to)),
        Piece::Conceal(path, _) => format!("conceal a change of {}", name(path)),
    }
}

fn tail(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(30)..]).into_owned()
}
