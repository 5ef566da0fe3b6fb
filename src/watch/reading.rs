//! Opens and reads a file that may be anything: a dump, a pipe, a device, ten gigabytes of zeros.
//!
//! Files are read, never mapped: if a scraper truncates a mapped file, the process dies.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;

use bytes::Bytes;
use memmap2::MmapMut;
use xxhash_rust::xxh3::Xxh3;

use super::descriptors::with_descriptor;
use super::signature::Signature;
use crate::dump::container::Container;

/// The head of a file above this size is checked before all of it is read.
const MIN_CHECKED_SIZE: u64 = 1 << 20;
/// How many bytes of the head are checked.
const HEAD_SIZE: usize = 4096;
/// How many bytes are read at once to be hashed.
const HASHED_AT_ONCE: usize = 64 << 10;

/// A text of this many bytes or more has pages of its own.
///
/// A dump that grows is read again and again, and its last text is freed each time. Small blocks that stay then fill parts
/// of the holes, and the next text needs new room: glibc's heap grew for minutes to twice the bytes in use. Pages go back to
/// the system at once.
const MIN_OWN_PAGES: u64 = 128 << 10;

/// An open regular file.
#[derive(Debug)]
pub(crate) struct OpenedFile {
    file: File,
    /// The signature from before the first byte was read: the next look finds any later change.
    pub signature: Signature,
}

/// Why a file was not opened.
#[derive(Debug)]
pub(crate) enum OpenError {
    /// There is no such file.
    Absent,
    /// A folder, pipe, socket or device.
    NotAFile,
    /// It is larger than the limit, in bytes.
    TooLarge { size: u64, limit: u64 },
    /// It is large, and its head is no text.
    Binary { signature: Signature },
    /// The system returned an error.
    Io(io::Error),
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        if is_absent(&error) {
            Self::Absent
        } else {
            Self::Io(error)
        }
    }
}

/// Whether an error says that there is nothing at a path. A link to itself leads nowhere.
pub(crate) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
        || error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

/// Opens a regular file of at most `limit` bytes. Never blocks, not even on a pipe.
pub(crate) fn open(path: &Path, limit: u64) -> Result<OpenedFile, OpenError> {
    let nonblocking = rustix::fs::OFlags::NONBLOCK
        .union(rustix::fs::OFlags::NOCTTY)
        .bits();
    let mut options = OpenOptions::new();
    let options = options.read(true).custom_flags(nonblocking.cast_signed());
    let file = with_descriptor(|| options.open(path));
    // Sockets and some devices cannot be opened at all.
    let is_other = |metadata: &Metadata| !metadata.is_file();
    if file.is_err() && fs::metadata(path).as_ref().is_ok_and(is_other) {
        return Err(OpenError::NotAFile);
    }
    let file = file?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(OpenError::NotAFile);
    }
    let opened = OpenedFile {
        file,
        signature: Signature::new(&metadata),
    };
    if opened.signature.size > limit {
        return Err(OpenError::TooLarge {
            size: opened.signature.size,
            limit,
        });
    }
    if opened.signature.size > MIN_CHECKED_SIZE && opened.is_binary()? {
        Err(OpenError::Binary {
            signature: opened.signature,
        })
    } else {
        Ok(opened)
    }
}

impl OpenedFile {
    /// Fills `target` as far as the file goes. Returns the number of bytes.
    pub(crate) fn read_into(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while let Some(rest) = target.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match self.file.read(rest) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(filled)
    }

    /// Fills `target` from this place in the file, as far as it goes. Returns the number of bytes.
    pub(crate) fn read_at(&self, target: &mut [u8], offset: u64) -> io::Result<usize> {
        self.file.read_at(target, offset)
    }

    /// Hashes the bytes that [`Self::read_all`] reads, and keeps none of them.
    pub(crate) fn hash(&self) -> io::Result<u64> {
        let (mut hasher, mut piece) = (Xxh3::new(), vec![0; HASHED_AT_ONCE]);
        let mut offset = 0;
        while offset < self.signature.size {
            let left = usize::try_from(self.signature.size - offset).unwrap_or(usize::MAX);
            let read = self.file.read_at(&mut piece, offset)?.min(left);
            if read == 0 {
                break;
            }
            hasher.update(piece.get(..read).unwrap_or_default());
            offset += read as u64;
        }
        Ok(hasher.digest())
    }

