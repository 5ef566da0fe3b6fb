//! Threads that the system refuses: their work is done elsewhere, or the reason is printed before the screen is entered.

use std::process::{Command, Output};

use portable_pty::CommandBuilder;

use super::dumps::Dumps;
use super::limited::FewThreads;
use super::session::Session;

/// The guard, and the reader with its threads for signals, keys, the loss of the terminal and dumps.
const FEWEST: usize = 6;

fn dumps() -> Dumps {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(30));
    dumps
}

fn start(limited: &FewThreads, threads: usize, dumps: &Dumps) -> Session {
    let line = limited.command(threads, &["--no-config", "--lang=en", dumps.arg()]);
    let mut command = CommandBuilder::new(&line[0]);
    command.args(&line[1..]);
    command.env_clear();
    Session::of(command, dumps.path(), (120, 30))
}

#[test]
fn reader_needs_four_threads_only() {
    for threads in FEWEST..=16 {
        let dumps = dumps();
        let Some(limited) = FewThreads::new(dumps.path()) else {
            return;
        };
        let mut session = start(&limited, threads, &dumps);
        session.see("云岭药业第29号公告");
        session.see("30 items");
        session.see("following");
        session.see_no_more("loading");
        dumps.append(&Dumps::entry(30));
        session.see("海屿航运第30号公告");
        session.keys("f海屿\r");
        session.see("Filter 海屿");
        session.see_no_more("云岭药业第29号公告");
        dumps.append(&Dumps::entry(34));
        session.see("海屿航运第34号公告");
        session.keys("f\x15stock:云岭|云岭\r");
        session.see("云岭药业第29号公告");
        session.keys("q");
        session.see_no_more("Filter");
        session.keys("q");
        assert_eq!(session.end(), 0, "{threads}");
        session.assert_restored();
    }
}

#[test]
fn refused_thread_is_named_before_the_screen() {
    let dumps = dumps();
    let Some(limited) = FewThreads::new(dumps.path()) else {
        return;
    };
    for threads in 1..FEWEST {
        let mut session = start(&limited, threads, &dumps);
        assert_eq!(session.end(), 2, "{threads}");
        session.see("dianbao: cannot start the thread `");
        session.see("raise the limit of processes (`ulimit -u`)");
        assert!(!String::from_utf8_lossy(&session.bytes()).contains("\x1b[?1049h"));
        session.assert_modes();
    }
}

fn output(line: &[String]) -> Output {
    let mut command = Command::new(&line[0]);
    command.args(&line[1..]).env("LANG", "C.UTF-8");
    command.output().unwrap()
}

#[test]
fn commands_print_the_same_without_threads() {
    let dumps = dumps();
    for name in ["2026-03-01.md", "2026-02-28.md"] {
        let text = Dumps::text(20).replace("2026-03-02", &name[..10]);
        std::fs::write(dumps.path().join(name), text).unwrap();
    }
    let Some(limited) = FewThreads::new(dumps.path()) else {
        return;
    };
    for command in [
        &["list"] as &[&str],
        &["list", "--format", "jsonl"],
        &["list", "-n", "5"],
        &["list", "--day", "2026-03-01"],
        &["list", "--count"],
        &["list", "--count", "-q", "stock:云岭"],
        &["list", "--count", "-q", "云岭"],
        &["check"],
    ] {
        let arguments = [command, &["--no-config", dumps.arg()]].concat();
        let expected = output(&limited.command(50, &arguments));
        assert_eq!(expected.stderr, b"", "{command:?}");
        for threads in 1..5 {
            let printed = output(&limited.command(threads, &arguments));
            assert_eq!(printed, expected, "{command:?} {threads}");
        }
    }
}
