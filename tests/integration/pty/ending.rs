//! However the reader ends, it restores the terminal, and its exit code says why it ended.

use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::{env, fs, thread};

use dianbao::terminal::modes::TerminalUse;
use dianbao::terminal::{modes, panics, signals};
use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, kill_process};

use super::dumps::Dumps;
use super::session::{Session, ticks};
use super::shell;

fn running() -> (Dumps, Session) {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(30));
    let session = Session::start(dumps.path(), 100, 30, &["--no-config", dumps.arg()]);
    session.see("云岭药业第29号公告");
    (dumps, session)
}

fn send(session: &Session, signal: Signal) {
    send_to(session.pid(), signal);
}

fn send_to(pid: u32, signal: Signal) {
    kill_process(Pid::from_raw(i32::try_from(pid).unwrap()).unwrap(), signal).unwrap();
}

/// More processor time than ending or stopping takes, and less than a second of spinning. In ticks.
const SPINNING: u64 = 60;

#[test]
fn every_signal_restores_the_terminal() {
    for (signal, code) in [
        (Signal::TERM, 143),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
        (Signal::HUP, 129),
    ] {
        let (_dumps, mut session) = running();
        let before = session.ticks();
        send(&session, signal);
        let (ended, used) = session.end_after();
        assert_eq!(ended, code, "{signal:?}");
        session.assert_restored();
        assert!(
            used - before < SPINNING,
            "{signal:?}: {} ticks",
            used - before
        );
    }
}

#[test]
fn lost_terminal_ends_the_reader() {
    let (_dumps, mut session) = running();
    let before = session.ticks();
    session.hang_up();
    let (ended, used) = session.end_after();
    assert_eq!(ended, 129);
    assert!(used - before < SPINNING, "{} ticks", used - before);
}

/// Stopped by the key and by a signal, under a shell with job control.
#[test]
fn job_control_stops_and_resumes() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(30));
    let mut session = shell::with_reader(&dumps, "");
    session.see("云岭药业第29号公告");
    let reader = shell::job(&session);
    let before = ticks(reader);
    for stops in 0..4 {
        if stops % 2 == 0 {
            session.keys("\x1a");
        } else {
            send_to(reader, Signal::TSTP);
        }
        shell::has_it_back(&mut session);
        dumps.append(&Dumps::entry(30 + stops));
        session.keys("fg\n");
        session.see(&format!("第{}号公告", 30 + stops));
        session.see_no_more("shell$");
        // Waits until each key is read: the shell reads keys that are still in the terminal when the reader stops.
        session.keys("gg");
        session.see(&format!("签订{}号合同", 30 + stops));
        session.keys("j");
        session.see(&format!("签订{}号合同", 29 + stops));
        session.keys("gg");
        session.see(&format!("签订{}号合同", 30 + stops));
    }
    let used = ticks(reader) - before;
    assert!(used < 4 * SPINNING, "{used} ticks");
    session.keys("q");
    shell::exit(session);
}

/// Quits. Since `before`, the program used little processor time.
fn quit(mut session: Session, before: u64) {
    session.keys("q");
    let (ended, used) = session.end_after();
    assert_eq!(ended, 0);
    session.assert_restored();
    assert!(used - before < SPINNING, "{} ticks", used - before);
}

#[test]
fn continue_redraws_everything() {
    let (_dumps, session) = running();
    let before = session.ticks();
    send(&session, Signal::STOP);
    session.until("nothing", |received| {
        received
            .parser
            .process(b"\x1b[?1049l\x1b[2J\x1b[Hgarbage of a shell");
        Some(())
    });
    send(&session, Signal::CONT);
    session.see("云岭药业第29号公告");
    session.see_no_more("garbage");
    quit(session, before);
}

#[test]
fn suspend_without_a_shell_is_refused() {
    let (_dumps, mut session) = running();
    let before = session.ticks();
    send(&session, Signal::TSTP);
    session.see("无法挂起");
    session.keys("j");
    session.see("签订28号合同");
    let output = String::from_utf8_lossy(&session.bytes()).into_owned();
    assert!(
        !output.contains("\x1b[?1049l"),
        "it has not left the terminal in between"
    );
    quit(session, before);
}

