//! Files of every earlier form are brought to the newest one with all that they hold.

use rusqlite::Connection;

use super::*;
use crate::state::schema::{self, NEWEST, STEPS};

/// What a program of each form wrote, as SQL, into the file of the form before it.
const WRITTEN: [&str; NEWEST as usize] = [
    // 1.
    "
    INSERT INTO profile VALUES (1, ''), (2, '值班');
    UPDATE version SET last = 7;
    INSERT INTO story VALUES
        (1, 1, 20459, 1767700060, 1767700100, NULL, NULL, '远山科技发布第1代芯片。', 'a.md', 1),
        (2, 1, 20459, 1767700061, NULL, '看明早', 1767700101, '青禾银行下调利率。', 'a.md', 2),
        (3, 2, 20459, 1767700062, 1767700102, NULL, NULL, '云岭药业获批。', 'a.md', 3);
    INSERT INTO story_id VALUES (1, 1, 1), (1, -9223372036854775807, 1), (1, 2, 2), (2, 3, 3);
    INSERT INTO item VALUES (1, 20459, 9, 77, 1, 4), (1, 20459, 10, 78, 0, 5);
    INSERT INTO read_line VALUES (1, '', 20459, 1767700050, 9, 1767700051, 6);
    INSERT INTO read_line VALUES (1, 'is:red', NULL, NULL, NULL, NULL, 7);
    INSERT INTO session VALUES (1, '/dumps', '{\"left\":5}', 1767700200);
    ",
    // 2.
    "
    INSERT INTO guess VALUES (1, 6, 1);
    ",
];

/// A file as the programs of all forms up to one left it; form 0 is an empty one.
fn file_of(form: usize, setup: &KeeperSetup) {
    let file = Connection::open(setup.file.as_ref().unwrap()).unwrap();
    for (step, written) in STEPS.iter().zip(WRITTEN).take(form) {
        file.execute_batch(step).unwrap();
        file.execute_batch(written).unwrap();
    }
    if form > 0 {
        file.pragma_update(None, "application_id", schema::APPLICATION_ID)
            .unwrap();
    }
    file.pragma_update(None, "user_version", form as u32)
        .unwrap();
}

#[test]
fn every_earlier_form_is_brought_forward() {
    for form in 0..=NEWEST as usize {
        let (_folder, setup) = setup();
        file_of(form, &setup);
        let mut database = open(&setup);
        if form > 0 {
            check_content(&database);
        }
        if form > 1 {
            assert!(is_starred(&marks(&database), 6), "the guess");
        }
        database.write(&[star(&[50])]).unwrap();
        drop(database);
        let file = Connection::open(setup.file.as_ref().unwrap()).unwrap();
        assert_eq!(schema::version(&file), Ok(NEWEST), "{form}");
        assert!(is_starred(&marks(&open(&setup)), 50), "{form}");
    }
}

fn check_content(database: &Database) {
    let marks = marks(database);
    let content = ItemId::from_bits(1 << 63 | 1);
    assert!(is_starred(&marks, 1) && marks.get(DAY, content).is_some());
    assert_eq!(note_of(&marks, 2), Some("看明早"));
    assert_eq!(marks.get(DAY, id(3)), None, "another profile");
    let known = &database.known_items(DAY).unwrap()[&DAY];
    let known = known.iter().map(|item| (item.id, item.is_unseen));
    assert_eq!(known.collect::<Vec<_>>(), [(id(9), true), (id(10), false)]);
    let lines = database.read_lines().unwrap();
    assert_eq!((lines.len(), lines[0].1.id), (1, id(9)));
    let session = database.session("/dumps").unwrap();
    assert_eq!(session.as_deref(), Some("{\"left\":5}"));
}

/// A made-up next form.
const NEXT: &str = "ALTER TABLE story ADD COLUMN colour TEXT; UPDATE story SET colour = 'blue';";

fn steps_and(next: &str) -> Vec<&str> {
    STEPS.into_iter().chain([next]).collect()
}

#[test]
fn next_form_keeps_what_was_written() {
    let (_folder, setup) = setup();
    file_of(NEWEST as usize, &setup);
    let mut file = Connection::open(setup.file.as_ref().unwrap()).unwrap();
    schema::take_steps(&mut file, &steps_and(NEXT)).unwrap();
    // Taken once.
    schema::take_steps(&mut file, &steps_and(NEXT)).unwrap();
    assert_eq!(schema::version(&file), Ok(NEWEST + 1));
    let blue = "SELECT count(*) FROM story WHERE colour = 'blue'";
    assert_eq!(file.query_row(blue, [], |row| row.get(0)), Ok(3));
    check_content(&Database::new(file, "", None).unwrap());
}

#[test]
fn form_that_fails_leaves_the_file_as_it_was() {
    let (_folder, setup) = setup();
    file_of(NEWEST as usize, &setup);
    let mut file = Connection::open(setup.file.as_ref().unwrap()).unwrap();
    let next = format!("{NEXT} INSERT INTO nowhere VALUES (1);");
    assert!(schema::take_steps(&mut file, &steps_and(&next)).is_err());
    assert_eq!(schema::version(&file), Ok(NEWEST));
    assert!(file.prepare("SELECT colour FROM story").is_err());
    check_content(&open(&setup));
}
