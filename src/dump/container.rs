//! Compressed dumps and archives of old days, unpacked in memory: `.gz`, `.zst`, `.zip`, `.tar`, `.tar.gz`, `.tar.zst`.
//!
//! The first bytes decide what a file is, not its name. A few kilobytes can claim to unpack to terabytes, so everything
//! together is held to a limit. What can be had of a damaged or unfinished file is had, beside the error.

use std::io::{self, Cursor, Read};
use std::path::{Component, Path, PathBuf};

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use crate::lang::{SystemError, texts};

/// A way of packing files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Container {
    /// One file, or a tar archive.
    Gzip,
    /// One file, or a tar archive.
    Zstd,
    /// Many files.
    Zip,
    /// Many files, not compressed.
    Tar,
}

impl Container {
    /// What the first bytes of a file say; `None` for a file that is not packed.
    pub fn detect(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x1F, 0x8B, 0x08, ..] => Some(Self::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Self::Zstd),
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Self::Zip),
            _ => (bytes.get(257..262) == Some(b"ustar")).then_some(Self::Tar),
        }
    }
}

/// A file that was packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The container's own path for a file that was compressed alone; else that path with the member's name after it.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Bytes,
}

/// That a container, or one file in it, could not be unpacked. Displayed without the path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct UnpackError {
    /// The container, or the file in it.
    pub path: PathBuf,
    /// What is wrong with it.
    pub kind: UnpackErrorKind,
}

texts! {
    /// Why a packed file, or one file in it, could not be unpacked.
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
    #[error("{}", self.message(crate::lang::Lang::English))]
    UnpackErrorKind {
        TooLarge { limit: usize } => "解压后超过 {limit} 字节（max_file_size）；其余部分略去",
            "unpacks to more than {limit} bytes (max_file_size); what goes beyond is left out";
        /// Damaged, unfinished, encrypted, or compressed in an unknown way.
        Broken { error: SystemError } => "无法解压：{error}", "cannot be unpacked: {error}";
        PackedTwice => "包中的包不再解开；请先解开外层", "packed once more: what is packed within a packed file is not read; unpack the outer one";
    }
}

/// What came out of a container.
#[derive(Debug, Default)]
pub struct Unpacked {
    /// Its files, in its order.
    pub members: Vec<Member>,
    /// What could not be unpacked.
    pub errors: Vec<UnpackError>,
}

/// Unpacks a file in memory; `limit` is how many bytes all that is in it may have together.
///
/// A file that is no container comes out as it is.
pub fn unpack(path: &Path, bytes: &Bytes, limit: usize) -> Unpacked {
    let mut unpacking = Unpacking {
        path,
        limit,
        left: limit,
        out: Unpacked::default(),
    };
    match Container::detect(bytes) {
        Some(Container::Gzip) => {
            let plain = unpacking.read(path, MultiGzDecoder::new(bytes.as_ref()));
            unpacking.single(plain);
        }
        Some(Container::Zstd) => {
            let plain = unpacking.zstd(bytes);
            unpacking.single(plain);
        }
        Some(Container::Zip) => unpacking.zip(bytes),
        Some(Container::Tar) | None => unpacking.single(bytes.clone()),
    }
    unpacking.out
}

struct Unpacking<'a> {
    path: &'a Path,
    limit: usize,
    left: usize,
    out: Unpacked,
}