#[test]
fn resize_storm_ends_with_a_full_screen() {
    let (_dumps, mut session) = running();
    for n in 0..50_u16 {
        session.resize(n * 7 % 90, n * 5 % 30);
        session.keys("jkdzz");
        session.resize(0, 0);
    }
    session.resize(100, 30);
    session.keys("gg\x0c");
    session.see("云岭药业第29号公告");
    session.see("监视中");
    session.keys("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

/// Any program can set such a size. Its cells took more memory than the machine has.
#[test]
fn absurd_terminal_size_is_survived() {
    let (_dumps, mut session) = running();
    for (columns, rows) in [(65_535, 65_535), (20_000, 2_000), (1, 65_535), (65_535, 1)] {
        session.take_bytes();
        session.report_size(columns, rows);
        session.until("a frame", |received| {
            let cleared = received.bytes.windows(4).any(|bytes| bytes == b"\x1b[2J");
            (cleared && received.bytes.ends_with(b"\x1b[?2026l")).then_some(())
        });
    }
    session.resize(100, 30);
    session.keys("gg\x0c");
    session.see("云岭药业第29号公告");
    session.keys("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

/// Only the poll every two seconds can find the change, so at least that time passes.
#[test]
fn idle_reader_uses_no_processor_time() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(30));
    let session = Session::start(
        dumps.path(),
        100,
        30,
        &["--no-config", "--poll=2", dumps.arg()],
    );
    session.see("云岭药业第29号公告");
    let before = session.ticks();
    for n in 30..33 {
        dumps.append(&Dumps::entry(n));
        session.see(&format!("第{n}号公告"));
    }
    let used = session.ticks() - before;
    assert!(used < 100, "{used} ticks in some six seconds");
}

/// Runs as a program of its own, started by the tests below: a reader that panics.
#[test]
fn panicking_reader() {
    let Ok(place) = env::var("DIANBAO_FAILPOINT") else {
        return;
    };
    panics::install_hook();
    modes::enter(TerminalUse {
        mouse: true,
        title: true,
    })
    .unwrap();
    let news = "星河机械公告".to_owned();
    if place == "worker" {
        let worker = thread::Builder::new()
            .name("worker".into())
            .spawn(move || panic!("{news}"))
            .unwrap();
        assert!(worker.join().is_err());
        // The reader still has the screen. The test checks it now and types a line break.
        std::io::stdin().read_line(&mut String::new()).unwrap();
        modes::leave();
    } else {
        panic!("{news}");
    }
}

fn start_panicking(home: &Path, place: &str) -> Session {
    start_test(home, "pty::ending::panicking_reader", place)
}

/// Runs a test as a program of its own.
fn start_test(home: &Path, test: &str, place: &str) -> Session {
    let mut command = CommandBuilder::new(env::current_exe().unwrap());
    command.args(["--exact", test, "--nocapture"]);
    command.env_clear();
    command.env("DIANBAO_FAILPOINT", place);
    Session::of(command, home, (200, 50))
}

/// The only report, and its path.
fn report(home: &Path) -> (String, String) {
    let folder = home.join(".local/state/dianbao");
    let files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    assert_eq!(files.len(), 1);
    (
        files[0].display().to_string(),
        fs::read_to_string(&files[0]).unwrap(),
    )
}

#[test]
fn panic_restores_and_reports_without_news() {
    let home = tempfile::tempdir().unwrap();
    let mut session = start_panicking(home.path(), "main");
    let (ended, used) = session.end_after();
    assert_eq!(ended, 101);
    assert!(used < SPINNING, "{used} ticks");
    session.assert_restored();
    let (path, text) = report(home.path());
    assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
    session.until("the report's name", |received| {
        String::from_utf8_lossy(&received.bytes)
            .contains(&path)
            .then_some(())
    });
    assert!(
        text.contains("ending.rs:") && !text.contains("星河"),
        "{text}"
    );
    assert!(!String::from_utf8_lossy(&session.bytes()).contains("星河"));
}

#[test]
fn unwritable_panic_report_is_mentioned() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join(".local"), "no folder").unwrap();
    let mut session = start_panicking(home.path(), "main");
    assert_eq!(session.end(), 101);
    session.assert_restored();
    session.see("no report could be written");
}

#[test]
fn worker_panic_keeps_the_screen() {
    let home = tempfile::tempdir().unwrap();
    let mut session = start_panicking(home.path(), "worker");
    let folder = home.path().join(".local/state/dianbao");
    session.until("the alternate screen", |received| {
        received.parser.screen().alternate_screen().then_some(())
    });
    session.keys("\n");
    assert_eq!(session.end(), 0);
    session.assert_restored();
    let (path, text) = report(home.path());
    assert!(Path::new(&path).starts_with(folder));
    assert!(
        text.contains("thread worker") && !text.contains("星河"),
        "{text}"
    );
    let output = String::from_utf8_lossy(&session.bytes()).into_owned();
    assert!(
        !output.contains("fault of the program") && !output.contains("星河"),
        "{output}"
    );
}

/// Runs as a program of its own, started by the test below: a reader whose orderly end never comes.
#[test]
fn hanging_reader() {
    if env::var("DIANBAO_FAILPOINT").is_ok_and(|place| place == "end") {
        let limit = signals::spawn(|_| ()).unwrap();
        modes::enter(TerminalUse {
            mouse: true,
            title: true,
        })
        .unwrap();
        limit.begin(7);
        loop {
            thread::park();
        }
    }
}

#[test]
fn end_that_hangs_is_forced() {
    let home = tempfile::tempdir().unwrap();
    let mut session = start_test(home.path(), "pty::ending::hanging_reader", "end");
    assert_eq!(session.end(), 7);
    session.assert_restored();
}
