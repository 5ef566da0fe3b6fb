//! What is written is read again, by this program and by others.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;
use std::thread;

use super::*;
use crate::state::{DayMarks, KnownItem, Pruned, ReadLine};

#[test]
fn marks_are_there_after_opening_again() {
    let (_folder, setup) = setup();
    let changes = [star(&[1]), note(&[2], "看明早"), star(&[3]), unstar(&[3])];
    open(&setup).write(&changes).unwrap();
    let marks = marks(&open(&setup));
    assert!(is_starred(&marks, 1) && !is_starred(&marks, 2) && !is_starred(&marks, 3));
    assert_eq!(note_of(&marks, 2), Some("看明早"));
    assert_eq!(marks.get(DAY, id(3)), None);
}

#[test]
fn loaded_marks_are_those_that_were_applied() {
    let (_folder, setup) = setup();
    let changes = [
        star(&[1, 11]),
        note(&[1], "一"),
        star(&[2]),
        note(&[12, 2], "二"),
        unstar(&[1]),
    ];
    let mut database = open(&setup);
    let mut applied = Marks::default();
    for change in &changes {
        database.write(std::slice::from_ref(change)).unwrap();
        applied.apply(change);
    }
    let loaded = marks(&database);
    for number in [1, 11, 2, 12, 5] {
        assert_eq!(loaded.get(DAY, id(number)), applied.get(DAY, id(number)));
    }
    assert_eq!(loaded.day(DAY).map(|day| day.starred()), Some(1));
}

#[test]
fn story_answers_to_every_id_it_had() {
    let (_folder, setup) = setup();
    let mut database = open(&setup);
    database.write(&[star(&[1]), note(&[2], "二")]).unwrap();
    database.write(&[star(&[3, 2, 1])]).unwrap();
    let marks = marks(&database);
    for number in [1, 2, 3] {
        assert!(is_starred(&marks, number), "{number}");
        assert_eq!(note_of(&marks, number), Some("二"), "{number}");
    }
    assert_eq!(database.stories(Some(DAY)).unwrap().len(), 1);
}

fn guess(item: &[u64]) -> Change {
    let ids = item.iter().map(|number| id(*number));
    Change::Guess {
        day: DAY,
        story: vec![id(1)],
        item: ids.collect(),
    }
}

#[test]
fn guess_shows_the_mark_until_it_is_withdrawn() {
    let (_folder, setup) = setup();
    let (mut database, mut other) = (open(&setup), open(&setup));
    let mut seen = Marks::default();
    for (changes, starred) in [
        (&[star(&[1]), guess(&[5, 6])][..], [1, 5, 6].as_slice()),
        (&[guess(&[7])], &[1, 7]),
        (&[star(&[2]), guess(&[2])], &[1, 2]),
        (&[guess(&[5])], &[1, 2, 5]),
        (&[guess(&[])], &[1, 2]),
    ] {
        database.write(changes).unwrap();
        let others = other.changes_of_others().unwrap();
        others.iter().for_each(|change| seen.apply(change));
        for marks in [&marks(&database), &seen] {
            let found = (1..9).filter(|number| is_starred(marks, *number));
            assert_eq!(found.collect::<Vec<_>>(), starred);
        }
    }
}

#[test]
fn marking_a_guess_joins_it() {
    let joined = [star(&[1]), guess(&[5, 6]), note(&[6], "六")];
    let without = [star(&[1]), guess(&[5, 6]), unstar(&[5]), star(&[6])];
    for (changes, noted, starred) in [
        (&joined[..], Some("六"), [1, 5, 6].as_slice()),
        (&without, None, &[6]),
    ] {
        let (_folder, setup) = setup();
        let mut database = open(&setup);
        let mut applied = Marks::default();
        for change in changes {
            database.write(std::slice::from_ref(change)).unwrap();
            applied.apply(change);
        }
        for marks in [&marks(&database), &applied] {
            assert_eq!(note_of(marks, 1), noted);
            let found = (1..9).filter(|number| is_starred(marks, *number));
            assert_eq!(found.collect::<Vec<_>>(), starred);
        }
        assert_eq!(database.stories(None).unwrap().len(), 1);
    }
}

#[test]
fn story_keeps_its_text_when_its_dump_is_gone() {
    let (_folder, setup) = setup();
    let mut database = open(&setup);
    database.write(&[star(&[7]), unstar(&[8])]).unwrap();
    let stories = database.stories(None).unwrap();
    assert_eq!(stories.len(), 1);
    assert_eq!(stories[0].story, story(&[7]));
    assert_eq!(database.stories(Some(DAY.next())).unwrap(), []);
}

