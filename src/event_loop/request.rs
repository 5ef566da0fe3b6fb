//! What the reader handles before anything else.

use crate::lang::UiText;
use crate::terminal::input::TerminalInput;
use crate::terminal::program::ProgramError;
use crate::terminal::signals::SignalEvent;

/// Input, signals, and the ends of started programs.
#[derive(Debug)]
pub(super) enum Request {
    Input(TerminalInput),
    Signal(SignalEvent),
    /// The program that had the terminal ended.
    JobEnded(Result<(), ProgramError>),
    /// A program without the terminal failed.
    ProgramFailed(UiText),
}
