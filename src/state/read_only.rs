//! Reads a file without writing to it.

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::connect::{BUSY_TIMEOUT, check_form};
use super::database::Database;
use super::schema;
use super::setup::KeeperSetup;

/// Copies a file that cannot be written into memory.
pub(super) fn read_only(path: &Path, setup: &KeeperSetup) -> rusqlite::Result<Database> {
    let file = connection(path)?;
    check_form(&file)?;
    let mut copy = Connection::open_in_memory()?;
    Backup::new(&file, &mut copy)?.run_to_completion(i32::MAX, Duration::ZERO, None)?;
    schema::migrate(&mut copy)?;
    Database::new(copy, &setup.profile, None)
}

/// Connects to a file that may be damaged, or on a disk that cannot be written.
pub(super) fn connection(path: &Path) -> rusqlite::Result<Connection> {
    let open = |uri: &str| {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let connection = Connection::open_with_flags(uri, flags)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        schema::version(&connection).map(|_| connection)
    };
    let uri = uri(path);
    // Where SQLite cannot create the log's index beside it, the file alone is read.
    open(&uri).or_else(|_| open(&format!("{uri}?immutable=1")))
}

/// The path as a URI of SQLite.
fn uri(path: &Path) -> String {
    let escaped = path.to_string_lossy().replace('%', "%25");
    let escaped = escaped.replace('?', "%3f").replace('#', "%23");
    format!("file:{escaped}")
}
