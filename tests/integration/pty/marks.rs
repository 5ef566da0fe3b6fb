//! What readers remember if they are killed or lose their terminal, and if there are many of them.

use std::collections::BTreeSet;
use std::env;
use std::thread;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::dumps::Dumps;
use super::session::Session;

/// How often a reader is killed by default.
const KILLS: u64 = 3;
/// The readers that mark at once, and how many items each of them stars.
const READERS: usize = 8;
const STARS: usize = 7;
/// The items of the dump.
const ITEMS: usize = 60;

fn dump_of_items() -> Dumps {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(ITEMS));
    dumps
}

fn start(dumps: &Dumps) -> Session {
    let session = Session::start(dumps.path(), 120, 30, &["--no-config", dumps.arg()]);
    session.see(&format!(" {ITEMS} 条"));
    session
}

fn state_file(dumps: &Dumps) -> Option<Connection> {
    let file = dumps.path().join(".local/state/dianbao/state.db");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let file = Connection::open_with_flags(file, flags).ok()?;
    file.busy_timeout(Duration::from_secs(30)).unwrap();
    Some(file)
}

/// The numbers of the items that are starred in the state file; none if it has no tables yet.
fn starred(dumps: &Dumps) -> BTreeSet<usize> {
    let select = "SELECT text FROM story WHERE starred_at IS NOT NULL";
    let texts = state_file(dumps).and_then(|file| {
        let mut statement = file.prepare(select).ok()?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0));
        Some(rows.unwrap().map(Result::unwrap).collect::<Vec<_>>())
    });
    let number = |text: &String| {
        let (_, rest) = text.split_once('第').unwrap();
        rest.split_once('号').unwrap().0.parse().unwrap()
    };
    texts.iter().flatten().map(number).collect()
}

/// Stars item after item. What the file has ends with one of them, and lacks none before it.
#[test]
fn killed_reader_leaves_a_sound_file() {
    let rounds = env::var("DIANBAO_KILLS").map_or(KILLS, |rounds| rounds.parse().unwrap());
    for round in 0..rounds {
        let dumps = dump_of_items();
        let mut session = start(&dumps);
        session.keys(&"mj".repeat(ITEMS / 2));
        // The moment differs from round to round, and with the load of the machine.
        session.until_so("stars in the file", || {
            starred(&dumps).len() > (round % 11) as usize
        });
        thread::sleep(Duration::from_millis(round * 37 % 53));
        let certain = starred(&dumps);
        session.kill_reader();
        session.end();
        let integrity = state_file(&dumps).unwrap();
        let integrity = integrity.query_row("PRAGMA integrity_check", [], |row| row.get(0));
        assert_eq!(integrity, Ok("ok".to_owned()), "round {round}");
        let kept = starred(&dumps);
        let first: BTreeSet<usize> = (0..ITEMS).rev().take(kept.len()).collect();
        assert_eq!(
            kept, first,
            "round {round}: some are missing between others"
        );
        assert!(kept.is_superset(&certain), "round {round}");
        let mut session = start(&dumps);
        session.until_so("the stars that were kept", || {
            session.screen().matches('★').count() >= kept.len().min(10)
        });
        session.keys("q");
        assert_eq!(session.end(), 0);
    }
}

/// No reader waits for another one or reports one, and each shows the stars of all.
#[test]
fn readers_at_once_keep_the_marks_of_all() {
    let dumps = dump_of_items();
    let mut sessions: Vec<Session> = (0..READERS).map(|_| start(&dumps)).collect();
    for (nth, session) in sessions.iter_mut().enumerate() {
        session.keys(&format!("{}G", 1 + nth * STARS));
    }
    for _ in 0..STARS {
        sessions.iter_mut().for_each(|session| session.keys("mj"));
    }
    let all = ITEMS - READERS * STARS..ITEMS;
    sessions[0].until_so("the marks of all", || {
        starred(&dumps) == all.clone().collect()
    });
    for session in &mut sessions {
        session.keys("gg");
        session.until_so("the stars of others", || {
            session.screen().matches('★').count() >= 10
        });
        assert!(
            !session.screen().contains("state.db"),
            "{}",
            session.screen()
        );
        session.keys("q");
        assert_eq!(session.end(), 0);
    }
}

/// The line to the machine broke in the middle of a note.
#[test]
fn hung_up_reader_begins_where_it_was() {
    let dumps = dump_of_items();
    let mut session = start(&dumps);
    session.keys("20jM看明早的");
    session.see("看明早的");
    session.hang_up();
    session.end();
    let mut session = start(&dumps);
    session.see("看明早的");
    session.keys("开盘\r");
    session.see("┊ 看明早的开盘");
    session.see("赤松半导体第39号公告");
    session.keys("qq");
    assert_eq!(session.end(), 0);
    assert_eq!(starred(&dumps), BTreeSet::from([39]));
}
