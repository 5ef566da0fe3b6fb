//! Everything at once and for long: afterwards the reader is right and uses no more than at first.
//!
//! `DIANBAO_SOAK` sets the seconds; `DIANBAO_SEED` repeats a run.

mod scraper;

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use rustix::process::Signal;

use super::dumps::Dumps;
use super::sequences::parse;
use super::session::{SAVE_TITLE, Session};
use scraper::SoakScraper;

/// The warm-up before resources are first measured.
const WARM_UP: Duration = Duration::from_secs(60);

/// Keys to type. None ends the reader or starts another program.
const KEYS: [&str; 32] = [
    "j",
    "k",
    "\x04j",
    "J",
    "K",
    "G",
    "gg",
    "\x06",
    "\x02",
    "\x04",
    "[",
    "]",
    "{",
    "}",
    "d",
    "v",
    "O",
    "zz",
    "\t",
    "f\x15云岭\r",
    "f\x15公告\r",
    "f\x15/[0-9]+号/\r",
    "/\x15合同\r",
    "n",
    "N",
    "\\",
    "yy",
    "!q",
    "?jjq",
    "<",
    "t\x1509:00\r",
    "\x0c",
];

/// The resources of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Resources {
    descriptors: usize,
    threads: usize,
    kibibytes: usize,
}

fn entries(folder: &str) -> usize {
    fs::read_dir(folder).unwrap().count()
}

fn resources(session: &Session) -> Resources {
    let process = format!("/proc/{}", session.reader());
    let status = fs::read_to_string(format!("{process}/status")).unwrap();
    let resident = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .unwrap();
    Resources {
        descriptors: entries(&format!("{process}/fd")),
        threads: entries(&format!("{process}/task")),
        kibibytes: resident.split_whitespace().next().unwrap().parse().unwrap(),
    }
}

/// Counts the items that a new process finds.
fn count(dumps: &Dumps) -> usize {
    let mut list = Command::new(env!("CARGO_BIN_EXE_dianbao"));
    let output = list
        .args(["--no-config", "list", "--count", dumps.arg()])
        .output()
        .unwrap();
    let count = String::from_utf8(output.stdout).unwrap();
    count.trim().parse().unwrap()
}

/// Waits until every typed key is handled and drawn: the help opens and closes after them.
fn settle(session: &mut Session) {
    session.keys("?");
    session.see("按键可在 keymap.toml 中修改");
    session.keys("q");
    session.see_no_more("按键可在 keymap.toml 中修改");
}

/// Types a filter without matches and cancels it.
fn cancel_empty_filter(session: &mut Session) {
    session.keys("f\x15无此公司");
    session.see("无此公司");
    session.keys("\x1b");
    session.see_no_more("无此公司");
}

/// Resizes many times at once.
fn resize_often(scraper: &mut SoakScraper, session: &mut Session) {
    for _ in 0..20 {
        let (columns, rows) = (scraper.dice.below(200), scraper.dice.below(60));
        session.resize(
            u16::try_from(columns).unwrap(),
            u16::try_from(rows).unwrap(),
        );
    }
}

/// Leaves the output unread for a while.
fn stall(scraper: &mut SoakScraper, session: &mut Session) {
    session.stall(true);
    resize_often(scraper, session);
    (0..20).for_each(|_| scraper.work());
    session.stall(false);
}

/// Prints how often it was started, and waits for a line.
const EDITOR: &str = "#!/bin/sh
n=$(($(cat $HOME/opened) + 1)); echo $n > $HOME/opened; echo editor $n has begun; read line
";

/// Opens the newest item of the dumps in an editor while the scraper writes on. At rest the editor is still open.
fn edit(scraper: &mut SoakScraper, session: &mut Session, home: &Path) {
    let opened: usize = fs::read_to_string(home.join("opened"))
        .unwrap()
        .trim()
        .parse()
        .unwrap();
    session.keys("gg");
    settle(session);
    session.keys("e");
    session.see(&format!("editor {} has begun", opened + 1));
    (0..20).for_each(|_| scraper.work());
    resize_often(scraper, session);
    session.resize(100, 30);
    session.keys("\n");
    settle(session);
}

/// Two dozen random events.
fn storm(scraper: &mut SoakScraper, session: &mut Session) {
    for _ in 0..24 {
        match scraper.dice.below(26) {
            24 => resize_often(scraper, session),
            25 => stall(scraper, session),
            0 => {
                let (columns, rows) = (scraper.dice.below(200), scraper.dice.below(60));
                session.resize(
                    u16::try_from(columns).unwrap(),
                    u16::try_from(rows).unwrap(),
                );
            }
            1 => session.signal(Signal::TSTP),
            2 => {
                session.signal(Signal::STOP);
                (0..5).for_each(|_| scraper.work());
                session.signal(Signal::CONT);
            }
            3..12 => session.keys(scraper.dice.pick::<&str>(&KEYS)),
            _ => scraper.work(),
        }
    }
    session.resize(100, 30);
    settle(session);
    cancel_empty_filter(session);
}

