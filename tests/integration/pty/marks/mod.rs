//! What readers remember if they are killed or lose their terminal, and if there are many of them.

mod at_once;
mod killed;

use std::collections::BTreeSet;
use std::time::Duration;

use portable_pty::CommandBuilder;
use rusqlite::{Connection, OpenFlags};

use super::dumps::Dumps;
use super::session::Session;

/// The items of the dump.
const ITEMS: usize = 60;
/// The state file in the home of a session.
const STATE_FILE: &str = ".local/state/dianbao/state.db";

fn dump_of_items() -> Dumps {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(ITEMS));
    dumps
}

fn start(dumps: &Dumps) -> Session {
    start_in(dumps, 120, 30)
}

fn start_in(dumps: &Dumps, columns: u16, rows: u16) -> Session {
    let session = Session::start(dumps.path(), columns, rows, &["--no-config", dumps.arg()]);
    session.see(&format!(" {ITEMS} 条"));
    session
}

fn state_file(dumps: &Dumps) -> Option<Connection> {
    let file = dumps.path().join(STATE_FILE);
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

/// The line to the machine broke in the middle of a note.
#[test]
fn hung_up_reader_begins_where_it_was() {
    let dumps = dump_of_items();
    let mut session = start(&dumps);
    session.keys(&"j".repeat(20));
    session.keys("M看明早的");
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

/// Another program writes to the file while the reader starts. The line breaks as soon as the file can be read, and in the next
/// run the note is there as soon as that is.
#[test]
fn begun_note_outlasts_a_late_state_file() {
    let dumps = dump_of_items();
    let mut session = start(&dumps);
    session.keys("qq");
    assert_eq!(session.end(), 0);
    let lock = write_lock(&dumps);
    let mut session = start(&dumps);
    session.keys(&"j".repeat(20));
    session.keys("M看明早的");
    session.see("看明早的");
    drop(lock);
    session.hang_up();
    session.end();
    let lock = write_lock(&dumps);
    let mut session = start(&dumps);
    drop(lock);
    session.see("看明早的");
    session.see("赤松半导体第39号公告");
    session.keys("\x1bqq");
    assert_eq!(session.end(), 0);
}

/// Lets no other program write to the state file, or open it, until the connection is dropped.
fn write_lock(dumps: &Dumps) -> Connection {
    let file = Connection::open(dumps.path().join(STATE_FILE)).unwrap();
    file.execute_batch("BEGIN IMMEDIATE").unwrap();
    file
}

/// The same folder is the same source, however it is typed; the same word in another folder is another one.
#[test]
fn place_belongs_to_the_folder() {
    let (dumps, others) = (dump_of_items(), dump_of_items());
    let start = |folder: &Dumps, typed: &str| {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dianbao"));
        command.args(["--no-config", typed]);
        command.env_clear();
        command.cwd(folder.path());
        let session = Session::of(command, dumps.path(), (120, 30));
        session.see(&format!(" {ITEMS} 条"));
        session
    };
    let mut session = start(&dumps, ".");
    session.keys(&"j".repeat(20));
    session.see("签订39号合同");
    session.keys("q");
    assert_eq!(session.end(), 0);
    let mut session = start(&others, ".");
    session.keys("j");
    session.see("签订58号合同");
    session.keys("q");
    assert_eq!(session.end(), 0);
    let mut session = start(&others, dumps.arg());
    session.see("签订39号合同");
    session.keys("q");
    assert_eq!(session.end(), 0);
}
