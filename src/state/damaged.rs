//! Sets a damaged file aside, and begins a new one.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::connect::{connect, create};
use super::database::Database;
use super::problem::{StateProblem, shown};
use super::setup::KeeperSetup;
use super::{read_only, salvage};

/// Whether an error says that a file is damaged, or no database.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    )
}

/// Moves a damaged file away and begins a new one with the marks that can still be read.
pub(super) fn replace(
    path: &Path,
    setup: &KeeperSetup,
) -> Result<(Database, Option<StateProblem>), StateProblem> {
    if !setup.is_default_file {
        return Err(StateProblem::Foreign { file: shown(path) });
    }
    let aside = set_aside(path, setup).map_err(|error| StateProblem::of_io(path, &error))?;
    create(path).map_err(|error| StateProblem::of_io(path, &error))?;
    let database = connect(path, setup).map_err(|error| StateProblem::of_sqlite(path, &error))?;
    let Some(aside) = aside else {
        return Ok((database, None));
    };
    let saved = read_only::connection(&aside)
        .and_then(|damaged| salvage::save_marks(&damaged, path))
        .unwrap_or_default();
    let damaged = StateProblem::Damaged {
        file: shown(path),
        aside: shown(&aside),
        saved,
    };
    Ok((database, Some(damaged)))
}

/// Renames a damaged file and its log. `None` if another program did so meanwhile.
fn set_aside(path: &Path, setup: &KeeperSetup) -> io::Result<Option<PathBuf>> {
    let damaged = fs::metadata(path)?;
    let lock = File::create(with_suffix(path, ".lock"))?;
    lock.lock()?;
    let now = fs::metadata(path);
    if !now.is_ok_and(|now| (now.dev(), now.ino()) == (damaged.dev(), damaged.ino())) {
        return Ok(None);
    }
    let time = setup.now.time().format("%Y%m%d-%H%M%S");
    let aside = with_suffix(path, &format!(".damaged-{time}"));
    fs::rename(path, &aside)?;
    for suffix in ["-wal", "-shm"] {
        match fs::rename(with_suffix(path, suffix), with_suffix(&aside, suffix)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(Some(aside))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
