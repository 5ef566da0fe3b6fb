//! Files that cannot be used as they should.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use rusqlite::Connection;

use super::*;

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[test]
fn damaged_file_is_set_aside() {
    let (folder, setup) = setup();
    let path = setup.file.clone().unwrap();
    fs::write(&path, "这不是数据库。".repeat(1_000)).unwrap();
    let aside = folder.path().join("state.db.damaged-20260106-194640");
    assert_eq!(
        problem(&setup),
        Some(StateProblem::Damaged {
            file: shown(&path),
            aside: shown(&aside),
            saved: 0
        })
    );
    assert!(fs::read_to_string(aside).unwrap().starts_with("这不是"));
    open(&setup).write(&[star(&[1])]).unwrap();
    assert!(is_starred(&marks(&open(&setup)), 1));
}

#[test]
fn marks_are_saved_from_a_damaged_file() {
    let (folder, setup) = setup();
    let path = setup.file.clone().unwrap();
    let mut database = open(&setup);
    for number in 1..=2_000 {
        database.write(&[star(&[number])]).unwrap();
    }
    drop(database);
    let mut bytes = fs::read(&path).unwrap();
    let schema = Connection::open(&path).unwrap();
    let root: u32 = schema
        .query_row(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'version'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    drop(schema);
    let page = (root as usize - 1) * 4096;
    bytes[page..page + 4096].fill(0xff);
    fs::write(&path, bytes).unwrap();
    let Some(StateProblem::Damaged { saved, .. }) = problem(&setup) else {
        panic!("the damage was not noticed");
    };
    assert_eq!(saved, 2_000);
    assert_eq!(open(&setup).stories(None).unwrap().len(), 2_000);
    drop(folder);
}

#[test]
fn files_of_others_are_left_alone() {
    let (folder, setup) = setup();
    let path = folder.path().join("notes.txt");
    fs::write(&path, "我的笔记。".repeat(1_000)).unwrap();
    let named = KeeperSetup {
        file: Some(path.clone()),
        is_default_file: false,
        ..setup
    };
    assert_eq!(
        problem(&named),
        Some(StateProblem::Foreign { file: shown(&path) })
    );
    assert!(fs::read_to_string(&path).unwrap().starts_with("我的笔记"));

    let other = folder.path().join("other.db");
    Connection::open(&other)
        .unwrap()
        .execute_batch("CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1);")
        .unwrap();
    let before = fs::read(&other).unwrap();
    let named = KeeperSetup {
        file: Some(other.clone()),
        ..named
    };
    assert_eq!(
        problem(&named),
        Some(StateProblem::Foreign {
            file: shown(&other)
        })
    );
    assert_eq!(fs::read(&other).unwrap(), before);
}

#[test]
fn newer_form_is_left_alone() {
    let (_folder, setup) = setup();
    let path = setup.file.clone().unwrap();
    open(&setup).write(&[star(&[1])]).unwrap();
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    let (mut database, problem) = crate::state::open(&setup);
    let newer = StateProblem::Newer {
        file: shown(&path),
        found: 99,
        known: crate::state::schema::NEWEST,
    };
    assert_eq!(problem, Some(newer));
    assert!(!database.is_kept());
    database.write(&[star(&[2])]).unwrap();
    let stories = "SELECT count(*) FROM story";
    let stories: i64 = connection.query_row(stories, [], |row| row.get(0)).unwrap();
    assert_eq!(stories, 1);
}

#[test]
fn folder_that_cannot_be_made_is_a_problem() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let (mut database, problem) = crate::state::open(&setup_at(&file.join("state.db")));
    assert!(
        matches!(problem, Some(StateProblem::Other { .. })),
        "{problem:?}"
    );
    database.write(&[star(&[1])]).unwrap();
    assert!(is_starred(&marks(&database), 1), "marks hold until the end");
}

#[test]
fn file_that_cannot_be_written_is_still_read() {
    let (folder, setup) = setup();
    open(&setup).write(&[star(&[1])]).unwrap();
    let path = setup.file.clone().unwrap();
    let modes = |file, dir| {
        fs::set_permissions(&path, fs::Permissions::from_mode(file)).unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(dir)).unwrap();
    };
    modes(0o400, 0o500);
    if fs::OpenOptions::new().append(true).open(&path).is_ok() {
        eprintln!("skipped: this user may write everything");
        return;
    }
    let (database, problem) = crate::state::open(&setup);
    let stories = marks(&database);
    modes(0o600, 0o700);
    assert_eq!(problem, Some(StateProblem::ReadOnly { file: shown(&path) }));
    assert!(is_starred(&stories, 1));
}

#[test]
fn network_file_system_is_not_written() {
    let (_folder, setup) = setup();
    let setup = KeeperSetup {
        network_file_system: Some("NFS"),
        ..setup
    };
    assert!(matches!(
        problem(&setup),
        Some(StateProblem::Network { .. })
    ));
    assert!(!setup.file.unwrap().exists());
}
