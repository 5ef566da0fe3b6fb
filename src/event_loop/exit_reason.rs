//! Why the reader ends, and its exit status.

use signal_hook::consts::SIGHUP;

use crate::terminal::signals::end_status;

/// Why the reader ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ExitReason {
    /// The user quit.
    Quit,
    /// A signal.
    Signal(i32),
    /// The terminal is gone.
    TerminalGone,
}

impl ExitReason {
    /// 0, or 128 plus the signal as in shells. A terminal that is gone counts as SIGHUP.
    pub(super) fn status(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Signal(signal) => end_status(signal),
            Self::TerminalGone => end_status(SIGHUP),
        }
    }
}
