//! Compressed dumps and archives of old days, unpacked in memory: `.gz`, `.zst`, `.zip`, `.tar`, `.tar.gz`, `.tar.zst`.
//!
//! The first bytes of a file decide, not its name. A few kilobytes can unpack to terabytes, so a limit holds for the sum of all
//! members. A damaged or unfinished archive yields its whole members and an error.

use std::io::{self, Cursor, Read};
use std::path::{Component, Path, PathBuf};

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use crate::lang::{SystemError, texts};

/// The largest window that `zstd -d` accepts by default, and the largest for which no memory is asked, in bytes.
const MAX_WINDOW: u64 = 128 << 20;
const SMALL_WINDOW: u64 = 8 << 20;
/// How much memory a member takes at first, in bytes; then as much again as it has, and above the second size half of that.
const FIRST_STEP: usize = 512;
const MAX_DOUBLED: usize = 64 << 10;

/// A format of compressed files and archives.
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
    /// Detects the format by the first bytes of a file; `None` if it is not packed.
    pub fn detect(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x1F, 0x8B, 0x08, ..] => Some(Self::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Self::Zstd),
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Self::Zip),
            _ => (bytes.get(257..262) == Some(b"ustar")).then_some(Self::Tar),
        }
    }
}

/// An unpacked file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The container's path; for a member of an archive, followed by the member's name.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Bytes,
}

/// An error of a container or of one member. Displayed without the path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct UnpackError {
    /// The path of the container, or of the member as in [`Member::path`].
    pub path: PathBuf,
    /// What is wrong.
    pub kind: UnpackErrorKind,
}

texts! {
    /// Why a container or a member could not be unpacked.
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
    #[error("{}", self.message(crate::lang::Lang::English))]
    UnpackErrorKind {
        TooLarge { limit: usize } => "解压后超过 {limit} 字节（max_file_size）；其余部分略去",
            "unpacks to more than {limit} bytes (max_file_size); the rest is ignored";
        /// Damaged, unfinished, encrypted, or compressed in an unknown way.
        Broken { error: SystemError } => "无法解压：{error}", "cannot be unpacked: {error}";
        NestedArchive => "包中的包不再解开；请先解开外层", "an archive in an archive is not read; unpack the outer one";
    }
}

/// The members and errors of a container.
#[derive(Debug, Default)]
pub struct Unpacked {
    /// In the order of the archive.
    pub members: Vec<Member>,
    /// What could not be unpacked.
    pub errors: Vec<UnpackError>,
    /// Whether the rest is missing, because there was no memory for it.
    pub is_cut: bool,
}

/// Unpacks a file in memory, up to `limit` bytes for all members. A file that is no container is returned as its only member.
/// `grant` returns whether this number of bytes may be allocated.
pub fn unpack(
    path: &Path,
    bytes: &Bytes,
    limit: usize,
    grant: &mut dyn FnMut(usize) -> bool,
) -> Unpacked {
    let mut unpacking = Unpacking {
        path,
        limit,
        left: limit,
        granted: 0,
        grant,
        out: Unpacked::default(),
    };
    if let Err(error) = unpacking.add(bytes) {
        unpacking.report_broken(path, error);
    }
    unpacking.out
}

/// Unpacks the beginning of a gzip file, up to `limit` bytes, from its first bytes.
pub(super) fn gzip_head(bytes: &[u8], limit: u64) -> Vec<u8> {
    let mut plain = Vec::new();
    // The file goes on: an unexpected end is expected.
    let _ = MultiGzDecoder::new(bytes)
        .take(limit)
        .read_to_end(&mut plain);
    plain
}

/// The length of the frame without data at the start of these bytes (RFC 8878, 3.1.2).
fn skippable_frame(bytes: &[u8]) -> Option<usize> {
    let [0x50..=0x5F, 0x2A, 0x4D, 0x18, a, b, c, d, ..] = *bytes else {
        return None;
    };
    Some(8 + u32::from_le_bytes([a, b, c, d]) as usize)
}

