//! The database on a real disk, and the thread.

mod damage;
mod forms;
mod neighbours;
mod writing;

use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use super::{Change, Database, KeeperSetup, KeptStory, Marks, Note, StateProblem};
use crate::item::{ItemId, NewsDay, Stamp};

const DAY: NewsDay = NewsDay::from_number(20_459);

/// A folder, and the set-up of a file in it.
fn setup() -> (TempDir, KeeperSetup) {
    let folder = tempfile::tempdir().unwrap();
    let setup = setup_at(&folder.path().join("state.db"));
    (folder, setup)
}

fn setup_at(file: &Path) -> KeeperSetup {
    KeeperSetup {
        file: Some(file.to_owned()),
        is_default_file: true,
        now: stamp(0),
        ..KeeperSetup::default()
    }
}

fn open(setup: &KeeperSetup) -> Database {
    let (database, problem) = super::open(setup);
    assert_eq!(problem, None);
    database
}

fn problem(setup: &KeeperSetup) -> Option<StateProblem> {
    super::open(setup).1
}

fn stamp(seconds: u32) -> Stamp {
    Stamp::from_unix(1_767_700_000 + i64::from(seconds)).unwrap()
}

fn id(number: u64) -> ItemId {
    ItemId::from_wire(number)
}

/// A story with these ids.
fn story(ids: &[u64]) -> Arc<KeptStory> {
    Arc::new(KeptStory {
        day: DAY,
        stamp: stamp(60),
        ids: ids.iter().map(|number| id(*number)).collect(),
        text: format!("远山科技发布第{}代芯片。", ids[0]),
        file: "a.md".to_owned(),
    })
}

fn star(ids: &[u64]) -> Change {
    Change::Star {
        story: story(ids),
        at: Some(stamp(100)),
    }
}

fn unstar(ids: &[u64]) -> Change {
    Change::Star {
        story: story(ids),
        at: None,
    }
}

fn note(ids: &[u64], text: &str) -> Change {
    Change::Note {
        story: story(ids),
        note: Some(Note {
            text: text.into(),
            at: stamp(101),
        }),
    }
}

/// All marks of a database.
fn marks(database: &Database) -> Marks {
    let mut marks = Marks::default();
    database
        .marks(|day, read| marks.add_loaded(day, read))
        .unwrap();
    marks
}

fn is_starred(marks: &Marks, number: u64) -> bool {
    marks
        .get(DAY, id(number))
        .is_some_and(|mark| mark.starred_at.is_some())
}

fn note_of(marks: &Marks, number: u64) -> Option<&str> {
    Some(&*marks.get(DAY, id(number))?.note.as_ref()?.text)
}
