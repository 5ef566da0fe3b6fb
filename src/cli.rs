//! What was typed on the command line -> what to do.
//!
//! No type of clap goes further than this file: [`parse`] gives a [`Command`], or what is to be printed instead.

mod arguments;
mod moment;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

use clap::{CommandFactory, FromArgMatches};

pub use moment::{Moment, Span};

use crate::config::{Origin, Settings};
use crate::text::sanitise;
use arguments::Arguments;

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Read on the screen.
    Reader(Reader),
    /// Print the matching items.
    List(Listing),
    /// Print the last matching items, then each new one as it arrives.
    Tail(Listing),
    /// Print per file what it is and what is wrong in it.
    Check(Setup),
    /// Read the sample dumps on the screen.
    Demo(Reader),
    /// Print something about the configuration.
    Config(Setup, ConfigPart),
    /// Print completions for a shell.
    Completions(String),
    /// Print the manual page.
    Man,
}

/// What is read, and with which settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setup {
    /// Dumps and folders as they were named; those of the configuration where there are none.
    pub paths: Vec<PathBuf>,
    /// Where the configuration is.
    pub origin: Origin,
    /// What the options say in its place.
    pub flags: Settings,
}

/// What is read on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    /// What is read.
    pub setup: Setup,
    /// A filter to begin with.
    pub query: Option<String>,
}

/// What is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// What is read.
    pub setup: Setup,
    /// What items must match.
    pub query: Option<String>,
    /// The time from which and to which.
    pub span: Span,
    /// At most so many, the newest.
    pub limit: Option<usize>,
    /// Whether only their number is printed.
    pub count: bool,
    /// How it is printed.
    pub format: Format,
    /// Whether it is coloured.
    pub colour: Colour,
}

/// How items are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Format {
    /// One line an item, for people.
    #[default]
    Text,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values with a heading.
    Csv,
    /// Markdown.
    Markdown,
}

/// When output is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Whatever it goes to.
    Always,
    /// Never.
    Never,
}

/// What of the configuration is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigPart {
    /// Which file is read.
    Path,
    /// What holds, and where it comes from.
    Show,
    /// The documented defaults.
    Default,
    /// The documented default keys.
    Keymap,
}

/// What is to be printed instead of doing something: help and version, or what is wrong with what was typed.
#[derive(Debug)]
pub struct Usage {
    /// The text; coloured where its stream is a terminal.
    pub error: clap::Error,
}

impl Usage {
    /// Prints it where it belongs and says with which status to leave: 0 for help, 2 for bad usage.
    pub fn tell(&self) -> u8 {
        let plain = self.error.to_string();
        // What was typed is quoted in it; where even that cannot be printed there is nobody to tell.
        let _ = match sanitise(&plain) {
            printable if printable.as_str() == plain => self.error.print(),
            printable => std::io::stderr()
                .lock()
                .write_all(printable.as_str().as_bytes()),
        };
        u8::try_from(self.error.exit_code()).unwrap_or(2)
    }
}

/// Reads the command line, the program's name first.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, Usage> {
    let parsed = Arguments::command()
        .try_get_matches_from(arguments)
        .and_then(|matches| Arguments::from_arg_matches(&matches))
        .and_then(Arguments::command_to_run);
    parsed.map_err(|error| Usage {
        error: error.format(&mut Arguments::command()),
    })
}

/// Completions for a shell, as a script; `None` for a shell that is not known.
pub fn completions(shell: &str) -> Option<Vec<u8>> {
    let shell: clap_complete::Shell = shell.parse().ok()?;
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "dianbao", &mut script);
    Some(script)
}

/// The manual page, as roff.
pub fn manual() -> std::io::Result<Vec<u8>> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
    Ok(page)
}

#[cfg(test)]
mod tests;
