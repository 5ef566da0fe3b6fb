//! A shell with job control that runs the reader as its only job.

use std::fs;

use portable_pty::CommandBuilder;

use super::dumps::Dumps;
use super::session::{Session, children};

/// Starts bash and in it the reader in Chinese on the dumps, with `editor` as its editor.
pub(crate) fn with_reader(dumps: &Dumps, editor: &str) -> Session {
    let inputrc = dumps.path().join(".inputrc");
    fs::write(&inputrc, "set enable-bracketed-paste off\n").unwrap();
    let mut bash = CommandBuilder::new("/bin/bash");
    bash.args(["--norc", "--noprofile", "-i"]);
    bash.env_clear();
    for (name, value) in [
        ("LC_ALL", "C.UTF-8"),
        ("PS1", "shell$ "),
        ("HISTFILE", "/dev/null"),
        ("VISUAL", editor),
    ] {
        bash.env(name, value);
    }
    bash.env("INPUTRC", inputrc);
    let mut session = Session::of(bash, dumps.path(), (160, 30));
    session.see("shell$");
    session.keys(&format!(
        "{} --no-config --lang zh '{}'\n",
        env!("CARGO_BIN_EXE_dianbao"),
        dumps.arg()
    ));
    session
}

/// Returns the process that the shell started: the guard of the reader.
pub(crate) fn job(shell: &Session) -> u32 {
    children(shell.pid())[0]
}

/// Waits until the shell reads the next line. Keys typed earlier, while it takes the terminal back, may be lost.
pub(crate) fn prompt(shell: &Session) {
    shell.until("the shell's prompt", |received| {
        let screen = received.parser.screen();
        let (row, column) = screen.cursor_position();
        let line = screen.rows(0, column).nth(row.into()).unwrap_or_default();
        line.trim_end().ends_with("shell$").then_some(())
    });
}

/// Waits until the reader is stopped and the shell has the terminal as before.
pub(crate) fn has_it_back(shell: &mut Session) {
    shell.see("Stopped");
    prompt(shell);
    shell.assert_left();
    shell.keys("clear; stty -a\n");
    shell.see("isig icanon iexten echo");
    prompt(shell);
}

/// Waits until the reader has ended, checks its exit status, and leaves the shell.
pub(crate) fn exit(mut shell: Session) {
    prompt(&shell);
    shell.assert_left();
    shell.keys("echo ended with $?; exit\n");
    shell.see("ended with 0");
    assert_eq!(shell.end(), 0);
}
