//! Opening and reading a file that may be anything: a dump, a pipe, a device, ten gigabytes of zeros.
//!
//! Files are read, never mapped: a mapped file that is cut short by its scraper kills the process.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;

use bytes::Bytes;
use memmap2::MmapMut;

use super::signature::Signature;
use crate::dump::container::Container;

/// Files above this size are looked into before they are read whole.
const LARGE: u64 = 1 << 20;
const PEEKED: usize = 4096;

/// From how many bytes on a text has pages of its own.
///
/// A dump that is being written to is read again and again, and its last text is freed each time. An allocator keeps the
/// hole that such a block leaves, and what is small and stays comes to stand behind it, so that the next one needs
/// another: glibc's grew for minutes to twice of what was held. Pages are given back at once.
const OWN_PAGES: u64 = 128 << 10;

/// A regular file that was opened, with what `fstat` said of it.
#[derive(Debug)]
pub(crate) struct OpenedFile {
    file: File,
    /// As it was before the first byte was read: whatever changes afterwards shows at the next look.
    pub signature: Signature,
}

/// Why a file is not read.
#[derive(Debug)]
pub(crate) enum OpenError {
    /// It is not there.
    Absent,
    /// A folder, pipe, socket or device.
    NotAFile,
    /// It is larger than the limit, in bytes.
    TooLarge { size: u64, limit: u64 },
    /// It is large, and its first bytes are no text; what was seen of it.
    Binary { signature: Signature },
    /// The system says no.
    Io(io::Error),
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Absent,
            // A link that leads back to itself.
            _ if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => {
                Self::Absent
            }
            _ => Self::Io(error),
        }
    }
}

/// Opens a file for reading if it is a regular one within `limit` bytes; never waits, also not for a pipe.
pub(crate) fn open(path: &Path, limit: u64) -> Result<OpenedFile, OpenError> {
    let nonblocking = rustix::fs::OFlags::NONBLOCK
        .union(rustix::fs::OFlags::NOCTTY)
        .bits();
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(nonblocking.cast_signed())
        .open(path);
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
    if opened.signature.size > LARGE && opened.is_binary()? {
        Err(OpenError::Binary {
            signature: opened.signature,
        })
    } else {
        Ok(opened)
    }
}

impl OpenedFile {
    /// Reads at most as many bytes as `target` takes; how many there were.
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

    /// Reads it to the end, or to as many bytes as it had when it was opened.
    pub(crate) fn read_all(mut self) -> io::Result<Bytes> {
        let size = usize::try_from(self.signature.size).unwrap_or(usize::MAX);
        if self.signature.size >= OWN_PAGES {
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

    /// Zeros among the first bytes, but not in every second place as in UTF-16, and no packed file.
    fn is_binary(&self) -> io::Result<bool> {
        let mut head = [0; PEEKED];
        let read = self.file.read_at(&mut head, 0)?;
        let head = head.get(..read).unwrap_or_default();
        let wide: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];
        let is_wide = wide.iter().any(|mark| head.starts_with(mark));
        Ok(head.contains(&0) && Container::detect(head).is_none() && !is_wide)
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn a_pipe_is_refused_without_waiting_for_its_writer() {
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
    fn a_socket_is_no_file_and_a_link_to_itself_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (socket, circle) = (folder.path().join("a.md"), folder.path().join("b.md"));
        let _socket = UnixListener::bind(&socket).unwrap();
        symlink("b.md", &circle).unwrap();
        assert!(matches!(open(&socket, 1000), Err(OpenError::NotAFile)));
        assert!(matches!(open(&circle, 1000), Err(OpenError::Absent)));
    }

    #[test]
    fn ten_gigabytes_of_zeros_are_refused_unread() {
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
    fn what_is_there_is_read_and_what_is_not_is_absent() {
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
    fn a_large_text_stands_in_pages_of_its_own_as_far_as_it_goes() {
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
            "it was cut short since it was opened"
        );
        assert_eq!(whole, text, "what was read stays as it was");
    }
}