/// Runs after each storm and brings the worst of it: the largest screen, all dumps, a filter that matches nearly
/// everything, and unread output while every dump changes.
///
/// The allocator keeps the memory of the worst moment. Left to chance that moment comes some minutes later, and memory
/// seems to grow until then.
fn crowd(scraper: &mut SoakScraper, session: &mut Session) {
    session.resize(199, 59);
    scraper.crowd();
    session.keys("f\x15公告\r");
    session.see("最新 3月5日");
    session.stall(true);
    (0..3).for_each(|_| scraper.crowd());
    session.stall(false);
    settle(session);
    session.resize(100, 30);
    settle(session);
}

/// Hides what left a rolling dump: no other process knows it.
const OF_THE_DUMPS: &str = "f\x15-is:gone\r";

/// Stops the scraper until the reader shows exactly the items that a new process finds, and measures its resources.
///
/// An entry that vanished stays until its dump has rested, so the reader shows more for some seconds.
fn rest(scraper: &mut SoakScraper, session: &mut Session, dumps: &Dumps) -> Resources {
    scraper.rest();
    session.resize(180, 30);
    session.keys(OF_THE_DUMPS);
    let fresh = count(dumps);
    session.until(&format!("{fresh} items"), |received| {
        let header = received.parser.screen().rows(0, 180).next()?;
        let (before, after) = header.split_once(" / ")?;
        let shown: usize = before.rsplit(' ').next()?.parse().ok()?;
        // While it reads, the state has another sign.
        (shown == fresh && after.contains('●')).then_some(())
    });
    session.resize(100, 30);
    settle(session);
    // The start saved the title.
    let bytes = [SAVE_TITLE, &session.take_bytes()].concat();
    assert_eq!(parse(&bytes).faults, [""; 0]);
    resources(session)
}

/// In the short run the reader is hardly warm: a leak grows far more than this in the long run. `tests/costs` finds
/// small leaks, because it counts what is held.
fn max_kibibytes(kibibytes: usize, length: Duration) -> usize {
    if length < WARM_UP * 2 {
        kibibytes * 2
    } else {
        kibibytes + kibibytes / 10
    }
}

/// The length of a run in seconds.
fn length() -> u64 {
    env::var("DIANBAO_SOAK").map_or(10, |seconds| seconds.parse().unwrap())
}

fn start(home: &Path, arguments: &[&str]) -> Session {
    let editor = home.join("editor");
    fs::write(&editor, EDITOR).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    fs::write(home.join("opened"), "0").unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dianbao"));
    command.args(arguments);
    command.env_clear();
    command.env("VISUAL", editor);
    Session::of(command, home, (100, 30))
}

fn soak(length: Duration, options: &[&str], state: &str) {
    let seed = env::var("DIANBAO_SEED").map_or(1, |seed| seed.parse().unwrap());
    println!("DIANBAO_SEED={seed}");
    let dumps = Dumps::new();
    let home = tempfile::tempdir().unwrap();
    let mut scraper = SoakScraper::start(dumps.path(), seed);
    let mut session = start(
        home.path(),
        &[options, &["--no-config", dumps.arg()]].concat(),
    );
    session.see(state);
    settle(&mut session);
    assert_eq!(parse(&session.take_bytes()).faults, [""; 0]);
    let begun = Instant::now();
    let (mut warm, mut rests): (Option<Resources>, Vec<usize>) = (None, Vec::new());
    loop {
        let storm_until = Instant::now() + (length / 60).max(Duration::from_secs(1));
        while Instant::now() < storm_until {
            storm(&mut scraper, &mut session);
        }
        crowd(&mut scraper, &mut session);
        let now = rest(&mut scraper, &mut session, &dumps);
        let passed = begun.elapsed();
        println!(
            "after {:>3} s: {now:?}, {} ticks",
            passed.as_secs(),
            session.ticks()
        );
        edit(&mut scraper, &mut session, home.path());
        if passed < WARM_UP.min(length / 3) {
            continue;
        }
        let first = *warm.get_or_insert(now);
        rests.push(now.kibibytes);
        assert_eq!(
            (now.descriptors, now.threads),
            (first.descriptors, first.threads)
        );
        if passed > length {
            // Memory that the allocator has not returned yet varies by more than a tenth. A leak never shrinks.
            let least = *rests.iter().rev().take(5).min().unwrap();
            assert!(least <= max_kibibytes(first.kibibytes, length), "{rests:?}");
            break;
        }
    }
    session.keys("\x03");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

#[test]
fn soak_with_events_leaks_nothing() {
    soak(Duration::from_secs(length()), &[], "监视中");
}

#[test]
fn soak_with_polling_leaks_nothing() {
    soak(Duration::from_secs(length() / 3), &["--poll=1"], "轮询中");
}
