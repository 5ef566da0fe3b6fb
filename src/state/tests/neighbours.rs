//! The thread, and programs beside it.

use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::{Receiver, unbounded};

use super::*;
use crate::state::keeping::{KeeperRequest, Keeping};
use crate::state::{Keeper, StateEvent};

/// Far longer than anything here takes.
const DEADLINE: Duration = Duration::from_secs(60);

fn start(setup: &KeeperSetup) -> (Keeper, Receiver<StateEvent>) {
    let (publish, published) = unbounded();
    let publish = move |event| publish.send(event).unwrap_or_default();
    (Keeper::start(setup.clone(), publish), published)
}

/// Waits for an event.
fn wait<T>(events: &Receiver<StateEvent>, mut found: impl FnMut(StateEvent) -> Option<T>) -> T {
    loop {
        if let Some(found) = found(events.recv_timeout(DEADLINE).unwrap()) {
            return found;
        }
    }
}

fn wait_for_load(events: &Receiver<StateEvent>) {
    wait(events, |event| {
        (event == StateEvent::MarksLoaded).then_some(())
    });
}

#[test]
fn star_in_one_program_shows_in_the_other() {
    let (_folder, setup) = setup();
    let (one, events_one) = start(&setup);
    let (_two, events_two) = start(&setup);
    wait_for_load(&events_one);
    wait_for_load(&events_two);
    one.change(vec![star(&[5])]);
    let changes = wait(&events_two, |event| match event {
        StateEvent::Changed(changes) => Some(changes),
        _ => None,
    });
    let mut marks = Marks::default();
    changes.iter().for_each(|change| marks.apply(change));
    assert!(is_starred(&marks, 5));
}

#[test]
fn what_waits_is_written_at_the_end() {
    let (_folder, setup) = setup();
    let (keeper, events) = start(&setup);
    for number in 1..=500 {
        keeper.change(vec![star(&[number])]);
    }
    keeper.set_session("{}".to_owned(), stamp(5));
    drop(keeper);
    // The thread ends after this on a busy machine.
    while events.recv().is_ok() {}
    let database = open(&setup);
    assert_eq!(
        marks(&database).day(DAY).map(|day| day.starred()),
        Some(500)
    );
    assert_eq!(database.session(""), Ok(Some("{}".to_owned())));
}

#[test]
fn marks_and_session_are_published_at_the_start() {
    let (_folder, setup) = setup();
    let setup = KeeperSetup {
        sources: "/home/dumps".to_owned(),
        typed_sources: "dumps".to_owned(),
        ..setup
    };
    let mut database = open(&setup);
    database.write(&[star(&[1])]).unwrap();
    // As an earlier version kept it.
    database.set_session("dumps", "{2}", stamp(0)).unwrap();
    let (_keeper, events) = start(&setup);
    let StateEvent::Opened(remembered) = events.recv_timeout(DEADLINE).unwrap() else {
        panic!("something came before the session");
    };
    assert_eq!(remembered.session.as_deref(), Some("{2}"));
    let days = wait(&events, |event| match event {
        StateEvent::Marks(days) => Some(days),
        _ => None,
    });
    assert_eq!((days[0].0, days[0].1.starred()), (DAY, 1));
}

#[test]
fn change_is_written_once_it_can_be() {
    let (folder, setup) = setup();
    let (keeper, events) = start(&setup);
    wait_for_load(&events);
    let path = setup.file.as_ref().unwrap();
    let blocker = rusqlite::Connection::open(path).unwrap();
    blocker.execute_batch("DROP TABLE item").unwrap();
    let items = Change::Items {
        day: DAY,
        items: Arc::new([crate::state::KnownItem {
            id: id(1),
            print: Some(0),
            is_unseen: true,
        }]),
    };
    keeper.change(vec![items]);
    let problem = wait(&events, |event| match event {
        StateEvent::Problem(problem) => Some(problem),
        _ => None,
    });
    assert!(matches!(problem, StateProblem::Other { .. }), "{problem:?}");
    let sql = "CREATE TABLE item (profile, day, id, print, is_unseen, version, PRIMARY KEY (profile, day, id))";
    blocker.execute_batch(sql).unwrap();
    keeper.change(vec![star(&[2])]);
    wait(&events, |event| {
        (event == StateEvent::Recovered).then_some(())
    });
    let known = open(&setup).known_items(DAY).unwrap();
    assert_eq!(known[&DAY].len(), 1);
    drop(folder);
}

#[test]
fn without_a_file_marks_hold_until_the_end() {
    let (keeper, events) = start(&KeeperSetup::default());
    wait_for_load(&events);
    keeper.change(vec![star(&[1])]);
    keeper.request_stories(None);
    let stories = wait(&events, |event| match event {
        StateEvent::Stories(None, stories) => Some(stories),
        _ => None,
    });
    assert_eq!(stories.len(), 1);
}

/// The session cannot be written: what others have changed is published all the same.
#[test]
fn changes_of_others_outlive_an_error() {
    let (_folder, setup) = setup();
    let (publish, published) = unbounded();
    let publish = move |event| publish.send(event).unwrap_or_default();
    let mut keeping = Keeping::open(setup.clone(), Box::new(publish));
    open(&setup).write(&[star(&[1])]).unwrap();
    let blocker = rusqlite::Connection::open(setup.file.as_ref().unwrap()).unwrap();
    blocker.execute_batch("DROP TABLE session").unwrap();
    keeping.serve(vec![
        KeeperRequest::Change(vec![star(&[2])]),
        KeeperRequest::Session("{}".to_owned(), stamp(5)),
    ]);
    let events: Vec<_> = published.try_iter().collect();
    let has = |is: fn(&StateEvent) -> bool| events.iter().any(is);
    assert!(has(|event| matches!(event, StateEvent::Problem(_))));
    assert!(
        has(|event| matches!(event, StateEvent::Changed(_))),
        "{events:?}"
    );
}