#[test]
fn profiles_do_not_see_each_other() {
    let (_folder, setup) = setup();
    open(&setup).write(&[star(&[1])]).unwrap();
    let other = KeeperSetup {
        profile: "值班".to_owned(),
        ..setup.clone()
    };
    assert_eq!(marks(&open(&other)), Marks::default());
    open(&other).write(&[star(&[2])]).unwrap();
    assert!(!is_starred(&marks(&open(&setup)), 2));
}

#[test]
fn others_get_a_change_once() {
    let (_folder, setup) = setup();
    let (mut one, mut two) = (open(&setup), open(&setup));
    let items = Change::Items {
        day: DAY,
        items: Arc::new([KnownItem {
            id: id(9),
            print: Some(77),
            is_unseen: true,
        }]),
    };
    let line = Change::ReadLine {
        view: "".into(),
        line: Some(ReadLine {
            day: DAY,
            stamp: stamp(5),
            id: id(9),
            at: stamp(6),
        }),
    };
    assert_eq!(
        one.write(&[star(&[1]), items.clone(), line.clone()]),
        Ok(vec![])
    );
    let changes = two.changes_of_others().unwrap();
    let mut applied = Marks::default();
    changes.iter().for_each(|change| applied.apply(change));
    assert!(is_starred(&applied, 1));
    assert!(changes.contains(&items) && changes.contains(&line));
    assert_eq!(two.changes_of_others(), Ok(vec![]));
    assert_eq!(one.changes_of_others(), Ok(vec![]));
}

#[test]
fn own_change_counts_over_those_of_others() {
    let (_folder, setup) = setup();
    let (mut one, mut two) = (open(&setup), open(&setup));
    one.write(&[note(&[1], "甲")]).unwrap();
    let before = two.write(&[star(&[1])]).unwrap();
    let mut marks = Marks::default();
    marks.apply(&star(&[1]));
    before.iter().for_each(|change| marks.apply(change));
    assert_eq!(note_of(&marks, 1), Some("甲"));
    assert!(is_starred(&marks, 1), "as the file has it");
    assert_eq!(two.changes_of_others(), Ok(vec![]));
    one.changes_of_others()
        .unwrap()
        .iter()
        .for_each(|change| marks.apply(change));
    assert!(is_starred(&marks, 1));
    assert_eq!(note_of(&marks, 1), Some("甲"));
}

#[test]
fn known_items_and_sessions_come_back() {
    let (_folder, setup) = setup();
    let mut database = open(&setup);
    let item = |number, is_unseen| KnownItem {
        id: id(number),
        print: Some(u32::MAX),
        is_unseen,
    };
    let items = |day, items: Vec<_>| Change::Items {
        day,
        items: items.into(),
    };
    let (old, new) = (DAY, DAY.next());
    database
        .write(&[
            items(old, vec![item(1, true)]),
            items(new, vec![item(2, true), item(3, true)]),
            items(new, vec![item(2, false)]),
        ])
        .unwrap();
    let mut known = database.known_items(new).unwrap();
    assert_eq!(known.len(), 1);
    known.get_mut(&new).unwrap().sort_by_key(|item| item.id);
    assert_eq!(known[&new], [item(2, false), item(3, true)]);
    assert_eq!(database.session("a"), Ok(None));
    database.set_session("a", "{}", stamp(0)).unwrap();
    database.set_session("a", "{1}", stamp(1)).unwrap();
    let database = open(&setup);
    assert_eq!(database.session("a"), Ok(Some("{1}".to_owned())));
    assert_eq!(database.last_kept(Some("a")), Ok(Some(stamp(1))));
    assert_eq!(database.last_kept(Some("b")), Ok(None));
    assert_eq!(database.last_kept(None), Ok(Some(stamp(1))));
}

#[test]
fn slow_reader_makes_nothing_unseen() {
    let (_folder, setup) = setup();
    let mut database = open(&setup);
    let mut write = |print, is_unseen| {
        let id = id(1);
        let items = Arc::new([KnownItem {
            id,
            print,
            is_unseen,
        }]);
        let change = Change::Items { day: DAY, items };
        database.write(&[change]).unwrap();
        database.known_items(DAY).unwrap()[&DAY][0].is_unseen
    };
    assert!(write(Some(7), true), "it arrived");
    assert!(!write(None, false), "somebody saw it");
    assert!(!write(Some(7), true), "it arrives in another reader");
    assert!(write(Some(8), true), "it was reworded");
    assert!(!write(None, false));
    assert!(write(None, true), "somebody made it unseen");
}

