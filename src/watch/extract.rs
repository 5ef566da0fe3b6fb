//! A dump that stands in an archive, or is compressed, as somebody can look at it who knows nothing of archives.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use bytes::Bytes;

use super::error::ReadError;
use super::reading::{self, OpenError};
use crate::dump::container::{Container, unpack};

/// A dump out of a packed file.
#[derive(Debug)]
pub struct ArchivedDump {
    /// The packed file.
    pub archive: PathBuf,
    /// What the dump is called there.
    pub name: PathBuf,
    /// Its bytes as they are in no file.
    pub bytes: Bytes,
}

/// The dump that is known under this path where that is no file of its own; `None` where it is one, that can be opened as it
/// is. `limit` is how many bytes a packed file and all that is in it may have.
pub fn extract_dump(path: &Path, limit: u64) -> Result<Option<ArchivedDump>, ReadError> {
    let Some(archive) = path.ancestors().find(|place| place.is_file()) else {
        return Err(not_found());
    };
    if !is_packed(archive) {
        return if archive == path {
            Ok(None)
        } else {
            Err(not_found())
        };
    }
    let file = reading::open(archive, limit).map_err(cause)?;
    let bytes = file.read_all()?;
    let members = unpack(
        archive,
        &bytes,
        usize::try_from(limit).unwrap_or(usize::MAX),
    )
    .members;
    let member = members
        .into_iter()
        .find(|member| member.path == path)
        .ok_or_else(not_found)?;
    let name = match path.strip_prefix(archive) {
        Ok(inside) if inside != Path::new("") => inside.to_owned(),
        // Compressed alone: an editor would take the ending at its word.
        Ok(_) | Err(_) => PathBuf::from(archive.file_stem().unwrap_or_default()),
    };
    Ok(Some(ArchivedDump {
        archive: archive.to_owned(),
        name,
        bytes: member.bytes,
    }))
}

/// Whether the first bytes of a file say so.
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

fn cause(error: OpenError) -> ReadError {
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
    fn a_dump_in_an_archive_comes_out_of_it_and_a_file_stays_where_it_is() {
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
        let member = extract_dump(&archive.join("days/b.md"), LIMIT)
            .unwrap()
            .unwrap();
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
        for gone in [
            archive.join("days/c.md"),
            plain.join("x"),
            folder.path().join("none/x"),
        ] {
            assert_eq!(
                extract_dump(&gone, LIMIT).unwrap_err(),
                not_found(),
                "{}",
                gone.display()
            );
        }
    }
}
