//! What a file holds: a dump, an archive with many, or neither.
//!
//! A dump that was compressed alone has the path of its file. One in an archive has the archive's path with its name in
//! the archive appended (`2025.zip/days/2025-12-31.md`); that shows where it is, and the name can give its date.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;

use super::error::ReadError;
use super::kept_size::kept_text;
use super::last_read::LastRead;
use super::name;
use crate::dump::container::{Container, Member, UnpackError, unpack, unpacked_size};
use crate::dump::{self, Dump, ParsedDump};
use crate::memory::{MemoryLimit, MemoryRoom};
use crate::path::FilePath;

/// Smaller files are read without measuring the memory that is left.
pub(super) const MIN_MEASURED_SIZE: u64 = 1 << 20;

/// What a file holds.
#[derive(Debug)]
pub(crate) enum FileState {
    /// A dump.
    Dump(Arc<Dump>),
    /// The dumps in a compressed file or archive.
    Packed(PackedDumps),
    /// Something that is no dump, or an archive without dumps.
    NoDump,
    /// A dump without entries yet, or an archive of such.
    Empty,
    /// A file that cannot hold a wanted day, and was not read: see [`WatchSettings::days`](super::WatchSettings::days).
    LeftOut,
    /// It was not read, because memory is short.
    Refused {
        /// The limit that is in the way.
        limit: MemoryLimit,
        /// What it takes once it is read, in bytes, if that is known.
        bytes: Option<u64>,
    },
    /// There is no file.
    Absent,
    /// It cannot be read, for this reason.
    Unreadable(ReadError),
}

/// A file that was read, and what it holds.
#[derive(Debug)]
pub struct FileReading {
    /// The file.
    pub path: FilePath,
    /// How it was read. `None` if it has to be read again at the next look.
    pub(crate) read: Option<LastRead>,
    pub(crate) state: FileState,
}

/// The dumps in a packed file.
#[derive(Debug)]
pub(crate) struct PackedDumps {
    /// In the order of the archive. A dump that was compressed alone has the path of the file itself.
    pub dumps: Vec<Arc<Dump>>,
    /// Whether its files hold no entry yet.
    pub is_bare: bool,
    /// What could not be unpacked. There may be more dumps in the file then.
    pub error: Option<ReadError>,
}

/// The bytes of a file, split into entries if they are a plain dump.
pub(crate) type SplitBytes = Result<Option<Box<ParsedDump>>, ReadError>;

/// Takes this number of bytes for unpacked text, or returns the limit that forbids it.
pub(crate) type MemoryGrant<'a> = &'a mut dyn FnMut(u64) -> Result<(), MemoryLimit>;

/// A grant of what is left, which is measured at the first call.
pub(crate) fn grant_of(
    room: impl Fn() -> Option<MemoryRoom>,
) -> impl FnMut(u64) -> Result<(), MemoryLimit> {
    let mut left: Option<Option<MemoryRoom>> = None;
    move |bytes| match left.get_or_insert_with(&room) {
        Some(room) => room.take(bytes),
        None => Ok(()),
    }
}

/// Splits the bytes of a file while the processor has them in its cache. A panic becomes the error of this one file.
pub(crate) fn split(path: &Path, bytes: &[u8], options: &dump::ReadOptions) -> SplitBytes {
    guarded(|| match Container::detect(bytes) {
        Some(_) => None,
        None => dump::parse(path, bytes, options).map(Box::new),
    })
}

/// What the decoded text of a file takes beside its bytes, in bytes. A packed file has none.
pub(crate) fn decoded_bytes(bytes: &[u8], options: &dump::ReadOptions) -> u64 {
    match Container::detect(bytes) {
        Some(_) => 0,
        None => dump::recoded_size(bytes, options.encoding) as u64,
    }
}

impl FileState {
    /// Parses the bytes of a file.
    pub(super) fn parse(
        path: &FilePath,
        bytes: &Bytes,
        options: &dump::ReadOptions,
        memory: MemoryGrant<'_>,
    ) -> Self {
        let decoded = decoded_bytes(bytes, options);
        if decoded >= MIN_MEASURED_SIZE
            && let Err(limit) = memory(decoded)
        {
            let bytes = Some(decoded + kept_text(bytes.len() as u64));
            return Self::Refused { limit, bytes };
        }
        Self::from_split(split(path, bytes, options), path, bytes, options, memory)
    }

    /// Completes what [`split`] began, once the bytes are where they stay. Unpacks a packed file.
    pub(crate) fn from_split(
        split: SplitBytes,
        path: &FilePath,
        bytes: &Bytes,
        options: &dump::ReadOptions,
        memory: MemoryGrant<'_>,
    ) -> Self {
        match split {
            Ok(Some(parsed)) => Self::Dump(Arc::new(parsed.into_dump(path, bytes))),
            Ok(None) if Container::detect(bytes).is_some() => {
                guarded(|| PackedDumps::unpack(path, bytes, options, memory))
                    .map_or_else(Self::Unreadable, |packed| Self::from_packed(packed, bytes))
            }
            Ok(None) if dump::is_bare(bytes) => Self::Empty,
            Ok(None) => Self::NoDump,
            Err(error) => Self::Unreadable(error),
        }
    }

