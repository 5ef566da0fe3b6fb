//! Which of the reader and a program in the foreground has the terminal.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long after the program's end a signal still counts as the program's: the thread that reads signals may be late.
const LATE_SIGNALS: Duration = Duration::from_millis(300);

/// Who has the terminal.
pub(super) enum TerminalOwner {
    /// The reader; no program ever had it.
    Reader,
    /// The reader again, since this moment.
    ReaderSince(Instant),
    /// A program.
    Program,
}

static OWNER: Mutex<TerminalOwner> = Mutex::new(TerminalOwner::Reader);

/// Whether a signal that the terminal sends for a key (Ctrl-C, Ctrl-Z) is meant for a program and not for the reader.
pub(super) fn program_takes_keys() -> bool {
    match *OWNER.lock().unwrap_or_else(PoisonError::into_inner) {
        TerminalOwner::Reader => false,
        TerminalOwner::ReaderSince(then) => then.elapsed() < LATE_SIGNALS,
        TerminalOwner::Program => true,
    }
}

/// Records who has the terminal from now on.
pub(super) fn set(owner: TerminalOwner) {
    *OWNER.lock().unwrap_or_else(PoisonError::into_inner) = owner;
}
