//! Copies a dump out of an archive or compressed file, for a program that knows nothing of either.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use bytes::Bytes;

use super::error::ReadError;
use super::reading::{self, OpenError};
use crate::dump::container::{Container, unpack};

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
/// Returns `None` for a plain file, which can be opened as it is. `limit` is the largest size in bytes of a packed file and
/// of all that is in it.
pub fn extract_dump(path: &Path, limit: u64) -> Result<Option<ArchivedDump>, ReadError> {
    let archive = path.ancestors().find(|place| place.is_file());
    let archive = archive.ok_or_else(not_found)?;
    if !is_packed(archive) {
        return (archive == path).then_some(None).ok_or_else(not_found);
    }
    let bytes = reading::open(archive, limit)
        .map_err(read_error)?
        .read_all()?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut members = unpack(archive, &bytes, limit).members.into_iter();
    let member = members
        .find(|member| member.path == path)
        .ok_or_else(not_found)?;
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

    const LIMIT: u64 = 1 << 20;

    #[test]
    fn members_are_extracted_and_plain_files_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let plain = folder.path().join("电报_2026-01-06.md");
        fs::write(&plain, "正文").unwrap();
        assert!(extract_dump(&plain, LIMIT).unwrap().is_none());
        let archive = folder.path().join("old.zip");
        let mut writer = zip::ZipWriter::new(fs::File::create(&archive).unwrap());
        for name in ["days/a.md", "days/b.md"] {
            writer
                .start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            writer.write_all(name.as_bytes()).unwrap();
        }
        writer.finish().unwrap();
        let member = extract_dump(&archive.join("days/b.md"), LIMIT).unwrap();
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
        let member = extract_dump(&alone, LIMIT).unwrap().unwrap();
        assert_eq!((member.name, &member.bytes[..]), ("c.md".into(), &b"c"[..]));
        let none = folder.path().join("none/x");
        for gone in [archive.join("days/c.md"), plain.join("x"), none] {
            let error = extract_dump(&gone, LIMIT).unwrap_err();
            assert_eq!(error, not_found(), "{}", gone.display());
        }
    }
}
