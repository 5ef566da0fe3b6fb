//! How the programs that the reader starts are called, and how they fail.
//!
//! A program gets a list of arguments, never a line for a shell: news has run code in readers that pasted headlines into
//! one (CVE-2017-12904, CVE-2017-14500).

use std::ffi::OsString;
use std::io;
use std::process::ExitStatus;

/// Why a program did not do its work.
#[derive(Debug)]
pub enum ProgramError {
    /// The link is not opened: only `http` and `https` are.
    NoWebLink,
    /// It could not be started.
    NotStarted {
        /// The name it was called by.
        program: String,
        /// The system's error.
        error: io::Error,
    },
    /// The file for it could not be written.
    NotCopied {
        /// The system's error.
        error: io::Error,
    },
    /// It reported a failure.
    Failed {
        /// The name it was called by.
        program: String,
        /// How it ended.
        status: ExitStatus,
    },
}

/// A program and its arguments.
pub(super) type CommandLine = (String, Vec<OsString>);

/// Splits `emacs -nw` into the program and its arguments; `None` for a blank line.
pub(super) fn split_words(line: &str) -> Option<(String, Vec<String>)> {
    let mut words = line.split_whitespace().map(str::to_owned);
    Some((words.next()?, words.collect()))
}

/// Turns the end of a program into a result.
pub(super) fn check_exit(
    program: String,
    outcome: io::Result<ExitStatus>,
) -> Result<(), ProgramError> {
    match outcome {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(ProgramError::Failed { program, status }),
        Err(error) => Err(ProgramError::NotStarted { program, error }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn command_line_splits_at_white_space() {
        assert_eq!(
            split_words(" emacs  -nw "),
            Some(("emacs".to_owned(), vec!["-nw".to_owned()]))
        );
        assert_eq!(split_words("  "), None);
    }
}
