//! The guard: the terminal is restored however the reader ends, and a shell sees one job that ends and stops as before.

use std::fs;
use std::path::Path;
use std::process::Command;

use portable_pty::CommandBuilder;
use rstest::rstest;
use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use super::dumps::Dumps;
use super::session::{Session, name, reader};
use super::shell;

fn dumps() -> Dumps {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(30));
    dumps
}

fn pid(pid: u32) -> Pid {
    Pid::from_raw(i32::try_from(pid).unwrap()).unwrap()
}

fn send(to: u32, signal: Signal) {
    kill_process(pid(to), signal).unwrap();
}

/// Ends a process. Rust's handler of SIGSEGV returns the first time, which would raise that of a crash again.
fn kill(session: &Session, to: u32, signal: Signal) {
    session.until_so("the end", || {
        kill_process(pid(to), signal).is_err() || name(to).is_empty() || is(to, 'Z')
    });
}

/// Starts the reader in a shell and returns its guard and itself.
fn in_shell(dumps: &Dumps) -> (Session, u32, u32) {
    let session = shell::with_reader(dumps, "");
    session.see("云岭药业第29号公告");
    let guard = shell::job(&session);
    (session, guard, reader(guard))
}

/// Checks the exit status and that the shell has the terminal, and leaves the shell.
fn assert_ended(mut session: Session, status: u32) {
    shell::prompt(&session);
    session.assert_left();
    session.keys("echo ended with $?; stty -a; exit\n");
    session.see(&format!("ended with {status}"));
    session.see("isig icanon iexten echo");
    assert_eq!(session.end(), 0);
}

#[rstest]
#[case(Signal::KILL)]
#[case(Signal::SEGV)]
#[case(Signal::BUS)]
#[case(Signal::ABORT)]
#[case(Signal::USR1)]
fn killed_reader_leaves_a_restored_terminal(#[case] signal: Signal) {
    let dumps = dumps();
    let mut session = Session::start(dumps.path(), 100, 30, &["--no-config", dumps.arg()]);
    session.see("云岭药业第29号公告");
    kill(&session, session.reader(), signal);
    session.end();
    session.assert_restored();
    let (session, _, reader) = in_shell(&dumps);
    kill(&session, reader, signal);
    assert_ended(session, 128 + u32::try_from(signal.as_raw()).unwrap());
}

/// A parent that waits for its children in another way may start programs with SIGCHLD blocked.
#[test]
fn blocked_child_signal_does_not_matter() {
    let block = [
        "--block-signal=CHLD",
        env!("CARGO_BIN_EXE_dianbao"),
        "--no-config",
    ];
    let is_possible = Command::new("env").args([block[0], "true"]).status();
    if !is_possible.is_ok_and(|status| status.success()) {
        println!("skipped: `env` cannot block signals here");
        return;
    }
    let dumps = dumps();
    let mut command = CommandBuilder::new("env");
    command.args(block);
    command.arg(dumps.arg());
    command.env_clear();
    let mut session = Session::of(command, dumps.path(), (100, 30));
    session.see("云岭药业第29号公告");
    kill(&session, session.reader(), Signal::KILL);
    session.end();
    session.assert_restored();
}

/// Sent to the guard, to the reader or to both, a signal ends both with the documented status.
#[test]
fn signal_ends_both_with_the_same_status() {
    for (signal, status) in [
        (Signal::TERM, 143),
        (Signal::HUP, 129),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
    ] {
        for target in 0..3 {
            let dumps = dumps();
            let (session, guard, reader) = in_shell(&dumps);
            match target {
                0 => send(guard, signal),
                1 => send(reader, signal),
                _ => kill_process_group(pid(guard), signal).unwrap(),
            }
            assert_ended(session, status);
        }
    }
}

/// Stopped in each way, the job stops once and continues with `fg`.
#[test]
fn job_stops_once_however_it_is_stopped() {
    let dumps = dumps();
    let (mut session, guard, reader) = in_shell(&dumps);
    for round in 0..9 {
        match round {
            0 | 5 => session.keys("\x1a"),
            1 => send(guard, Signal::TSTP),
            2 | 6 => send(reader, Signal::TSTP),
            3 => kill_process_group(pid(guard), Signal::TSTP).unwrap(),
            4 | 7 => kill_process_group(pid(guard), Signal::STOP).unwrap(),
            _ => send(guard, Signal::STOP),
        }
        see_stop(&session, round + 1);
        dumps.append(&Dumps::entry(30 + round));
        // A reader whose guard alone is stopped would draw the entry over the shell's screen.
        session.until_so("a reader that is stopped", || is(reader, 'T'));
        continue_it(&mut session, 30 + round);
    }
    session.keys("q");
    assert_ended(session, 0);
}

