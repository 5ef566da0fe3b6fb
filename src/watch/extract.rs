//! Copies a dump out of an archive or compressed file, for a program that knows nothing of either.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use bytes::Bytes;

use super::error::ReadError;
use super::file_state::{MemoryGrant, grant_of};
use super::reading::{self, OpenError};
use crate::dump::container::{Container, Member, unpack};
use crate::limits::Limits;
use crate::memory::MemoryBudget;

/// A dump from a packed file.
#[derive(Debug)]
pub struct ArchivedDump {
    /// The packed file.
    pub archive: PathBuf,
    /// The dump's name in it.
    pub name: PathBuf,
    /// Its bytes, unpacked.
    pub bytes: Bytes,
}

/// Unpacks the dump at this path.
///
/// Returns `None` for a plain file, which can be opened as it is. The limits hold for a packed file and for all that is in it.
pub fn extract_dump(path: &Path, limits: Limits) -> Result<Option<ArchivedDump>, ReadError> {
    let archive = path.ancestors().find(|place| place.is_file());
    let archive = archive.ok_or_else(not_found)?;
    if !is_packed(archive) {
        return (archive == path).then_some(None).ok_or_else(not_found);
    }
    let memory = MemoryBudget::of_process(limits.max_memory);
    let mut grant = grant_of(|| memory.room(0));
    let opened = reading::open(archive, limits.max_file_size).map_err(read_error)?;
    grant(opened.signature.size).map_err(|limit| ReadError::NoMemory { limit })?;
    let bytes = opened.read_all()?;
    let member = member_at(path, archive, &bytes, limits, &mut grant)?;
    let name = match path.strip_prefix(archive) {
        Ok(inside) if inside != Path::new("") => inside.to_owned(),
        // `a.md.gz` is `a.md` for an editor, which goes by the extension.
        Ok(_) | Err(_) => PathBuf::from(archive.file_stem().unwrap_or_default()),
    };
    Ok(Some(ArchivedDump {
        archive: archive.to_owned(),
        name,
        bytes: member.bytes,
    }))
}

/// Unpacks the member at a path.
fn member_at(
    path: &Path,
    archive: &Path,
    bytes: &Bytes,
    limits: Limits,
    memory: MemoryGrant<'_>,
) -> Result<Member, ReadError> {
    let limit = usize::try_from(limits.max_file_size).unwrap_or(usize::MAX);
    let mut shortage = None;
    let mut grant = |bytes: usize| {
        shortage = memory(bytes as u64).err();
        shortage.is_none()
    };
    let unpacked = unpack(archive, bytes, limit, &mut grant);
    let mut members = unpacked.members.into_iter();
    match (members.find(|member| member.path == path), shortage) {
        (Some(member), _) => Ok(member),
        (None, Some(limit)) => Err(ReadError::NoMemory { limit }),
        (None, None) => Err(not_found()),
    }
}

/// Whether the first bytes of a file are those of a packed one.
fn is_packed(path: &Path) -> bool {
    let mut head = [0; 512];
    let read = reading::open(path, u64::MAX)
        .ok()
        .and_then(|mut file| file.read_into(&mut head).ok());
    read.and_then(|read| head.get(..read))
        .and_then(Container::detect)
        .is_some()
}

fn not_found() -> ReadError {
    io::Error::from(ErrorKind::NotFound).into()
}

fn read_error(error: OpenError) -> ReadError {
    match error {
        OpenError::Absent => not_found(),
        OpenError::NotAFile => ReadError::NeitherFileNorFolder,
        OpenError::TooLarge { size, limit } => ReadError::TooLarge { size, limit },
        OpenError::Binary { .. } => ReadError::NoDump,
        OpenError::Io(error) => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write as _;

    use super::*;

    /// Unpacks with a limit of a mebibyte.
    fn extract(path: &Path) -> Result<Option<ArchivedDump>, ReadError> {
        let limits = Limits {
            max_file_size: 1 << 20,
            ..Limits::default()
        };
        extract_dump(path, limits)
    }

    #[test]
    fn members_are_extracted_and_plain_files_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let plain = folder.path().join("电报_2026-01-06.md");
        fs::write(&plain, "正文").unwrap();
        assert!(extract(&plain).unwrap().is_none());
        let archive = folder.path().join("old.zip");
        let mut writer = zip::ZipWriter::new(fs::File::create(&archive).unwrap());
        for name in ["days/a.md", "days/b.md"] {
            writer
                .start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            writer.write_all(name.as_bytes()).unwrap();
        }
        writer.finish().unwrap();
        let member = extract(&archive.join("days/b.md")).unwrap();
        let member = member.unwrap();
        assert_eq!(
            (member.archive, member.name, &member.bytes[..]),
            (archive.clone(), "days/b.md".into(), &b"days/b.md"[..])
        );
        let alone = folder.path().join("c.md.gz");
        let mut encoder = flate2::write::GzEncoder::new(
            fs::File::create(&alone).unwrap(),
            flate2::Compression::default(),
        );
        encoder.write_all(b"c").unwrap();
        encoder.finish().unwrap();
        let member = extract(&alone).unwrap().unwrap();
        assert_eq!((member.name, &member.bytes[..]), ("c.md".into(), &b"c"[..]));
        let none = folder.path().join("none/x");
        for gone in [archive.join("days/c.md"), plain.join("x"), none] {
            let error = extract(&gone).unwrap_err();
            assert_eq!(error, not_found(), "{}", gone.display());
        }
    }
}
