//! Panics in threads: the reader reports them, keeps its list and stays responsive.
//!
//! A debug build panics at the failpoint that `DIANBAO_FAILPOINT` names.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use portable_pty::CommandBuilder;

use super::dumps::Dumps;
use super::session::Session;

/// The failpoint is in this dump.
const NAME: &str = "财联社【普通】电报秘闻_2026-03-02.md";

fn reader(dumps: &Dumps, fault: &str) -> Session {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dianbao"));
    command.args(["--no-config", dumps.arg()]);
    command.env_clear();
    command.env("DIANBAO_FAILPOINT", format!("{fault} {NAME}"));
    Session::of(command, dumps.path(), (120, 30))
}

fn other(dumps: &Dumps) {
    let text = Dumps::text(0) + "**[22:30]** 【秘闻】财联社3月2日电，别处没有的一条。\n\n";
    fs::write(dumps.path().join(NAME), text).unwrap();
}

/// Checks that a report names the thread and contains no news.
fn assert_reported(home: &Path, thread: &str) {
    let reports = fs::read_dir(home.join(".local/state/dianbao")).unwrap();
    let reports = reports.map(|file| file.unwrap().path());
    // The state file lies beside them.
    let reports = reports.filter(|path| path.extension().is_some_and(|end| end == "txt"));
    let reports: Vec<String> = reports
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    assert!(
        reports
            .iter()
            .any(|report| report.contains(&format!("thread {thread} "))),
        "{reports:?}"
    );
    assert!(
        reports.iter().all(|report| !report.contains("秘闻")),
        "{reports:?}"
    );
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "release builds have no failpoints")]
fn feed_panic_is_shown_in_the_header() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(30));
    let mut session = reader(&dumps, "follow");
    session.see("云岭药业第29号公告");
    session.see("监视中");
    other(&dumps);
    session.see("程序出错，不再跟踪文件");
    session.see("无法读取");
    session.see_no_more("监视中");
    session.see("云岭药业第29号公告");
    session.keys("j");
    session.see("签订28号合同");
    session.keys("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
    assert_reported(dumps.path(), "feed");
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "release builds have no failpoints")]
fn load_panic_affects_one_dump_only() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(30));
    other(&dumps);
    let mut session = reader(&dumps, "load");
    session.see("云岭药业第29号公告");
    session.see("监视中");
    session.see(" 30 条");
    session.keys("!");
    session.see("程序读取它时出错");
    session.keys("qj");
    session.see("签订28号合同");
    session.keys("q");
    assert_eq!(session.end(), 0);
    assert_reported(dumps.path(), "load");
}

fn run(dumps: &Dumps, command: &[&str], fault: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dianbao"))
        .args(command)
        .args(["--no-config", dumps.arg()])
        .env("DIANBAO_FAILPOINT", format!("{fault} {NAME}"))
        .env("HOME", dumps.path())
        .env_remove("XDG_STATE_HOME")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "release builds have no failpoints")]
fn command_panic_message_is_sanitised() {
    for command in ["list", "check"] {
        let dumps = Dumps::new();
        dumps.write(&Dumps::text(30));
        other(&dumps);
        let output = run(&dumps, &[command], "take in");
        let printed = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            (output.status.code(), printed.lines().count()),
            (Some(101), 1),
            "{printed}"
        );
        assert!(
            printed.starts_with("dianbao: a fault of the program ended it; a report")
                && !printed.contains("秘闻"),
            "{printed}"
        );
        assert_reported(dumps.path(), "main");
    }
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "release builds have no failpoints")]
fn list_reports_a_panic_and_continues() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(30));
    other(&dumps);
    let output = run(&dumps, &["list"], "load");
    let printed = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        (output.status.code(), printed.lines().count()),
        (Some(2), 1),
        "{printed}"
    );
    assert!(
        printed.contains("the program failed while reading it"),
        "{printed}"
    );
    assert_eq!(
        String::from_utf8(output.stdout).unwrap().lines().count(),
        30
    );
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "release builds have no failpoints")]
fn tail_ends_with_an_error_after_a_panic() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(30));
    other(&dumps);
    // With a time it follows at once. Without one it first reads the newest dumps, as `list` does.
    let output = run(&dumps, &["tail", "--since", "2026-03-01"], "take in");
    let printed = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        (output.status.code(), printed.lines().count()),
        (Some(2), 2),
        "{printed}"
    );
    assert!(
        printed.lines().all(|line| line.starts_with("dianbao: ")) && !printed.contains("秘闻"),
        "{printed}"
    );
    assert!(
        printed.contains("dumps are no longer followed"),
        "{printed}"
    );
}
