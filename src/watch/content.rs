//! What the bytes of a file hold: a dump, no dump, or an archive with many.
//!
//! A dump that was compressed alone stands under the path of its file; one in an archive under the archive's path with its
//! name in the archive after it (`2025.zip/days/2025-12-31.md`), so that its place is told and its name can give its date.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;

use super::error::ReadError;
use super::look::Seen;
use super::name;
use crate::dump::container::{Container, Member, UnpackError, unpack};
use crate::dump::{self, Dump, Reading};
use crate::path::FilePath;

/// What came of reading a file.
#[derive(Debug)]
pub(crate) enum Opinion {
    /// It is a dump.
    Dump(Seen, Arc<Dump>),
    /// It is compressed or an archive.
    Packed(Seen, Packed),
    /// It is neither, or an archive without dumps.
    NoDump(Seen),
    /// It is not there.
    Absent,
    /// It cannot be read; why.
    Refused(Option<Seen>, ReadError),
}

/// The dumps in a packed file.
#[derive(Debug)]
pub(crate) struct Packed {
    /// In the order of the archive. One that was compressed alone has the path of the file itself.
    pub dumps: Vec<Arc<Dump>>,
    /// What could not be unpacked. More dumps may be in it than are known then.
    pub trouble: Option<ReadError>,
}

/// What a look at a file's bytes shows while the processor has them at hand.
#[derive(Debug)]
pub(crate) enum Glance {
    Dump(Box<dump::Split>),
    NoDump,
    /// They have to be unpacked first.
    Packed,
    /// A fault of the program.
    Fault,
}

impl Glance {
    /// A fault of the program in reading one file is that file's trouble, and hides no other.
    pub(crate) fn at(path: &Path, bytes: &[u8], options: dump::Options) -> Self {
        let look = AssertUnwindSafe(|| match Container::of(bytes) {
            Some(_) => Self::Packed,
            None => dump::split(path, bytes, options)
                .map_or(Self::NoDump, |split| Self::Dump(Box::new(split))),
        });
        catch_unwind(look).unwrap_or(Self::Fault)
    }
}

impl Opinion {
    /// What the bytes hold; packed files may hold as much as the largest file that is read.
    pub(crate) fn of(seen: Seen, path: &FilePath, bytes: &Bytes, options: dump::Options) -> Self {
        Self::after(Glance::at(path, bytes, options), seen, path, bytes, options)
    }

    /// The same for bytes that were glanced at.
    pub(crate) fn after(
        glance: Glance,
        seen: Seen,
        path: &FilePath,
        bytes: &Bytes,
        options: dump::Options,
    ) -> Self {
        match glance {
            Glance::Dump(split) => Self::Dump(seen, Arc::new(split.with(path, bytes))),
            Glance::NoDump => Self::NoDump(seen),
            Glance::Packed => {
                let unpacking = AssertUnwindSafe(|| Packed::of(path, bytes, options));
                catch_unwind(unpacking)
                    .map_or(Self::fault(seen), |packed| Self::of_packed(seen, packed))
            }
            Glance::Fault => Self::fault(seen),
        }
    }

    const fn fault(seen: Seen) -> Self {
        Self::Refused(Some(seen), ReadError::ProgramFault)
    }

    fn of_packed(seen: Seen, packed: Packed) -> Self {
        match packed.trouble {
            None if packed.dumps.is_empty() => Self::NoDump(seen),
            Some(trouble) if packed.dumps.is_empty() => Self::Refused(Some(seen), trouble),
            None | Some(_) => Self::Packed(seen, packed),
        }
    }

    /// The dumps that were read.
    pub(crate) fn dumps(&self) -> &[Arc<Dump>] {
        match self {
            Self::Dump(_, dump) => std::slice::from_ref(dump),
            Self::Packed(_, packed) => &packed.dumps,
            Self::NoDump(_) | Self::Absent | Self::Refused(..) => &[],
        }
    }
}

impl Packed {
    /// Unpacks a file, or takes it as it is where it is not packed.
    pub(crate) fn of(path: &FilePath, bytes: &Bytes, options: dump::Options) -> Self {
        let unpacked = unpack(
            path,
            bytes,
            usize::try_from(options.limits.max_file_size).unwrap_or(usize::MAX),
        );
        let is_own = |member: &Member| member.path == **path;
        let is_scratch = |member: &Member| member.path.file_name().is_none_or(name::is_passed_over);
        let members = unpacked
            .members
            .into_iter()
            .filter(|member| is_own(member) || !is_scratch(member));
        let dumps = members.filter_map(|member| {
            match dump::read(&member.path.into(), member.bytes, options) {
                Reading::Dump(dump) => Some(Arc::new(dump)),
                Reading::NoDump => None,
            }
        });
        Self {
            dumps: dumps.collect(),
            trouble: trouble(path, &unpacked.errors),
        }
    }
}

/// The first of the errors, and how many more there are.
fn trouble(path: &Path, errors: &[UnpackError]) -> Option<ReadError> {
    let (UnpackError { path: place, kind }, more) = errors.split_first()?;
    let member = place
        .strip_prefix(path)
        .ok()
        .filter(|member| !member.as_os_str().is_empty());
    let cause = ReadError::Unpack {
        error: kind.clone(),
    };
    let first = match member {
        Some(member) => ReadError::Inside {
            member: member.display().to_string(),
            cause: Box::new(cause),
        },
        None => cause,
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