/// How large a packed file says that what it holds is, in bytes: an estimate, for it may be wrong.
pub fn unpacked_size(bytes: &[u8]) -> Option<u64> {
    match Container::detect(bytes)? {
        // Of the last member, modulo 4 GiB (RFC 1952, 2.3.1).
        Container::Gzip => bytes
            .last_chunk()
            .map(|size| u32::from_le_bytes(*size).into()),
        Container::Zstd => zstd_content_size(bytes),
        Container::Zip => {
            let archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
            u64::try_from(archive.decompressed_size()?).ok()
        }
        Container::Tar => None,
    }
}

/// How much memory the frame at the start of these bytes takes for its window (RFC 8878, 3.1.1.1), in bytes.
fn zstd_window(bytes: &[u8]) -> Option<u64> {
    let [_, _, _, _, descriptor, rest @ ..] = bytes else {
        return None;
    };
    if is_single_segment(*descriptor) {
        return zstd_content_size(bytes);
    }
    let window = *rest.first()?;
    let base = 1_u64 << (10 + (window >> 3));
    Some(base + base / 8 * u64::from(window & 7))
}

/// The size of what the frame at the start of these bytes holds, if it says so (RFC 8878, 3.1.1.1.4).
fn zstd_content_size(bytes: &[u8]) -> Option<u64> {
    let [_, _, _, _, descriptor, rest @ ..] = bytes else {
        return None;
    };
    let size = match (descriptor >> 6, is_single_segment(*descriptor)) {
        (0, false) => return None,
        (flag, _) => [1, 2, 4, 8][usize::from(flag)],
    };
    let window = usize::from(!is_single_segment(*descriptor));
    let start = window + [0, 1, 2, 4][usize::from(descriptor & 3)];
    let field = rest.get(start..start + size)?.iter().rev();
    let number = field.fold(0, |sum, byte| sum << 8 | u64::from(*byte));
    Some(number + if size == 2 { 256 } else { 0 })
}

const fn is_single_segment(descriptor: u8) -> bool {
    descriptor & 0x20 != 0
}

struct Unpacking<'a> {
    path: &'a Path,
    limit: usize,
    left: usize,
    /// What was granted and not taken, in bytes.
    granted: usize,
    grant: &'a mut dyn FnMut(usize) -> bool,
    out: Unpacked,
}

