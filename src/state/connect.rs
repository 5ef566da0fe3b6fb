//! Connects to a file, which is created if there is none, and brings it to the newest form.

use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::database::Database;
use super::problem::{FOREIGN, NEWER, refusal};
use super::schema;
use super::setup::KeeperSetup;

/// How long to wait for a program that writes. Set before anything else: of sixteen programs that open a file at once,
/// twelve fail without.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// The size to which a checkpoint cuts the write-ahead log, in bytes.
const WAL_SIZE: u32 = 4 << 20;

/// Only the user can read the folder and the file.
const FOLDER_MODE: u32 = 0o700;
const FILE_MODE: u32 = 0o600;

/// Creates the folder of a file, private from its first instant on.
pub(super) fn create_folder(file: &Path) -> io::Result<()> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    match folder.filter(|folder| !folder.is_dir()) {
        Some(folder) => {
            let mut builder = DirBuilder::new();
            builder.recursive(true).mode(FOLDER_MODE).create(folder)
        }
        None => Ok(()),
    }
}

/// Creates folder and file, both private from their first instant on. SQLite gives its other files the mode of this one.
pub(super) fn create(path: &Path) -> io::Result<()> {
    create_folder(path)?;
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    options.mode(FILE_MODE).open(path).map(drop)
}

pub(super) fn connect(path: &Path, setup: &KeeperSetup) -> rusqlite::Result<Database> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    check_form(&connection)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "journal_size_limit", WAL_SIZE)?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    schema::migrate(&mut connection)?;
    Database::new(connection, &setup.profile, Some(path))
}

/// Fails if the file is another program's, or of a newer form. Everything is read at one moment: another program may be making
/// the file.
pub(super) fn check_form(connection: &Connection) -> rusqlite::Result<()> {
    let connection = connection.unchecked_transaction()?;
    let own: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if own != schema::APPLICATION_ID && tables > 0 {
        return Err(refusal(FOREIGN));
    }
    if schema::version(&connection)? > schema::NEWEST {
        return Err(refusal(NEWER));
    }
    Ok(())
}

/// A database that lasts until the program ends.
pub(super) fn in_memory(setup: &KeeperSetup) -> Database {
    let open = || {
        let mut connection = Connection::open_in_memory()?;
        schema::migrate(&mut connection)?;
        Database::new(connection, &setup.profile, None)
    };
    open().unwrap_or_else(|error: rusqlite::Error| unreachable!("{error}"))
}
