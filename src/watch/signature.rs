//! What `stat` tells of a file: enough to know whether it has to be read again.

use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// How long after a change a file system may still give the next change the same time stamp: a tick of the kernel is
/// 4 to 10 ms, and tmpfs and ext4 stamp by the tick.
pub(crate) const GRANULARITY: Duration = Duration::from_millis(40);

/// A file or folder at one moment. Two equal signatures are the same content, unless [`Self::is_racy`] when it was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Signature {
    /// Device and inode.
    pub id: FileId,
    /// In bytes.
    pub size: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

/// Device and inode: which file it is, whatever it is called.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct FileId {
    device: u64,
    inode: u64,
}

impl Signature {
    /// What the system says of a path. The clients of network mounts keep what they were told, NFS for up to a minute, and
    /// `stat` says that; where `asks`, the server is asked. On disks it is the same.
    pub(crate) fn of_file(path: &Path, asks: bool) -> io::Result<Self> {
        told(path, asks).map(|(signature, _)| signature)
    }

    /// The same of a folder; an error where it is none.
    pub(crate) fn of_folder(path: &Path, asks: bool) -> io::Result<Self> {
        let (signature, is_folder) = told(path, asks)?;
        if is_folder {
            Ok(signature)
        } else {
            Err(io::ErrorKind::NotADirectory.into())
        }
    }

    /// What `metadata` says.
    pub(crate) fn new(metadata: &Metadata) -> Self {
        Self {
            id: FileId {
                device: metadata.dev(),
                inode: metadata.ino(),
            },
            size: metadata.size(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
        }
    }

    /// Seconds since 1970 of the last change of the content.
    pub(crate) const fn modified(&self) -> i64 {
        self.modified.0
    }

    /// Whether a reader at this moment cannot be sure that the next change will show: the last one is too recent.
    pub(crate) fn is_racy(&self, wall: SystemTime) -> bool {
        let last = moment(self.modified).max(moment(self.changed));
        wall.duration_since(last).is_ok_and(|age| age < GRANULARITY) || last > wall
    }
}

/// What the system says of a path, and whether it is a folder.
fn told(path: &Path, asks: bool) -> io::Result<(Signature, bool)> {
    match asks.then(|| asked(path)).flatten() {
        Some(told) => Ok(told),
        None => fs::metadata(path).map(|metadata| (Signature::new(&metadata), metadata.is_dir())),
    }
}

/// As the server says; `None` where it does not, or where there is no way to ask.
#[cfg(target_os = "linux")]
fn asked(path: &Path) -> Option<(Signature, bool)> {
    use rustix::fs::{AtFlags, CWD, FileType, StatxFlags, StatxTimestamp, makedev, statx};

    let told = statx(
        CWD,
        path,
        AtFlags::STATX_FORCE_SYNC,
        StatxFlags::BASIC_STATS,
    )
    .ok()?;
    let time = |time: StatxTimestamp| (time.tv_sec, i64::from(time.tv_nsec));
    let id = FileId {
        device: makedev(told.stx_dev_major, told.stx_dev_minor),
        inode: told.stx_ino,
    };
    let (modified, changed) = (time(told.stx_mtime), time(told.stx_ctime));
    let is_folder = FileType::from_raw_mode(told.stx_mode.into()).is_dir();
    Some((
        Signature {
            id,
            size: told.stx_size,
            modified,
            changed,
        },
        is_folder,
    ))
}

#[cfg(not(target_os = "linux"))]
const fn asked(_: &Path) -> Option<(Signature, bool)> {
    None
}

fn moment((seconds, nanoseconds): (i64, i64)) -> SystemTime {
    let since = Duration::new(
        u64::try_from(seconds).unwrap_or(0),
        u32::try_from(nanoseconds).unwrap_or(0),
    );
    SystemTime::UNIX_EPOCH + since
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_changed_just_now_is_racy_and_an_old_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "a").unwrap();
        let signature = Signature::new(&fs::metadata(&path).unwrap());
        let written = moment(signature.changed);
        assert!(signature.is_racy(written));
        assert!(signature.is_racy(written + GRANULARITY / 2));
        assert!(!signature.is_racy(written + GRANULARITY * 2));
    }

    #[test]
    fn a_server_that_is_asked_tells_the_same_in_other_words() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let told = Signature::of_file(file.path(), true).unwrap();
        assert_eq!(told, Signature::of_file(file.path(), false).unwrap());
        assert_eq!(
            told,
            Signature::new(&file.as_file().metadata().unwrap()),
            "an opened file is compared with it"
        );
        assert_eq!(
            Signature::of_file(Path::new("/none"), true)
                .unwrap_err()
                .kind(),
            io::ErrorKind::NotFound
        );
        let folder = file.path().parent().unwrap();
        assert_eq!(
            Signature::of_folder(folder, true).unwrap(),
            Signature::of_folder(folder, false).unwrap()
        );
        assert_eq!(
            Signature::of_folder(file.path(), true).unwrap_err().kind(),
            io::ErrorKind::NotADirectory
        );
    }

    #[test]
    fn a_file_put_in_the_place_of_another_is_another() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&a, "a").unwrap();
        fs::write(&b, "b").unwrap();
        let before = Signature::new(&fs::metadata(&a).unwrap());
        fs::rename(&b, &a).unwrap();
        assert_ne!(before, Signature::new(&fs::metadata(&a).unwrap()));
    }
}
