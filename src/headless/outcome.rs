//! How a command ended.

use std::fmt::Display;
use std::io::{self, ErrorKind};
use std::process::ExitCode;

use super::report::print_error;

/// An error that has been printed.
#[derive(Debug)]
pub struct Reported;

impl Reported {
    /// Prints an error.
    pub fn print(error: impl Display) -> Self {
        print_error(&error.to_string());
        Self
    }
}

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Outcome {
    /// Something matched.
    Matched,
    /// Nothing matched.
    Nothing,
    /// Something could not be read, written or understood.
    Error,
}

impl Outcome {
    /// Returns the outcome of printing: whether anything matched, unless standard output could not be written. A closed pipe
    /// is no error.
    pub(super) fn of_printing(printed: io::Result<()>, matched: bool) -> Self {
        match printed {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                print_error(&format!("standard output: {error}"));
                Self::Error
            }
            Ok(()) | Err(_) if matched => Self::Matched,
            Ok(()) | Err(_) => Self::Nothing,
        }
    }

    /// Returns `Error` if there was one, otherwise this outcome.
    pub(super) const fn or_error(self, is_error: bool) -> Self {
        if is_error { Self::Error } else { self }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Matched => 0,
            Outcome::Nothing => 1,
            Outcome::Error => 2,
        })
    }
}
