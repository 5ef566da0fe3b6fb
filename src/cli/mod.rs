//! The command line: what was typed -> [`Arguments`], or a text to print instead.

mod arguments;
mod table;
mod time;
mod values;

use std::ffi::OsString;
use std::io::Write;

use clap::error::ErrorKind;
use clap::{Error, FromArgMatches as _};
use clap_complete::Shell;

pub use arguments::{
    AlertTask, ArchiveTask, Arguments, CheckArgs, ColourMode, Command, CommonArgs, ConfigPart,
    ListArgs, MarksFormat, MarksTask, OutputFormat, PathArgs, StatusArgs, TailArgs,
};
pub use time::{ImpossibleTime, TimeBounds, TimeOptions};

use self::table::table;
use crate::text::sanitise;

/// A text to print instead of running a command: help, version, or an error in the arguments.
#[derive(Debug)]
pub struct Usage(Error);

impl Usage {
    /// Prints the text to its stream and returns the exit status: 0 for help, 2 for bad usage or if it cannot be printed. A
    /// closed pipe is no error.
    pub fn print(&self) -> u8 {
        let plain = self.0.to_string();
        // It quotes what was typed.
        let printed = match sanitise(&plain) {
            printable if printable.as_str() == plain => self.0.print(),
            printable => std::io::stderr()
                .lock()
                .write_all(printable.as_str().as_bytes()),
        };
        match printed {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => 2,
            Ok(()) | Err(_) => u8::try_from(self.0.exit_code()).unwrap_or(2),
        }
    }
}

/// Parses the command line; the name of the program comes first.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Arguments, Usage> {
    let matches = table().try_get_matches_from(arguments);
    let parsed = matches.and_then(|matches| Arguments::from_arg_matches(&matches));
    let parsed = parsed.and_then(without_leading_paths);
    parsed.map_err(|error| Usage(error.format(&mut table())))
}

/// Fails if there are paths or options of the reader before a command, which clap would drop.
fn without_leading_paths(arguments: Arguments) -> Result<Arguments, Error> {
    let message = match arguments.paths.paths.first() {
        _ if arguments.command.is_none() => return Ok(arguments),
        Some(path) => format!(
            "{} is before the command; paths come after it, and ./NAME is a folder with the name of a command\n",
            path.display()
        ),
        None if arguments.since.is_some() => {
            "--since is before the command; it comes after it\n".to_owned()
        }
        None => return Ok(arguments),
    };
    Err(Error::raw(ErrorKind::ArgumentConflict, message).with_cmd(&table()))
}

/// Returns the completion script of a shell.
pub fn completions(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut table(), "dianbao", &mut script);
    script
}

/// Returns the manual page as roff.
pub fn manual() -> std::io::Result<Vec<u8>> {
    let mut page = Vec::new();
    clap_mangen::Man::new(table()).render(&mut page)?;
    Ok(page)
}

#[cfg(test)]
mod tests;
