//! `list`, `tail`, `check`: the same timeline and queries, to standard output.
//!
//! Exit status as with grep: 0 something matched, 1 nothing did, 2 trouble. Paths that cannot be read are told on
//! standard error and the rest is still printed. A closed pipe ends a command quietly: who closed it has what he wanted.

pub mod check;
pub mod format;
pub mod list;
mod parallel;
mod select;
pub mod tail;

use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::cli::{Format, Listing};
use crate::config::Config;
use crate::dump::DumpError;
use crate::item::Stamp;
use crate::query::{self, Matcher};
use crate::text::{sanitise, sanitise_line};
use crate::watch::{EmptyDump, ReadError, SourceState, WatchSettings, WatchStatus, is_stdin};

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Outcome {
    /// Something matched.
    Matched,
    /// Nothing did.
    Nothing,
    /// Something could not be read, or was not understood.
    Trouble,
}

impl Outcome {
    /// Matched or not.
    const fn of(matched: bool) -> Self {
        if matched {
            Self::Matched
        } else {
            Self::Nothing
        }
    }

    /// Trouble if there was any, or else this.
    const fn or_trouble(self, trouble: bool) -> Self {
        if trouble { Self::Trouble } else { self }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Matched => 0,
            Outcome::Nothing => 1,
            Outcome::Trouble => 2,
        })
    }
}

/// The streams a command writes to, the clock it goes by, and what is settled.
#[derive(Debug)]
pub struct Run<'a> {
    /// What is settled.
    pub config: &'a Config,
    /// What is read.
    pub settings: WatchSettings,
    /// The moment at which it was started.
    pub now: Stamp,
    /// Whether output is coloured.
    pub coloured: bool,
}

/// Writes a line to standard error; where even that cannot be written there is nobody to tell. It may quote whatever a
/// user typed or a file is called, and is made printable here.
pub fn tell(line: &str) {
    let _ = writeln!(io::stderr().lock(), "dianbao: {}", sanitise(line));
}

/// Tells of the paths, and of files and folders below them, that could not be read; whether there were any.
fn tell_missing(status: &WatchStatus) -> bool {
    let mut any = false;
    for (path, cause) in missing(status) {
        // On one line: the cause can quote a name from an archive, and any name can have line breaks.
        tell(sanitise_line(&format!("{}: {cause}", path.display())).as_str());
        any = true;
    }
    any
}

/// Reports that the system refused a thread.
fn tell_refused(error: &io::Error) -> Outcome {
    tell(&error.to_string());
    Outcome::Trouble
}

/// What could not be read, and why.
fn missing(status: &WatchStatus) -> impl Iterator<Item = (&Path, &ReadError)> {
    let sources = status
        .sources
        .iter()
        .filter_map(|source| match &source.state {
            SourceState::Missing(cause) => Some((source.path.as_path(), cause)),
            SourceState::Watching | SourceState::Polling(_) => None,
        });
    let troubles = status
        .errors
        .iter()
        .map(|trouble| (&*trouble.path, &trouble.cause));
    sources
        .chain(troubles)
        .chain(undated(status).map(|path| (path, &ReadError::NoDay)))
}

/// The dumps that were named and of which nothing can be printed, because no day is known; one in a folder is passed over.
fn undated(status: &WatchStatus) -> impl Iterator<Item = &Path> {
    let is_named =
        |path: &Path| is_stdin(path) || status.sources.iter().any(|source| source.path == path);
    let undated = status
        .empty_dumps
        .iter()
        .map(|EmptyDump(dump)| dump)
        .filter(|dump| {
            dump.problems
                .iter()
                .any(|problem| matches!(problem.error, DumpError::UnknownDay))
        });
    undated
        .map(|dump| &*dump.path)
        .filter(move |path| is_named(path))
}

/// The matcher of a query; a wrong one is told, with the place.
fn matcher(listing: &Listing, run: &Run<'_>) -> Result<Option<Matcher>, Outcome> {
    let Some(source) = listing
        .query
        .as_deref()
        .filter(|source| !source.trim().is_empty())
    else {
        return Ok(None);
    };
    let compiled = query::parse(source, run.now).and_then(|query| query.compile());
    compiled.map(Some).map_err(|error| {
        let before = source.get(..error.at.start).unwrap_or_default();
        let width = run.config.text_metrics.width(before);
        let (shown, gap) = (sanitise_line(source), " ".repeat(width));
        tell(&format!(
            "{}\n  {}\n  {gap}^",
            error.message(run.config.lang),
            shown.as_str()
        ));
        Outcome::Trouble
    })
}

/// Whether names of stocks make a difference to what is printed.
fn needs_names(listing: &Listing, matcher: Option<&Matcher>) -> bool {
    let prints = match listing.format {
        Format::Jsonl | Format::Csv => !listing.count,
        Format::Text | Format::Markdown => false,
    };
    prints || matcher.is_some_and(Matcher::reads_stock_names)
}

/// A write that failed because the reader of the pipe has gone is no failure.
fn quiet_if_closed(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// The outcome, unless standard output could not be written.
fn written(result: io::Result<()>, outcome: Outcome) -> Outcome {
    match quiet_if_closed(result) {
        Ok(()) => outcome,
        Err(error) => {
            tell(&format!("standard output: {error}"));
            Outcome::Trouble
        }
    }
}