impl Unpacking<'_> {
    fn add(&mut self, bytes: &Bytes) -> io::Result<()> {
        match Container::detect(bytes) {
            Some(Container::Gzip) => {
                let mut plain = Vec::new();
                self.read_into(&mut plain, self.path, MultiGzDecoder::new(bytes.as_ref()));
                let plain = self.keep(plain);
                self.add_file_or_tar(plain)
            }
            Some(Container::Zstd) => {
                let plain = self.read_zstd(bytes);
                self.add_file_or_tar(plain)
            }
            Some(Container::Zip) => self.add_zip(bytes),
            Some(Container::Tar) | None => self.add_file_or_tar(bytes.clone()),
        }
    }

    /// Appends a stream up to its end, its first error, the limit, or the end of memory.
    fn read_into(&mut self, plain: &mut Vec<u8>, path: &Path, stream: impl Read) {
        let before = plain.len();
        let mut stream = stream.take(self.left as u64 + 1);
        let outcome = loop {
            if plain.len() == plain.capacity() && !self.grow(plain) {
                self.out.is_cut = true;
                return;
            }
            let room = (plain.capacity() - plain.len()) as u64;
            match stream.by_ref().take(room).read_to_end(plain) {
                Ok(0) => break Ok(()),
                Ok(_) => {}
                Err(error) => break Err(error),
            }
        };
        if plain.len() - before > self.left {
            plain.truncate(before + self.left);
            self.report(path, UnpackErrorKind::TooLarge { limit: self.limit });
        } else if let Err(error) = outcome {
            self.report_broken(path, error);
        }
        self.left -= plain.len() - before;
    }

    /// Makes room for more bytes. Returns whether there is memory.
    fn grow(&mut self, plain: &mut Vec<u8>) -> bool {
        let step = match plain.capacity() {
            capacity @ ..=MAX_DOUBLED => capacity.max(FIRST_STEP),
            capacity => capacity / 2,
        };
        let missing = step.saturating_sub(self.granted);
        if missing > 0 && !(self.grant)(missing) {
            return false;
        }
        self.granted = (self.granted + missing).saturating_sub(step);
        plain.try_reserve_exact(step).is_ok()
    }

    /// Keeps what was read, and nothing beside it.
    fn keep(&mut self, mut plain: Vec<u8>) -> Bytes {
        self.granted += plain.capacity() - plain.len();
        plain.shrink_to_fit();
        Bytes::from(plain)
    }

    fn report_broken(&mut self, path: &Path, error: io::Error) {
        let error = error.into();
        self.report(path, UnpackErrorKind::Broken { error });
    }

    fn report(&mut self, path: &Path, kind: UnpackErrorKind) {
        let path = path.to_owned();
        self.out.errors.push(UnpackError { path, kind });
    }

    /// Adds a decompressed file, or the members of a tar archive.
    fn add_file_or_tar(&mut self, bytes: Bytes) -> io::Result<()> {
        if Container::detect(&bytes) == Some(Container::Tar) {
            return self.add_tar(&bytes);
        }
        if !bytes.is_empty() {
            self.add_member(self.path.to_owned(), bytes);
        }
        Ok(())
    }

    /// Adds a member. Reports a packed one: nested archives could expand without limit.
    fn add_member(&mut self, path: PathBuf, bytes: Bytes) {
        if Container::detect(&bytes).is_some() {
            self.report(&path, UnpackErrorKind::NestedArchive);
        } else {
            self.out.members.push(Member { path, bytes });
        }
    }

    /// Decompresses frames one after another, as `zstd` writes them and `cat` joins them. Frames without data are skipped:
    /// `pzstd` begins with one.
    fn read_zstd(&mut self, bytes: &Bytes) -> Bytes {
        let mut rest: &[u8] = bytes;
        let mut plain = Vec::new();
        while !rest.is_empty() && self.out.errors.is_empty() && !self.out.is_cut {
            let path = self.path;
            if let Some(frame) = skippable_frame(rest) {
                rest = rest.get(frame..).unwrap_or_default();
                continue;
            }
            let window = zstd_window(rest).filter(|window| *window > SMALL_WINDOW);
            let window = window.map_or(0, |window| window.min(MAX_WINDOW) as usize);
            if window > 0 && !(self.grant)(window) {
                self.out.is_cut = true;
                break;
            }
            match StreamingDecoder::new_with_max_window_size(&mut rest, MAX_WINDOW) {
                Ok(frame) => self.read_into(&mut plain, path, frame),
                Err(error) => self.report_broken(path, io::Error::other(error)),
            }
            self.granted += window;
        }
        self.keep(plain)
    }

    /// Adds the members of a tar archive as slices of it, without a copy.
    fn add_tar(&mut self, bytes: &Bytes) -> io::Result<()> {
        let offset = |at: u64| usize::try_from(at).map_or(bytes.len(), |at| at.min(bytes.len()));
        for entry in tar::Archive::new(Cursor::new(bytes.as_ref())).entries()? {
            let entry = entry?;
            if entry.header().entry_type().is_file() {
                let start = entry.raw_file_position();
                let end = offset(start.saturating_add(entry.size()));
                let path = self.member_path(&entry.path_bytes());
                self.add_member(path, bytes.slice(offset(start)..end));
            }
        }
        Ok(())
    }

    fn add_zip(&mut self, bytes: &Bytes) -> io::Result<()> {
        let path = self.path;
        let reader = Cursor::new(bytes.as_ref());
        let mut archive = zip::ZipArchive::new(reader).map_err(io::Error::other)?;
        for index in 0..archive.len() {
            let file = match archive.by_index(index) {
                Ok(file) if file.is_file() => file,
                Ok(_) => continue,
                Err(error) => {
                    self.report_broken(path, io::Error::other(error));
                    continue;
                }
            };
            let path = self.member_path(file.name_raw());
            let errors = self.out.errors.len();
            let mut plain = Vec::new();
            self.read_into(&mut plain, &path, file);
            if self.out.is_cut {
                break;
            }
            let bytes = self.keep(plain);
            if self.out.errors.len() == errors {
                self.add_member(path, bytes);
            }
        }
        Ok(())
    }

    /// Joins the container's path and a member's name, without `..` and the like. Archives made on a Chinese Windows have
    /// names in GB18030.
    fn member_path(&self, name: &[u8]) -> PathBuf {
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