#[test]
fn session_moves_to_the_absolute_path() {
    let (_folder, setup) = setup();
    let database = open(&setup);
    database.set_session("dumps", "{1}", stamp(0)).unwrap();
    database.rename_session("dumps", "/home/dumps").unwrap();
    assert_eq!(database.session("dumps"), Ok(None));
    assert_eq!(database.session("/home/dumps"), Ok(Some("{1}".to_owned())));
    database.set_session("dumps", "{2}", stamp(1)).unwrap();
    database.rename_session("dumps", "/home/dumps").unwrap();
    let later = database.session("/home/dumps");
    assert_eq!(later, Ok(Some("{1}".to_owned())), "there was one");
}

#[test]
fn prune_keeps_what_is_starred_or_noted() {
    let (_folder, setup) = setup();
    let mut database = open(&setup);
    database
        .write(&[star(&[1]), note(&[2], "二"), star(&[3]), unstar(&[3])])
        .unwrap();
    let pruned = database.prune(DAY.next()).unwrap();
    assert_eq!(
        pruned,
        Pruned {
            items: 0,
            stories: 1
        }
    );
    assert_eq!(database.stories(None).unwrap().len(), 2);
    assert_eq!(database.prune(DAY.next()), Ok(Pruned::default()));
}

#[test]
fn marks_of_many_days_come_newest_first() {
    let (_folder, setup) = setup();
    let mut database = open(&setup);
    let days = [3u16, 1, 2].map(NewsDay::from_number);
    for (number, day) in (1..).zip(days) {
        for id_of in [number, number + 10] {
            let story = KeptStory {
                day,
                ..(*story(&[id_of])).clone()
            };
            let at = Some(stamp(0));
            let story = Arc::new(story);
            database.write(&[Change::Star { story, at }]).unwrap();
        }
    }
    let mut read: Vec<(NewsDay, DayMarks)> = Vec::new();
    database
        .marks(|day, marks| read.push((day, marks)))
        .unwrap();
    let numbers: Vec<u16> = read.iter().map(|(day, _)| day.number()).collect();
    assert_eq!(numbers, [3, 2, 1]);
    assert!(read.iter().all(|(_, marks)| marks.starred() == 2));
}

#[test]
fn only_the_user_can_read_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let setup = setup_at(&folder.path().join("new/state.db"));
    let mut database = open(&setup);
    database.write(&[star(&[1])]).unwrap();
    let mode = |name: &str| {
        let metadata = fs::metadata(folder.path().join(name)).unwrap();
        metadata.permissions().mode() & 0o777
    };
    assert_eq!(mode("new"), 0o700);
    for name in ["new/state.db", "new/state.db-wal", "new/state.db-shm"] {
        assert_eq!(mode(name), 0o600, "{name}");
    }
}

#[test]
fn sixteen_programs_open_a_new_file_at_once() {
    let (_folder, setup) = setup();
    thread::scope(|scope| {
        for number in 1..=16 {
            let setup = &setup;
            scope.spawn(move || open(setup).write(&[star(&[number])]).unwrap());
        }
    });
    let marks = marks(&open(&setup));
    assert!((1..=16).all(|number| is_starred(&marks, number)));
}

/// Two programs change the same thing before either has seen the other's change.
#[test]
fn what_both_changed_is_as_the_file_has_it() {
    let (_folder, setup) = setup();
    let line = |number: u64| Change::ReadLine {
        view: Arc::default(),
        line: Some(ReadLine {
            day: DAY,
            stamp: stamp(60),
            id: id(number),
            at: stamp(70),
        }),
    };
    let item = |is_unseen| Change::Items {
        day: DAY,
        items: Arc::new([KnownItem {
            id: id(9),
            print: None,
            is_unseen,
        }]),
    };
    let (mut one, mut two) = (open(&setup), open(&setup));
    let first = [
        star(&[1, 2]),
        note(&[1], "一"),
        star(&[5]),
        line(1),
        item(true),
    ];
    one.write(&first).unwrap();
    let own = [unstar(&[2, 3]), star(&[4]), line(2), item(false)];
    let mut known = Marks::default();
    own.iter().for_each(|change| known.apply(change));
    let others = two.write(&own).unwrap();
    others.iter().for_each(|change| known.apply(change));
    let file = marks(&open(&setup));
    for number in 1..=5 {
        let [known, file] = [&known, &file].map(|marks| marks.get(DAY, id(number)));
        assert_eq!(known, file, "{number}");
    }
    assert_eq!(note_of(&known, 3), Some("一"));
    assert!(
        others.contains(&line(2)) && others.contains(&item(false)),
        "{others:?}"
    );
    let is_of_own_story =
        |change: &&Change| matches!(change, Change::Star { story, .. } if story.ids == [id(4)]);
    assert_eq!(others.iter().find(is_of_own_story), None);
}
