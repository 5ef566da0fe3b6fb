//! However the reader ends, the terminal is as it was and the exit code says why.

use rustix::process::{Pid, Signal, kill_process};

use super::dumps::Dumps;
use super::session::Session;

fn running() -> (Dumps, Session) {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(30));
    let session = Session::start(dumps.path(), 100, 30, &["--no-config", dumps.arg()]);
    session.see("云岭药业第29号公告");
    (dumps, session)
}

fn send(session: &Session, signal: Signal) {
    let pid = Pid::from_raw(i32::try_from(session.pid()).unwrap()).unwrap();
    kill_process(pid, signal).unwrap();
}

#[test]
fn every_signal_that_ends_it_restores_the_terminal() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::QUIT, 131), (Signal::HUP, 129)] {
        let (_dumps, mut session) = running();
        send(&session, signal);
        assert_eq!(session.end(), code, "{signal:?}");
        session.assert_restored();
    }
}

#[test]
fn a_terminal_that_goes_away_ends_it_at_once() {
    let (_dumps, mut session) = running();
    session.hang_up();
    assert_eq!(session.end(), 129);
}

#[test]
fn stopped_and_continued_it_draws_everything_again() {
    let (_dumps, mut session) = running();
    send(&session, Signal::STOP);
    session.until("nothing", |received| {
        received.parser.process(b"\x1b[?1049l\x1b[2J\x1b[Hgarbage of a shell");
        Some(())
    });
    send(&session, Signal::CONT);
    session.see("云岭药业第29号公告");
    session.see_no_more("garbage");
    session.keys("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}
