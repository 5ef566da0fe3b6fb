//! A terminal that reads no output for a while: the reader does not take it for lost and can still be ended.

use std::env;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use portable_pty::CommandBuilder;
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::process::{Pid, Signal, kill_process};
use rustix::stdio::stdout;

use super::dumps::Dumps;
use super::session::Session;

/// Runs as a program of its own, started by the tests below: becomes a reader with non-blocking output.
#[test]
fn nonblocking_reader() {
    let Ok(folder) = env::var("DIANBAO_STALLED") else {
        return;
    };
    fcntl_setfl(stdout(), fcntl_getfl(stdout()).unwrap() | OFlags::NONBLOCK).unwrap();
    panic!(
        "{}",
        Command::new(env!("CARGO_BIN_EXE_dianbao"))
            .args(["--no-config", &folder])
            .exec()
    );
}

fn reader(dumps: &Dumps, waits: bool) -> Session {
    if waits {
        return Session::start(dumps.path(), 160, 50, &["--no-config", dumps.arg()]);
    }
    let mut command = CommandBuilder::new(env::current_exe().unwrap());
    command.args(["--exact", "pty::stalled::nonblocking_reader", "--nocapture"]);
    command.env_clear();
    command.env("DIANBAO_STALLED", dumps.arg());
    Session::of(command, dumps.path(), (160, 50))
}

/// Starts a reader that has drawn more than an unread terminal holds.
fn stalled(dumps: &Dumps, waits: bool) -> Session {
    dumps.write(&Dumps::text(60));
    let session = reader(dumps, waits);
    session.see("云岭药业第57号公告");
    session.see("监视中");
    session.stall(true);
    session.until_so("a terminal that is full", || {
        (100..160).for_each(|columns| session.report_size(columns, 50));
        session.waits_for_terminal()
    });
    session
}

#[test]
fn slow_terminal_is_not_taken_for_lost() {
    for waits in [false, true] {
        let dumps = Dumps::new();
        let mut session = stalled(&dumps, waits);
        dumps.append(&Dumps::entry(60));
        session.stall(false);
        session.resize(150, 40);
        session.see("星河机械第60号公告");
        session.keys("yy");
        session.see("已复制全文");
        session.keys("jk");
        session.keys("q");
        assert_eq!(session.end(), 0);
        session.assert_restored();
    }
}

#[test]
fn signal_ends_a_stalled_reader() {
    for waits in [false, true] {
        let dumps = Dumps::new();
        let mut session = stalled(&dumps, waits);
        kill_process(
            Pid::from_raw(i32::try_from(session.pid()).unwrap()).unwrap(),
            Signal::TERM,
        )
        .unwrap();
        assert_eq!(session.end(), 143);
        session.assert_modes();
    }
}
