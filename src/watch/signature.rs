//! What `stat` tells of a file: enough to know whether it has to be read again.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
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
    /// What `metadata` says.
    pub(crate) fn new(metadata: &Metadata) -> Self {
        Self {
            id: FileId { device: metadata.dev(), inode: metadata.ino() },
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

fn moment((seconds, nanoseconds): (i64, i64)) -> SystemTime {
    let since = Duration::new(u64::try_from(seconds).unwrap_or(0), u32::try_from(nanoseconds).unwrap_or(0));
    SystemTime::UNIX_EPOCH + since
}

#[cfg(test)]
mod tests {
    use std::fs;

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
