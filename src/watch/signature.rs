//! What `stat` reports about a file: enough to see whether it has to be read again.

use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::schedule::HOT_TIME;

/// Two changes within this time may have the same time stamp: tmpfs and ext4 stamp by the kernel's tick of 4 to 10 ms.
pub(crate) const GRANULARITY: Duration = Duration::from_millis(40);

/// A version of a file or folder. Equal signatures mean equal content, unless one [`is_racy`](Self::is_racy).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Signature {
    /// Device and inode.
    pub id: FileId,
    /// In bytes.
    pub size: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

/// Device and inode: the identity of a file, whatever its name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct FileId {
    device: u64,
    inode: u64,
}

/// The mount that has a path. A bind mount is another than that of the folder below it, although both may be on one device.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct MountId {
    pub device: u64,
    /// Before Linux 6.8 a later mount may get the number of one that is gone; before 5.8, and elsewhere, there is none.
    pub number: Option<u64>,
}

impl Signature {
    /// Reads the signature of a file.
    ///
    /// A client of a network mount caches what the server reported, NFS for up to a minute, and `stat` returns that.
    /// `sync_with_server` asks the server again. On a disk it makes no difference.
    pub(crate) fn of_file(path: &Path, sync_with_server: bool) -> io::Result<Self> {
        stat(path, sync_with_server).map(|(signature, _)| signature)
    }

    /// Reads the signature of a folder. Fails if it is none.
    pub(crate) fn of_folder(path: &Path, sync_with_server: bool) -> io::Result<Self> {
        let (signature, is_folder) = stat(path, sync_with_server)?;
        if is_folder {
            Ok(signature)
        } else {
            Err(io::ErrorKind::NotADirectory.into())
        }
    }

    /// Takes the signature from metadata.
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

    /// When the content last changed, in seconds since 1970.
    pub(crate) const fn modified(&self) -> i64 {
        self.modified.0
    }

    /// Whether the content last changed near this time, before or after.
    pub(crate) fn is_recent(&self, wall: SystemTime) -> bool {
        let wall = wall.duration_since(SystemTime::UNIX_EPOCH);
        let wall = wall.map_or(0, |since| since.as_secs());
        let modified = u64::try_from(self.modified()).unwrap_or(0);
        modified.abs_diff(wall) <= HOT_TIME.as_secs()
    }

    /// Whether the last change is so recent that the next one may leave the signature as it is.
    pub(crate) fn is_racy(&self, wall: SystemTime) -> bool {
        let last = system_time(self.modified).max(system_time(self.changed));
        wall.duration_since(last).is_ok_and(|age| age < GRANULARITY) || last > wall
    }
}

/// Reads a signature, and whether the path is a folder.
fn stat(path: &Path, sync_with_server: bool) -> io::Result<(Signature, bool)> {
    match sync_with_server.then(|| stat_synced(path)).flatten() {
        Some(found) => Ok(found),
        None => fs::metadata(path).map(|metadata| (Signature::new(&metadata), metadata.is_dir())),
    }
}

/// The same from the server. `None` if it does not answer, or if the system cannot ask it.
#[cfg(target_os = "linux")]
fn stat_synced(path: &Path) -> Option<(Signature, bool)> {
    use rustix::fs::{AtFlags, CWD, FileType, StatxFlags, StatxTimestamp, makedev, statx};

    let stat = statx(
        CWD,
        path,
        AtFlags::STATX_FORCE_SYNC,
        StatxFlags::BASIC_STATS,
    )
    .ok()?;
    let time = |time: StatxTimestamp| (time.tv_sec, i64::from(time.tv_nsec));
    let id = FileId {
        device: makedev(stat.stx_dev_major, stat.stx_dev_minor),
        inode: stat.stx_ino,
    };
    let (modified, changed) = (time(stat.stx_mtime), time(stat.stx_ctime));
    let is_folder = FileType::from_raw_mode(stat.stx_mode.into()).is_dir();
    Some((
        Signature {
            id,
            size: stat.stx_size,
            modified,
            changed,
        },
        is_folder,
    ))
}

#[cfg(not(target_os = "linux"))]
const fn stat_synced(_: &Path) -> Option<(Signature, bool)> {
    None
}

fn system_time((seconds, nanoseconds): (i64, i64)) -> SystemTime {
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
    fn only_a_recent_change_is_racy() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "a").unwrap();
        let signature = Signature::new(&fs::metadata(&path).unwrap());
        let written = system_time(signature.changed);
        assert!(signature.is_racy(written));
        assert!(signature.is_racy(written + GRANULARITY / 2));
        assert!(!signature.is_racy(written + GRANULARITY * 2));
    }

    #[test]
    fn a_synced_signature_is_the_same() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let synced = Signature::of_file(file.path(), true).unwrap();
        assert_eq!(synced, Signature::of_file(file.path(), false).unwrap());
        assert_eq!(synced, Signature::new(&file.as_file().metadata().unwrap()));
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
    fn a_replaced_file_has_another_signature() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&a, "a").unwrap();
        fs::write(&b, "b").unwrap();
        let before = Signature::new(&fs::metadata(&a).unwrap());
        fs::rename(&b, &a).unwrap();
        assert_ne!(before, Signature::new(&fs::metadata(&a).unwrap()));
    }
}
