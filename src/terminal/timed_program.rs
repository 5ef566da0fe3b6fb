//! Runs a program beside the reader: with an input, within a time limit, without a shell and without its output.

use std::fs::File;
use std::io::{self, Seek as _, Write as _};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use crate::lang::UiText;

/// How long the program of an alert may run.
pub const ALERT_LIMIT: Duration = Duration::from_secs(10);

/// Why a program did not end well.
#[derive(Debug)]
pub enum TimedProgramError {
    /// It could not be started.
    NotStarted(io::Error),
    /// It reported a failure, or a signal ended it.
    Failed(ExitStatus),
    /// It took longer than it may, in seconds.
    TooSlow(u64),
}

impl TimedProgramError {
    /// Says so to the user.
    pub fn text(self, program: String) -> UiText {
        match self {
            Self::NotStarted(error) => UiText::CannotStart {
                program,
                error: error.into(),
            },
            Self::Failed(status) => match status.code() {
                Some(code) => UiText::ProgramFailed { program, code },
                None => UiText::ProgramKilled { program },
            },
            Self::TooSlow(seconds) => UiText::ProgramTooSlow { program, seconds },
        }
    }
}

/// The longest pause between two looks at a program.
const LOOK_INTERVAL: Duration = Duration::from_millis(50);

/// Where one program runs at a time.
#[derive(Debug, Default)]
pub struct ProgramSlot(Mutex<SlotState>);

#[derive(Debug, Default)]
struct SlotState {
    running: Option<Child>,
    is_closed: bool,
}

impl ProgramSlot {
    /// Runs a program and waits for its end. It is killed after `limit`, with what it has started.
    pub fn run(
        &self,
        command: &[String],
        input: &[u8],
        limit: Duration,
    ) -> Result<(), TimedProgramError> {
        let started = file_of(input).and_then(|input| self.start(command, input));
        started.map_err(TimedProgramError::NotStarted)?;
        let deadline = Instant::now() + limit;
        let mut pause = Duration::from_millis(1);
        loop {
            if let Some(ended) = self.look() {
                return ended;
            }
            if Instant::now() >= deadline {
                self.kill();
                return Err(TimedProgramError::TooSlow(limit.as_secs()));
            }
            thread::sleep(pause);
            pause = LOOK_INTERVAL.min(pause * 2);
        }
    }

    /// Kills the program that runs. No other starts from now on.
    pub fn close(&self) {
        self.lock().is_closed = true;
        self.kill();
    }

    /// Starts a program, unless the slot is closed.
    fn start(&self, command: &[String], input: File) -> io::Result<()> {
        let mut state = self.lock();
        let words = command.split_first().filter(|_| !state.is_closed);
        let Some((program, arguments)) = words else {
            return Ok(());
        };
        let child = Command::new(program)
            .args(arguments)
            .stdin(input)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // Ctrl-C in the terminal is for the reader alone, and a kill reaches what the program has started.
            .process_group(0)
            .spawn()?;
        state.running = Some(child);
        Ok(())
    }

    /// How the program has ended; `None` while it runs. One that is gone from the slot was killed with it.
    fn look(&self) -> Option<Result<(), TimedProgramError>> {
        let mut state = self.lock();
        let Some(child) = &mut state.running else {
            return Some(Ok(()));
        };
        let ended = match child.try_wait() {
            Ok(None) => return None,
            Ok(Some(status)) if status.success() => Ok(()),
            Ok(Some(status)) => Err(TimedProgramError::Failed(status)),
            Err(error) => Err(TimedProgramError::NotStarted(error)),
        };
        state.running = None;
        Some(ended)
    }

    /// Kills the program with its group, and takes its status, so that no zombie stays behind.
    fn kill(&self) {
        if let Some(mut child) = self.lock().running.take() {
            let _ = kill_process_group(Pid::from_child(&child), Signal::KILL);
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    fn lock(&self) -> MutexGuard<'_, SlotState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file without a name that holds these bytes. A program that does not read a pipe would keep its writer waiting.
fn file_of(bytes: &[u8]) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    file.write_all(bytes)?;
    file.rewind()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Runs lines of a shell.
    fn shell(lines: &str, input: &[u8], limit: Duration) -> Result<(), TimedProgramError> {
        let command = ["/bin/sh", "-c", lines].map(str::to_owned);
        ProgramSlot::default().run(&command, input, limit)
    }

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn program_gets_its_input() {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("copy");
        let input = "一行\n".repeat(100_000);
        let lines = format!("cat > '{}'", copy.display());
        shell(&lines, input.as_bytes(), LONG).unwrap();
        assert_eq!(fs::read_to_string(copy).unwrap(), input);
    }

    #[test]
    fn input_that_is_not_read_keeps_nobody_waiting() {
        let input = vec![b'x'; 1 << 20];
        assert!(shell("exit 0", &input, LONG).is_ok());
    }

    #[test]
    fn flood_of_output_is_discarded() {
        shell(
            "yes | head -c 10000000; yes | head -c 10000000 >&2",
            b"",
            LONG,
        )
        .unwrap();
    }

    #[test]
    fn arguments_are_no_shell_code() {
        let command = ["test", "$(touch f);", "=", "$(touch f);"].map(str::to_owned);
        assert!(ProgramSlot::default().run(&command, b"", LONG).is_ok());
    }

    #[test]
    fn failure_is_an_error() {
        let failed = shell("exit 3", b"", LONG);
        assert!(
            matches!(failed, Err(TimedProgramError::Failed(status)) if status.code() == Some(3))
        );
        let missing = ProgramSlot::default().run(&["/nowhere/program".to_owned()], b"", LONG);
        assert!(matches!(missing, Err(TimedProgramError::NotStarted(_))));
    }

    /// Also what the program has started is killed: nothing writes the file later.
    #[test]
    fn hanging_program_is_killed_with_children() {
        let folder = tempfile::tempdir().unwrap();
        let pid = folder.path().join("pid");
        let lines = format!("sleep 1000 & echo $! > '{}'; wait", pid.display());
        let limit = Duration::from_millis(500);
        let slow = shell(&lines, b"", limit);
        assert!(matches!(slow, Err(TimedProgramError::TooSlow(_))));
        let pid = fs::read_to_string(pid).unwrap();
        let status =
            || fs::read_to_string(format!("/proc/{}/stat", pid.trim())).unwrap_or_default();
        // Whoever inherits it takes its status.
        let deadline = Instant::now() + LONG;
        while status().contains("(sleep) S") {
            assert!(Instant::now() < deadline);
            thread::yield_now();
        }
    }

    #[test]
    fn closing_kills_the_program_and_starts_none() {
        let slot = ProgramSlot::default();
        let command = |words: &[&str]| {
            words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>()
        };
        thread::scope(|scope| {
            let running = scope.spawn(|| slot.run(&command(&["sleep", "1000"]), b"", LONG));
            while slot.lock().running.is_none() {
                thread::yield_now();
            }
            slot.close();
            assert!(running.join().unwrap().is_ok());
        });
        assert!(
            slot.run(&command(&["false"]), b"", LONG).is_ok(),
            "it is not started"
        );
    }
}
