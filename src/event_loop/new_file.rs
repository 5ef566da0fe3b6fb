//! Writes a text to a file that does not exist yet.

use std::env;
use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use crate::text::sanitise_line;

/// The most numbers that are tried.
const MAX_NUMBER: u32 = 999;

/// Writes a text to a new file in the working folder, `a.md`, or `a-2.md` if that exists. Returns its name.
pub(super) fn write(name: &str, text: &str) -> io::Result<String> {
    let path = Path::new(name);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let numbered = (2..=MAX_NUMBER).map(|number| format!("{stem}-{number}.{extension}"));
    for name in std::iter::once(name.to_owned()).chain(numbered) {
        match OpenOptions::new().write(true).create_new(true).open(&name) {
            Ok(mut file) => {
                file.write_all(text.as_bytes())?;
                return Ok(name);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// The working folder, for people.
pub(super) fn folder() -> String {
    let folder = env::current_dir().unwrap_or_default();
    sanitise_line(&folder.to_string_lossy()).as_str().to_owned()
}
