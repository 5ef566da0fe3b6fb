//! The title of the terminal says what is new, and is the former one in the end.

use std::fs;

use rustix::process::{Pid, Signal, kill_process};

use super::dumps::Dumps;
use super::sequences::parse;
use super::session::Session;

fn start(dumps: &Dumps, arguments: &[&str]) -> Session {
    dumps.write(&Dumps::text(60));
    let arguments = [arguments, &[dumps.arg()]].concat();
    let session = Session::start(dumps.path(), 100, 20, &arguments);
    session.see("赤松半导体第59号公告");
    session
}

/// Waits until the terminal has this title.
fn see_title(session: &Session, title: &str) {
    session.until(title, |received| {
        let titles = parse(&received.bytes).titles;
        (titles.last().map(String::as_str) == Some(title)).then_some(())
    });
}

#[test]
fn defect_40_title_counts_what_is_new() {
    let dumps = Dumps::new();
    let mut session = start(&dumps, &["--no-config"]);
    see_title(&session, "电报");
    session.keys("G");
    session.see("星河机械第0号公告");
    dumps.append(&Dumps::entry(60));
    see_title(&session, "电报 1新");
    dumps.append(&Dumps::entry(61));
    see_title(&session, "电报 2新");
    session.keys("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
    let output = parse(&session.bytes());
    assert_eq!(output.faults, [""; 0]);
    assert_eq!(output.titles, ["电报", "电报 1新", "电报 2新", ""]);
    assert_eq!(output.saved_titles, 0, "the former title is back");
}

/// After SIGCONT the reader sets the terminal up again. The stack must not get the reader's own title then.
#[test]
fn continue_saves_no_second_title() {
    let dumps = Dumps::new();
    let mut session = start(&dumps, &["--no-config"]);
    let pid = Pid::from_raw(i32::try_from(session.pid()).unwrap()).unwrap();
    for titles in 2..4 {
        kill_process(pid, Signal::STOP).unwrap();
        kill_process(pid, Signal::CONT).unwrap();
        session.until("the title again", |received| {
            (parse(&received.bytes).titles.len() == titles).then_some(())
        });
    }
    session.keys("q");
    assert_eq!(session.end(), 0);
    let output = parse(&session.bytes());
    assert_eq!((output.faults, output.saved_titles), (Vec::new(), 0));
}

#[test]
fn title_can_be_left_alone() {
    let dumps = Dumps::new();
    let config = dumps.path().join("c.toml");
    fs::write(&config, "title = false").unwrap();
    let mut session = start(&dumps, &["--config", config.to_str().unwrap()]);
    session.keys("q");
    assert_eq!(session.end(), 0);
    let bytes = session.bytes();
    assert!(!bytes.windows(4).any(|part| part == b"\x1b]2;"));
    assert!(!bytes.windows(5).any(|part| part == b"\x1b[22;"));
}
