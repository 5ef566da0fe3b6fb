//! Notices about programs that could not be started, or failed.

use std::io;

use crate::lang::UiText;
use crate::terminal::program::ProgramError;

/// The notice about a program that the system did not start.
pub(super) fn cannot_start(program: &str, error: io::Error) -> UiText {
    UiText::CannotStart {
        program: program.to_owned(),
        error: error.into(),
    }
}

/// The notice about a program that did not open a link or file.
pub(super) fn failure_text(error: ProgramError, target: &str) -> UiText {
    match error {
        ProgramError::NoWebLink => UiText::NoWebLink {
            link: target.to_owned(),
        },
        ProgramError::QuoteNotClosed { variable, line } => {
            UiText::QuoteNotClosed { variable, line }
        }
        ProgramError::NotCopied { error } => UiText::CannotCopy {
            error: error.into(),
        },
        ProgramError::NotStarted { program, error } => cannot_start(&program, error),
        ProgramError::Failed { program, status } => match status.code() {
            Some(code) => UiText::ProgramFailed { program, code },
            None => UiText::ProgramKilled { program },
        },
    }
}
