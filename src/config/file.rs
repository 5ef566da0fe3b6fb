//! Reads the files of a configuration.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::error::{ConfigError, ConfigErrorKind, ConfigErrors, Expectation};

/// Reads a text file, without a byte order mark.
pub(super) fn read_text(path: &Path) -> io::Result<String> {
    let text = fs::read_to_string(path)?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map(str::to_owned)
        .unwrap_or(text))
}

pub(super) fn unreadable(path: &Path, error: io::Error, expected: Expectation) -> ConfigErrors {
    let error = error.into();
    ConfigError::of_file(path, ConfigErrorKind::Unreadable { error }, expected).into()
}

/// Reads an optional file: the named one, which must exist, or the usual one.
pub(super) fn read_optional<T>(
    named: &Path,
    usual: Option<PathBuf>,
    read: impl FnOnce(&Path) -> io::Result<T>,
    expected: Expectation,
) -> Result<Option<(String, T)>, ConfigErrors> {
    let is_named = named != Path::new("");
    let Some(path) = is_named.then(|| named.to_owned()).or(usual) else {
        return Ok(None);
    };
    match read(&path) {
        Ok(content) => Ok(Some((path.display().to_string(), content))),
        Err(error) if !is_named && error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(&path, error, expected)),
    }
}
