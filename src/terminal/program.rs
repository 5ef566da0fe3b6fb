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
    /// The command line that an environment variable gives has a quote that is not closed.
    QuoteNotClosed {
        /// The name of the variable.
        variable: &'static str,
        /// Its command line.
        line: String,
    },
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

/// Splits the command line of a variable into the program and its arguments; `None` for a blank one.
///
/// Quotes and backslashes mean what they mean to a shell, so a quoted path may hold spaces. Nothing else does: no shell runs.
pub(super) fn split_words(
    variable: &'static str,
    line: &str,
) -> Result<Option<(String, Vec<String>)>, ProgramError> {
    let not_closed = || ProgramError::QuoteNotClosed {
        variable,
        line: line.to_owned(),
    };
    let mut words = shlex::split(line).ok_or_else(not_closed)?.into_iter();
    Ok(words.next().map(|program| (program, words.collect())))
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
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(" emacs  -nw ", &["emacs", "-nw"])]
    #[case("\"/opt/my editor/ed\" -w", &["/opt/my editor/ed", "-w"])]
    #[case("'/opt/my editor/ed'", &["/opt/my editor/ed"])]
    #[case(r"/my\ editor --title='a $HOME'", &["/my editor", "--title=a $HOME"])]
    #[case("ed; rm -rf ~", &["ed;", "rm", "-rf", "~"])]
    #[case("  ", &[])]
    fn command_line_is_split_as_a_shell_does(#[case] line: &str, #[case] expected: &[&str]) {
        let words = split_words("EDITOR", line).unwrap();
        let words = words.map(|(program, arguments)| [vec![program], arguments].concat());
        assert_eq!(words.unwrap_or_default(), expected);
    }

    #[rstest]
    #[case("\"/opt/my editor/ed")]
    #[case("ed 'a b")]
    fn quote_without_end_is_an_error(#[case] typed: &str) {
        let outcome = split_words("EDITOR", typed);
        assert!(
            matches!(&outcome, Err(ProgramError::QuoteNotClosed { variable: "EDITOR", line }) if line == typed),
            "{outcome:?}"
        );
    }
}