impl Unpacking<'_> {
    /// Reads a stream to its end, its first error or the limit.
    fn read(&mut self, path: &Path, stream: impl Read) -> Bytes {
        let mut plain = Vec::new();
        let outcome = stream.take(self.left as u64 + 1).read_to_end(&mut plain);
        if plain.len() > self.left {
            plain.truncate(self.left);
            self.fail(path, UnpackErrorKind::TooLarge { limit: self.limit });
        } else if let Err(error) = outcome {
            self.broken(path, error);
        }
        self.left -= plain.len();
        Bytes::from(plain)
    }

    fn broken(&mut self, path: &Path, error: io::Error) {
        self.fail(
            path,
            UnpackErrorKind::Broken {
                error: error.into(),
            },
        );
    }

    fn fail(&mut self, path: &Path, kind: UnpackErrorKind) {
        self.out.errors.push(UnpackError {
            path: path.to_owned(),
            kind,
        });
    }

    /// What a stream held: one file, or a tar archive.
    fn single(&mut self, bytes: Bytes) {
        if Container::detect(&bytes) == Some(Container::Tar) {
            self.tar(&bytes);
        } else if !bytes.is_empty() {
            self.member(self.path.to_owned(), bytes);
        }
    }

    /// A file that came out. What is packed once more is not unpacked: who packs archives into archives can have few bytes
    /// stand for very many, at any depth.
    fn member(&mut self, path: PathBuf, bytes: Bytes) {
        if Container::detect(&bytes).is_some() {
            self.fail(&path, UnpackErrorKind::PackedTwice);
        } else {
            self.out.members.push(Member { path, bytes });
        }
    }

    /// One frame after another, as `zstd` writes them and `cat` joins them.
    fn zstd(&mut self, bytes: &Bytes) -> Bytes {
        /// The largest window that `zstd -d` takes without being told to.
        const WINDOW: u64 = 128 << 20;
        let mut rest: &[u8] = bytes;
        let mut plain = Vec::new();
        while !rest.is_empty() && self.out.errors.is_empty() {
            let path = self.path;
            match StreamingDecoder::new_with_max_window_size(&mut rest, WINDOW) {
                Ok(frame) => plain.extend_from_slice(&self.read(path, frame)),
                Err(error) => self.broken(path, io::Error::other(error)),
            }
        }
        Bytes::from(plain)
    }

    /// Members of a tar archive are slices of it: nothing is copied.
    fn tar(&mut self, bytes: &Bytes) {
        let path = self.path;
        let mut archive = tar::Archive::new(Cursor::new(bytes.as_ref()));
        let entries = match archive.entries() {
            Ok(entries) => entries,
            Err(error) => return self.broken(path, error),
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => return self.broken(path, error),
            };
            if entry.header().entry_type().is_file() {
                let start = usize::try_from(entry.raw_file_position())
                    .unwrap_or(usize::MAX)
                    .min(bytes.len());
                let len = usize::try_from(entry.size())
                    .unwrap_or(usize::MAX)
                    .min(bytes.len() - start);
                let path = self.inner(&entry.path_bytes());
                self.member(path, bytes.slice(start..start + len));
            }
        }
    }

    fn zip(&mut self, bytes: &Bytes) {
        let path = self.path;
        let mut archive = match zip::ZipArchive::new(Cursor::new(bytes.as_ref())) {
            Ok(archive) => archive,
            Err(error) => return self.broken(path, io::Error::other(error)),
        };
        for index in 0..archive.len() {
            let file = match archive.by_index(index) {
                Ok(file) => file,
                Err(error) => {
                    self.broken(path, io::Error::other(error));
                    continue;
                }
            };
            if !file.is_file() {
                continue;
            }
            let path = self.inner(file.name_raw());
            let errors = self.out.errors.len();
            let bytes = self.read(&path, file);
            if self.out.errors.len() == errors {
                self.member(path, bytes);
            }
        }
    }

    /// A member's path under the container's; what leads out of it is left out. Archives made on a Chinese Windows name
    /// their files in GB18030 without saying so.
    fn inner(&self, name: &[u8]) -> PathBuf {
        let name = match simdutf8::basic::from_utf8(name) {
            Ok(name) => name.into(),
            Err(_) => encoding_rs::GB18030.decode_without_bom_handling(name).0,
        };
        let unix = name.replace('\\', "/");
        let parts = Path::new(&unix)
            .components()
            .filter(|part| matches!(part, Component::Normal(_)));
        self.path.join(parts.collect::<PathBuf>())
    }
}

#[cfg(test)]
mod tests;