    fn from_packed(packed: PackedDumps, bytes: &[u8]) -> Self {
        match packed.error {
            Some(ReadError::NoMemory { limit }) => Self::Refused {
                limit,
                // Its memory grows by halves.
                bytes: unpacked_size(bytes).map(|size| kept_text(size + size / 2)),
            },
            None if packed.is_bare && packed.dumps.is_empty() => Self::Empty,
            None if packed.dumps.is_empty() => Self::NoDump,
            Some(error) if packed.dumps.is_empty() => Self::Unreadable(error),
            None | Some(_) => Self::Packed(packed),
        }
    }

    /// Splits the state into the dump of the file itself, the dumps in an archive, and an error.
    pub(super) fn into_dumps(
        self,
        path: &FilePath,
    ) -> (Option<Arc<Dump>>, Vec<Arc<Dump>>, Option<ReadError>) {
        match self {
            Self::Dump(dump) => (Some(dump), Vec::new(), None),
            Self::Packed(PackedDumps {
                mut dumps, error, ..
            }) => {
                let own = dumps.iter().position(|dump| dump.path == *path);
                (own.map(|own| dumps.remove(own)), dumps, error)
            }
            Self::NoDump | Self::Empty | Self::LeftOut | Self::Absent => (None, Vec::new(), None),
            Self::Refused { limit, .. } => (None, Vec::new(), Some(ReadError::NoMemory { limit })),
            Self::Unreadable(error) => (None, Vec::new(), Some(error)),
        }
    }

    /// The dumps that were read.
    pub(crate) fn dumps(&self) -> &[Arc<Dump>] {
        match self {
            Self::Dump(dump) => std::slice::from_ref(dump),
            Self::Packed(packed) => &packed.dumps,
            Self::NoDump
            | Self::Empty
            | Self::LeftOut
            | Self::Refused { .. }
            | Self::Absent
            | Self::Unreadable(_) => &[],
        }
    }
}

impl PackedDumps {
    /// Unpacks a file; the largest size of a file limits the sum of what is in it. A file that is not packed is one member.
    /// What does not fit into memory is left out whole.
    pub(crate) fn unpack(
        path: &FilePath,
        bytes: &Bytes,
        options: &dump::ReadOptions,
        memory: MemoryGrant<'_>,
    ) -> Self {
        let limit = usize::try_from(options.limits.max_file_size).unwrap_or(usize::MAX);
        let mut shortage = None;
        let mut grant = |bytes: usize| {
            shortage = memory(kept_text(bytes as u64)).err();
            shortage.is_none()
        };
        let unpacked = unpack(path, bytes, limit, &mut grant);
        if let Some(limit) = shortage {
            return Self::refused(ReadError::NoMemory { limit });
        }
        if unpacked.is_cut {
            let error = io::Error::from(io::ErrorKind::OutOfMemory);
            return Self::refused(error.into());
        }
        let is_ignored = |member: &Member| {
            member.path != **path && member.path.file_name().is_none_or(name::is_ignored)
        };
        let mut members = unpacked.members;
        members.retain(|member| !is_ignored(member));
        let decoded = members.iter();
        let decoded = decoded.map(|member| decoded_bytes(&member.bytes, options));
        let decoded = decoded.sum();
        if decoded > 0
            && let Err(limit) = memory(decoded)
        {
            return Self::refused(ReadError::NoMemory { limit });
        }
        let is_bare =
            !members.is_empty() && members.iter().all(|member| dump::is_bare(&member.bytes));
        let dumps = members
            .into_iter()
            .filter_map(|member| dump::read(&member.path.into(), member.bytes, options.clone()))
            .map(Arc::new);
        Self {
            dumps: dumps.collect(),
            is_bare,
            error: summarise(path, &unpacked.errors),
        }
    }

    pub(crate) const fn refused(error: ReadError) -> Self {
        Self {
            dumps: Vec::new(),
            is_bare: false,
            error: Some(error),
        }
    }
}

/// The first of the errors, and how many more there are.
fn summarise(path: &Path, errors: &[UnpackError]) -> Option<ReadError> {
    let (UnpackError { path: place, kind }, more) = errors.split_first()?;
    let cause = ReadError::Unpack {
        error: kind.clone(),
    };
    let first = match place.strip_prefix(path) {
        Ok(member) if !member.as_os_str().is_empty() => ReadError::Inside {
            member: member.display().to_string(),
            cause: Box::new(cause),
        },
        Ok(_) | Err(_) => cause,
    };
    Some(if more.is_empty() {
        first
    } else {
        ReadError::AndMore {
            cause: Box::new(first),
            more: more.len(),
        }
    })
}

impl From<ReadError> for FileState {
    /// The state of a file that was not read.
    fn from(error: ReadError) -> Self {
        if let ReadError::NoMemory { limit } = error {
            Self::Refused { limit, bytes: None }
        } else {
            Self::Unreadable(error)
        }
    }
}

fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| ReadError::ProgramFault)
}