    /// Reads the file, but no more bytes than it had when it was opened.
    pub(crate) fn read_all(mut self) -> io::Result<Bytes> {
        let size = usize::try_from(self.signature.size).unwrap_or(usize::MAX);
        if self.signature.size >= MIN_OWN_PAGES {
            let mut pages = MmapMut::map_anon(size)?;
            let read = self.read_into(&mut pages)?;
            return Ok(Bytes::from_owner(pages).slice(..read));
        }
        let mut bytes = Vec::with_capacity(size);
        self.file
            .take(self.signature.size)
            .read_to_end(&mut bytes)?;
        Ok(bytes.into())
    }

    /// Whether the head has zeros, and is neither UTF-16 nor a packed file.
    fn is_binary(&self) -> io::Result<bool> {
        let mut head = [0; HEAD_SIZE];
        let read = self.file.read_at(&mut head, 0)?;
        let head = head.get(..read).unwrap_or_default();
        let wide: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];
        let is_wide = wide.iter().any(|mark| head.starts_with(mark));
        Ok(head.contains(&0) && Container::detect(head).is_none() && !is_wide)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use xxhash_rust::xxh3::xxh3_64;

    use super::*;

    #[test]
    fn opening_a_pipe_does_not_block() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("a.md");
        rustix::fs::mknodat(
            rustix::fs::CWD,
            &pipe,
            rustix::fs::FileType::Fifo,
            0o600.into(),
            0,
        )
        .unwrap();
        assert!(matches!(open(&pipe, 1000), Err(OpenError::NotAFile)));
        assert!(matches!(
            open(folder.path(), 1000),
            Err(OpenError::NotAFile)
        ));
        assert!(matches!(
            open(Path::new("/dev/zero"), 1000),
            Err(OpenError::NotAFile)
        ));
    }

    #[test]
    fn sockets_and_circular_links_are_no_files() {
        let folder = tempfile::tempdir().unwrap();
        let (socket, circle) = (folder.path().join("a.md"), folder.path().join("b.md"));
        let _socket = UnixListener::bind(&socket).unwrap();
        symlink("b.md", &circle).unwrap();
        assert!(matches!(open(&socket, 1000), Err(OpenError::NotAFile)));
        assert!(matches!(open(&circle, 1000), Err(OpenError::Absent)));
    }

    #[test]
    fn ten_gigabytes_of_zeros_are_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("zeros.md");
        File::create(&path).unwrap().set_len(10 << 30).unwrap();
        assert!(matches!(
            open(&path, 512 << 20),
            Err(OpenError::TooLarge {
                limit: 536_870_912,
                ..
            })
        ));
        assert!(matches!(
            open(&path, u64::MAX),
            Err(OpenError::Binary { .. })
        ));
    }

    #[test]
    fn a_file_is_read_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        assert!(matches!(open(&path, 1000), Err(OpenError::Absent)));
        assert!(matches!(
            open(&path.join("b"), 1000),
            Err(OpenError::Absent)
        ));
        fs::write(&path, "电报").unwrap();
        assert_eq!(open(&path, 1000).unwrap().read_all().unwrap(), "电报");
        let mut target = [0; 4];
        assert_eq!(
            open(&path, 1000).unwrap().read_into(&mut target).unwrap(),
            4
        );
    }

    #[test]
    fn hash_of_a_file_is_that_of_its_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        for size in [0, 1, HASHED_AT_ONCE, 3 * HASHED_AT_ONCE + 1] {
            let bytes: Vec<u8> = (0..size).map(|at| (at % 251) as u8).collect();
            fs::write(&path, &bytes).unwrap();
            let opened = open(&path, u64::MAX).unwrap();
            let mut file = OpenOptions::new().append(true).open(&path).unwrap();
            file.write_all(b"more").unwrap();
            assert_eq!(opened.hash().unwrap(), xxh3_64(&bytes));
            assert_eq!(opened.read_all().unwrap(), bytes);
        }
    }

    #[test]
    fn a_large_text_has_its_own_pages() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        let text = "电报".repeat(50_000);
        fs::write(&path, &text).unwrap();
        let (whole, cut) = (
            open(&path, u64::MAX).unwrap(),
            open(&path, u64::MAX).unwrap(),
        );
        let whole = whole.read_all().unwrap();
        assert_eq!(whole, text);
        assert_eq!(whole.as_ptr().addr() % 4096, 0);
        fs::write(&path, "电").unwrap();
        assert_eq!(
            cut.read_all().unwrap(),
            "电",
            "it was truncated after it was opened"
        );
        assert_eq!(whole, text, "the bytes are a copy");
    }
}
