//! Opens the file. Whatever is wrong with it, there is a database: in memory, if nothing else can be had.

use std::path::Path;

use super::connect::{connect, create, in_memory};
use super::database::Database;
use super::event::Remembered;
use super::marks::Marks;
use super::problem::{StateProblem, shown};
use super::read_only::{in_place, read_only};
use super::setup::KeeperSetup;
use super::{damaged, descriptors};

/// The files that SQLite keeps open: the database, its log, and the log's index.
const OPEN_FILES: usize = 3;

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
            let marks = reading(path, setup).and_then(|database| database.all_marks());
            marks.map_err(|error| StateProblem::of_sqlite(path, &error))
        }
        Some(_) => Ok(Marks::known()),
        None => Ok(Marks::default()),
    }
}

/// Reads what was listed and seen, without writing or copying anything; `None` if there is no file yet.
pub fn read_seen(setup: &KeeperSetup) -> Result<Option<Remembered>, StateProblem> {
    let Some(path) = setup.file.as_deref().filter(|path| path.exists()) else {
        return Ok(None);
    };
    let seen = reading(path, setup).and_then(|database| database.seen(setup));
    seen.map(Some)
        .map_err(|error| StateProblem::of_sqlite(path, &error))
}

/// Opens a file to read it where it is, or a copy of it if it has an earlier form.
fn reading(path: &Path, setup: &KeeperSetup) -> rusqlite::Result<Database> {
    match in_place(path, setup)? {
        Some(database) => Ok(database),
        None => read_only(path, setup),
    }
}

/// Opens the file of a set-up to read it. Nothing is written; without a file the database is empty.
pub fn open_to_read(setup: &KeeperSetup) -> (Database, Option<StateProblem>) {
    match setup.file.as_deref().filter(|path| path.exists()) {
        None => (in_memory(setup), None),
        Some(path) => match read_only(path, setup) {
            Ok(database) => (database, None),
            Err(error) => (
                in_memory(setup),
                Some(StateProblem::of_sqlite(path, &error)),
            ),
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
    create(path).map_err(|error| StateProblem::of_io(path, &error))?;
    match connect(path, setup) {
        Err(error) if damaged::is_damage(&error) => damaged::replace(path, setup),
        other => other
            .map(|database| (database, None))
            .map_err(|error| StateProblem::of_sqlite(path, &error)),
    }
}
