//! The dumps of a run.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

use crate::synthetic;

/// Entries of a synthetic day, about as many as of a real one.
const PER_DAY: u64 = 470;

/// A folder of dumps.
#[derive(Debug)]
pub(crate) struct Archive {
    pub(crate) folder: PathBuf,
    pub(crate) dumps: Vec<PathBuf>,
    pub(crate) bytes: u64,
    /// Deletes a synthetic archive when dropped.
    _made: Option<TempDir>,
}

impl Archive {
    /// Opens a user's dumps, which are only read.
    pub(crate) fn given(folder: &Path) -> Result<Self> {
        let folder = folder
            .canonicalize()
            .with_context(|| folder.display().to_string())?;
        Self::of(folder, None)
    }

    /// Writes a synthetic archive.
    pub(crate) fn made(entries: u64) -> Result<Self> {
        let made = tempfile::tempdir()?;
        synthetic::archive(made.path(), entries.div_ceil(PER_DAY), PER_DAY.min(entries))?;
        Self::of(made.path().to_owned(), Some(made))
    }

    fn of(folder: PathBuf, made: Option<TempDir>) -> Result<Self> {
        let mut dumps = Vec::new();
        collect(&folder, &mut dumps)?;
        ensure!(!dumps.is_empty(), "{}: no files", folder.display());
        let bytes = warm(&dumps)?;
        Ok(Self {
            folder,
            dumps,
            bytes,
            _made: made,
        })
    }

    /// Returns the names of the dumps, each ended by a zero byte for `xargs -0`.
    pub(crate) fn names(&self) -> Vec<u8> {
        let names = self
            .dumps
            .iter()
            .flat_map(|dump| [dump.as_os_str().as_encoded_bytes(), b"\0"]);
        names.flatten().copied().collect()
    }
}

fn collect(folder: &Path, dumps: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), dumps)?;
        } else {
            dumps.push(entry.path());
        }
    }
    Ok(())
}

/// Reads every dump into the page cache and returns their bytes.
fn warm(dumps: &[PathBuf]) -> io::Result<u64> {
    let mut buffer = vec![0; 1 << 20];
    let mut bytes = 0;
    for dump in dumps {
        let mut file = fs::File::open(dump)?;
        loop {
            let read = file.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            bytes += read as u64;
        }
    }
    Ok(bytes)
}