/// SIGSTOP cannot be caught. The guard gives the shell its screen and modes.
#[test]
fn stopped_reader_leaves_a_restored_terminal() {
    let dumps = dumps();
    let (mut session, _, reader) = in_shell(&dumps);
    session.see("监视中");
    // The rest of a frame would be drawn over the shell's screen.
    session.until_so("a reader that waits", || waits(reader));
    send(reader, Signal::STOP);
    see_stop(&session, 1);
    session.keys("stty -a\n");
    session.see("isig icanon iexten echo");
    session.until("the main screen", |received| {
        let screen = received.parser.screen();
        let is_left = screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None;
        (is_left && !screen.alternate_screen() && !screen.hide_cursor()).then_some(())
    });
    dumps.append(&Dumps::entry(30));
    continue_it(&mut session, 30);
    session.keys("q");
    assert_ended(session, 0);
}

/// Whether the main thread of a process waits for another one.
fn waits(pid: u32) -> bool {
    let place = fs::read_to_string(format!("/proc/{pid}/task/{pid}/wchan"));
    place.unwrap().contains("futex")
}

/// Waits until the shell has reported so many stops and reads a line. A frame may be drawn over what it wrote.
fn see_stop(session: &Session, count: usize) {
    session.until("the job's stop", |received| {
        let output = String::from_utf8_lossy(&received.bytes);
        let mut stops = output.split("]+  Stopped").skip(count);
        stops
            .next()
            .filter(|after| after.contains("shell$ "))
            .map(drop)
    });
}

fn continue_it(session: &mut Session, entry: usize) {
    session.keys("fg\n");
    session.see(&format!("第{entry}号公告"));
    session.see_no_more("shell$");
    session.keys("gg");
    session.see(&format!("签订{entry}号合同"));
}

/// Whether a process is in this state: stopped (T), a zombie (Z).
fn is(pid: u32, state: char) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let after_name = stat.rsplit_once(") ");
    after_name.is_some_and(|(_, rest)| rest.starts_with(state))
}

/// The shell takes the terminal back at once, and the reader ends.
#[test]
fn reader_ends_when_its_guard_is_killed() {
    let dumps = dumps();
    let (mut session, guard, reader) = in_shell(&dumps);
    send(guard, Signal::KILL);
    let process = format!("/proc/{reader}/exe");
    session.until_so("the end of the reader", || !Path::new(&process).exists());
    // The shell may have drawn its prompt before the reader left the screen.
    session.keys("\n");
    assert_ended(session, 137);
}

/// `pkill -9 dianbao` kills what has this name. The guard must not be part of it.
#[test]
fn processes_have_names_of_their_own() {
    let (_, guard, reader) = {
        let dumps = dumps();
        let (session, guard, reader) = in_shell(&dumps);
        assert_eq!(
            (&*name(guard), &*name(reader)),
            ("terminal-guard", "dianbao")
        );
        let command = |pid| fs::read(format!("/proc/{pid}/cmdline")).unwrap();
        assert_eq!(command(guard), command(reader));
        (session, guard, reader)
    };
    assert_ne!(guard, reader);
}

/// A killed reader cannot take the terminal from its editor. The guard restores what both have left.
#[test]
fn killed_reader_with_an_editor_is_restored() {
    let dumps = dumps();
    let editor = dumps.path().join(".editor");
    fs::write(
        &editor,
        "stty raw -echo; printf '\\033[?1049h\\033[?1000heditor has begun'; read line; read line",
    )
    .unwrap();
    let mut session = shell::with_reader(&dumps, &format!("sh {}", editor.display()));
    session.see("云岭药业第29号公告");
    let reader = reader(shell::job(&session));
    session.keys("e");
    session.see("editor has begun");
    send(reader, Signal::KILL);
    shell::prompt(&session);
    // The editor is left in the background. It may still read the line that it was waiting for.
    session.keys("\n");
    assert_ended(session, 137);
}
