//! Why the reader ends, and its exit status.

use std::process::ExitCode;

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

impl From<ExitReason> for ExitCode {
    /// 0, or 128 plus the signal as in shells. A terminal that is gone counts as SIGHUP.
    fn from(reason: ExitReason) -> Self {
        match reason {
            ExitReason::Quit => Self::SUCCESS,
            ExitReason::Signal(signal) => {
                Self::from(128_u8.saturating_add(u8::try_from(signal).unwrap_or(0)))
            }
            ExitReason::TerminalGone => Self::from(129),
        }
    }
}
