//! Reads a file without writing to it: a copy of it in memory, or where it is.

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::connect::{BUSY_TIMEOUT, check_form};
use super::database::Database;
use super::setup::KeeperSetup;
use super::{log, schema};

/// Copies a file that cannot be written into memory.
pub(super) fn read_only(path: &Path, setup: &KeeperSetup) -> rusqlite::Result<Database> {
    let file = connection(path)?;
    check_form(&file)?;
    let mut copy = Connection::open_in_memory()?;
    Backup::new(&file, &mut copy)?.run_to_completion(i32::MAX, Duration::ZERO, None)?;
    schema::migrate(&mut copy)?;
    Database::new(copy, &setup.profile, None)
}

/// Opens a file to read a little of it, without copying it; `None` if it has to be copied because it has an earlier form.
pub(super) fn in_place(path: &Path, setup: &KeeperSetup) -> rusqlite::Result<Option<Database>> {
    let connection = if log::path_of(path).exists() {
        connection(path)?
    } else {
        // Nobody has it open, and SQLite would create a log beside it.
        open(&format!("{}?immutable=1", uri(path)))?
    };
    check_form(&connection)?;
    let is_newest = schema::version(&connection)? == schema::NEWEST;
    is_newest
        .then(|| Database::unchanged(connection, &setup.profile))
        .transpose()
}

/// Connects to a file that may be damaged, or on a disk that cannot be written.
pub(super) fn connection(path: &Path) -> rusqlite::Result<Connection> {
    let uri = uri(path);
    // Where SQLite cannot create the log's index beside it, the file alone is read.
    open(&uri).or_else(|_| open(&format!("{uri}?immutable=1")))
}

fn open(uri: &str) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(uri, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    schema::version(&connection).map(|_| connection)
}

/// The path as a URI of SQLite.
fn uri(path: &Path) -> String {
    let escaped = path.to_string_lossy().replace('%', "%25");
    let escaped = escaped.replace('?', "%3f").replace('#', "%23");
    format!("file:{escaped}")
}
