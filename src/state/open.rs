//! Opens the file. Whatever is wrong with it, there is a database: in memory, if nothing else can be had.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::database::Database;
use super::marks::Marks;
use super::problem::StateProblem;
use super::setup::KeeperSetup;
use super::{descriptors, salvage, schema};

/// How long to wait for a program that writes. Set before anything else: of sixteen programs that open a file at once,
/// twelve fail without.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// The size to which a checkpoint cuts the write-ahead log, in bytes.
const WAL_SIZE: u32 = 4 << 20;

/// The files that SQLite keeps open: the database, its log, and the log's index.
const OPEN_FILES: usize = 3;

/// Only the user can read the folder and the file.
const FOLDER_MODE: u32 = 0o700;
const FILE_MODE: u32 = 0o600;

/// Opens the file of a set-up, or says why it cannot be used as it should.
pub fn open(setup: &KeeperSetup) -> (Database, Option<StateProblem>) {
    let Some(path) = &setup.file else {
        return (in_memory(setup), None);
    };
    let problem = match try_open(path, setup) {
        Ok(opened) => return opened,
        Err(problem) => problem,
    };
    if matches!(problem, StateProblem::Descriptors { .. }) {
        return (in_memory(setup), Some(problem));
    }
    let database = read_only(path, setup).unwrap_or_else(|_| in_memory(setup));
    (database, Some(problem))
}

/// Reads the marks of a set-up without writing anything; none if there is no file yet.
pub fn read_marks(setup: &KeeperSetup) -> Result<Marks, StateProblem> {
    match setup.file.as_deref() {
        Some(path) if path.exists() => {
            let marks = read_only(path, setup).and_then(|database| database.all_marks());
            marks.map_err(|error| of_sqlite(path, &error))
        }
        Some(_) => Ok(Marks::known()),
        None => Ok(Marks::default()),
    }
}

/// Opens the file of a set-up to read it. Nothing is written; without a file the database is empty.
pub fn open_to_read(setup: &KeeperSetup) -> (Database, Option<StateProblem>) {
    match setup.file.as_deref().filter(|path| path.exists()) {
        None => (in_memory(setup), None),
        Some(path) => match read_only(path, setup) {
            Ok(database) => (database, None),
            Err(error) => (in_memory(setup), Some(of_sqlite(path, &error))),
        },
    }
}

fn try_open(
    path: &Path,
    setup: &KeeperSetup,
) -> Result<(Database, Option<StateProblem>), StateProblem> {
    if let Some(file_system) = setup.network_file_system {
        let file = shown(path);
        let system = file_system;
        return Err(StateProblem::Network { file, system });
    }
    let Ok(spare) = descriptors::reserve(OPEN_FILES) else {
        let file = shown(path);
        return Err(StateProblem::Descriptors { file });
    };
    drop(spare);
    create(path).map_err(|error| of_io(path, &error))?;
    match connect(path, setup) {
        Err(error) if is_damage(&error) => replace_damaged(path, setup),
        other => other
            .map(|database| (database, None))
            .map_err(|error| of_sqlite(path, &error)),
    }
}

/// Creates folder and file, both private from their first instant on. SQLite gives its other files the mode of this one.
fn create(path: &Path) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        let mut builder = DirBuilder::new();
        builder.recursive(true).mode(FOLDER_MODE).create(folder)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    options.mode(FILE_MODE).open(path).map(drop)
}

fn connect(path: &Path, setup: &KeeperSetup) -> rusqlite::Result<Database> {
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
fn check_form(connection: &Connection) -> rusqlite::Result<()> {
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

const FOREIGN: &str = "foreign";
const NEWER: &str = "newer";

/// SQLite has no code for these.
fn refusal(why: &str) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(why.into())
}

/// Copies a file that cannot be written into memory.
fn read_only(path: &Path, setup: &KeeperSetup) -> rusqlite::Result<Database> {
    let file = read_only_connection(path)?;
    check_form(&file)?;
    let mut copy = Connection::open_in_memory()?;
    Backup::new(&file, &mut copy)?.run_to_completion(i32::MAX, Duration::ZERO, None)?;
    schema::migrate(&mut copy)?;
    Database::new(copy, &setup.profile, None)
}

fn read_only_connection(path: &Path) -> rusqlite::Result<Connection> {
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

fn in_memory(setup: &KeeperSetup) -> Database {
    let open = || {
        let mut connection = Connection::open_in_memory()?;
        schema::migrate(&mut connection)?;
        Database::new(connection, &setup.profile, None)
    };
    open().unwrap_or_else(|error: rusqlite::Error| unreachable!("{error}"))
}

fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    )
}

/// Moves a damaged file away and begins a new one with the marks that can still be read.
fn replace_damaged(
    path: &Path,
    setup: &KeeperSetup,
) -> Result<(Database, Option<StateProblem>), StateProblem> {
    if !setup.is_default_file {
        return Err(StateProblem::Foreign { file: shown(path) });
    }
    let aside = set_aside(path, setup).map_err(|error| of_io(path, &error))?;
    create(path).map_err(|error| of_io(path, &error))?;
    let database = connect(path, setup).map_err(|error| of_sqlite(path, &error))?;
    let Some(aside) = aside else {
        return Ok((database, None));
    };
    let saved = read_only_connection(&aside)
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

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn of_io(path: &Path, error: &io::Error) -> StateProblem {
    let file = shown(path);
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            StateProblem::ReadOnly { file }
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StateProblem::Full { file },
        _ => {
            let cause = error.to_string();
            StateProblem::Other { file, cause }
        }
    }
}

/// Says what an error of SQLite means for the file at `path`.
pub(super) fn of_sqlite(path: &Path, error: &rusqlite::Error) -> StateProblem {
    let file = shown(path);
    match (error.sqlite_error_code(), error.to_string().as_str()) {
        (Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen), _) => {
            StateProblem::ReadOnly { file }
        }
        (Some(ErrorCode::DiskFull), _) => StateProblem::Full { file },
        (_, FOREIGN) => StateProblem::Foreign { file },
        (_, NEWER) => StateProblem::Newer {
            file,
            found: found_version(path),
            known: schema::NEWEST,
        },
        (_, cause) => StateProblem::Other {
            file,
            cause: cause.to_owned(),
        },
    }
}

fn found_version(path: &Path) -> u32 {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let connection = Connection::open_with_flags(path, flags);
    connection
        .and_then(|connection| schema::version(&connection))
        .unwrap_or_default()
}
