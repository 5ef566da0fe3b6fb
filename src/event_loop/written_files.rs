//! The files that the reader writes for the user: each is new, or has what this reader wrote into it before.

use std::collections::HashMap;
use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::iter;
use std::path::Path;

use crate::rewrite::replace;
use crate::text::sanitise_line;

/// The most numbers that are tried.
const MAX_NUMBER: u32 = 999;

/// The files that were written since the start, and the text of each.
#[derive(Debug, Default)]
pub(super) struct WrittenFiles(HashMap<String, String>);

/// A file that was written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct WrittenFile {
    pub name: String,
    /// Whether it took the place of what was written into it before.
    pub is_renewed: bool,
}

impl WrittenFiles {
    /// Writes a text to `a.md` in a folder. If that exists, and is not as it was written here, to `a-2.md`.
    pub(super) fn write(
        &mut self,
        folder: &Path,
        name: &str,
        text: &str,
    ) -> io::Result<WrittenFile> {
        let path = Path::new(name);
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        let numbered = (2..=MAX_NUMBER).map(|number| format!("{stem}-{number}.{extension}"));
        for name in iter::once(name.to_owned()).chain(numbered) {
            let path = folder.join(&name);
            let is_renewed = match create(&path, |file| file.write_all(text.as_bytes())) {
                Ok(()) => false,
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    if !self.is_unchanged(&path, &name) {
                        continue;
                    }
                    replace(&path, text.as_bytes())?;
                    true
                }
                Err(error) => return Err(error),
            };
            self.0.insert(name.clone(), text.to_owned());
            return Ok(WrittenFile { name, is_renewed });
        }
        Err(ErrorKind::AlreadyExists.into())
    }

    /// Whether a file has what was written into it here.
    fn is_unchanged(&self, path: &Path, name: &str) -> bool {
        let written = self.0.get(name).map(String::as_bytes);
        written.is_some_and(|written| fs::read(path).is_ok_and(|bytes| bytes == written))
    }
}

/// Makes a new file. If it cannot be written whole, as on a full disk, it is removed again.
fn create(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = write(&mut file);
    if written.is_err() {
        drop(fs::remove_file(path));
    }
    written
}

/// The working folder, for people.
pub(super) fn folder() -> String {
    let folder = env::current_dir().unwrap_or_default();
    sanitise_line(&folder.to_string_lossy()).as_str().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renewed(name: &str) -> WrittenFile {
        WrittenFile {
            name: name.to_owned(),
            is_renewed: true,
        }
    }

    fn new(name: &str) -> WrittenFile {
        WrittenFile {
            name: name.to_owned(),
            is_renewed: false,
        }
    }

    #[test]
    fn own_file_is_renewed_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        let mut files = WrittenFiles::default();
        let mut write = |text: &str| files.write(folder, "a.md", text).unwrap();
        assert_eq!(write("一"), new("a.md"));
        assert_eq!(write("二"), renewed("a.md"));
        assert_eq!(read("a.md"), "二");
        fs::write(folder.join("a.md"), "二，我的话").unwrap();
        assert_eq!(write("三"), new("a-2.md"));
        assert_eq!(write("四"), renewed("a-2.md"));
        assert_eq!((&*read("a.md"), &*read("a-2.md")), ("二，我的话", "四"));
        fs::remove_file(folder.join("a.md")).unwrap();
        assert_eq!(write("五"), new("a.md"));
    }

    /// The next one would be written beside it.
    #[test]
    fn file_that_cannot_be_written_goes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        let full = create(&path, |file| {
            file.write_all("一".as_bytes())?;
            Err(ErrorKind::StorageFull.into())
        });
        assert_eq!(full.unwrap_err().kind(), ErrorKind::StorageFull);
        assert!(!path.exists());
        fs::write(&path, "二").unwrap();
        let there = create(&path, |_| Ok(()));
        assert_eq!(there.unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "二");
    }

    #[test]
    fn file_of_another_run_stays() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.md"), "一").unwrap();
        let written = WrittenFiles::default().write(folder.path(), "a.md", "一");
        assert_eq!(written.unwrap(), new("a-2.md"));
    }
}
