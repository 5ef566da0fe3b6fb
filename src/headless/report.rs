//! Errors on standard error.

use std::io::{self, Write};
use std::path::Path;

use crate::dump::{Dump, DumpError};
use crate::feed::LoadShortage;
use crate::text::{sanitise, sanitise_line};
use crate::watch::{EmptyDump, LeftOutDays, ReadError, SourceState, WatchStatus, is_stdin};

/// Prints an error. It is made printable, because it may quote what a user typed or the name of a file. If standard error
/// cannot be written, nobody can be informed.
pub fn print_error(line: &str) {
    let _ = writeln!(io::stderr().lock(), "dianbao: {}", sanitise(line));
}

/// Prints the paths that could not be read, and returns whether there are any. Links with nothing behind them are left out:
/// no item is missing because of them.
pub(super) fn print_unreadable(status: &WatchStatus) -> bool {
    print_errors(unreadable(status).filter(|(_, error)| !error.is_dangling_link()))
}

/// Prints the paths that could not be read and links with nothing behind them, and returns whether there are any.
pub(super) fn print_every_error(status: &WatchStatus) -> bool {
    print_errors(unreadable(status))
}

fn print_errors<'a>(errors: impl Iterator<Item = (&'a Path, &'a ReadError)>) -> bool {
    let mut any = false;
    for (path, error) in errors {
        // On one line: the error can quote a name from an archive, and any name can have line breaks.
        print_error(sanitise_line(&format!("{}: {error}", path.display())).as_str());
        any = true;
    }
    any
}

/// Prints that not everything fits into memory, what is missing, and what to do. Returns whether anything is.
pub(super) fn print_shortage(shortage: Option<&LoadShortage>, advice: &str) -> bool {
    let Some(LoadShortage { limit, unread }) = shortage else {
        return false;
    };
    let missing = match unread.as_slice() {
        [] => String::new(),
        [only] => format!("{} was not read; ", only.display()),
        [first, second] => format!(
            "{} and {} were not read; ",
            first.display(),
            second.display()
        ),
        [first, others @ ..] => {
            format!(
                "{} and {} more were not read; ",
                first.display(),
                others.len()
            )
        }
    };
    print_error(
        sanitise_line(&format!(
            "the dumps do not fit into memory: {limit}; {missing}{advice}"
        ))
        .as_str(),
    );
    true
}

/// Prints from which day on items are read, because not everything fits into memory. Always true.
pub(super) fn print_left_out(LeftOutDays { first, limit }: LeftOutDays) -> bool {
    print_error(&format!(
        "only items from {first} on fit into memory: {limit}"
    ));
    true
}

/// Prints the sources that cannot be read any more.
pub(super) fn print_missing(before: &WatchStatus, now: &WatchStatus) {
    let was_missing = |path: &Path| missing(before).any(|(other, _)| other == path);
    for (path, error) in missing(now).filter(|(path, _)| !was_missing(path)) {
        print_error(sanitise_line(&format!("{}: {error}", path.display())).as_str());
    }
}

fn missing(status: &WatchStatus) -> impl Iterator<Item = (&Path, &ReadError)> {
    let sources = status.sources.iter();
    sources.filter_map(|source| match &source.state {
        SourceState::Missing(error) => Some((source.path.as_path(), error)),
        SourceState::Watching | SourceState::Polling(_) => None,
    })
}

fn unreadable(status: &WatchStatus) -> impl Iterator<Item = (&Path, &ReadError)> {
    let missing = missing(status);
    let files = status.errors.iter();
    let files = files.map(|error| (&*error.path, &error.cause));
    let undated = undated(status).map(|path| (path, &ReadError::NoDay));
    missing.chain(files).chain(undated)
}

/// Returns the named dumps of an unknown day: none of their items can be printed. Those in a folder are ignored.
fn undated(status: &WatchStatus) -> impl Iterator<Item = &Path> {
    let is_named =
        |path: &Path| is_stdin(path) || status.sources.iter().any(|source| source.path == path);
    let is_undated = |dump: &Dump| {
        let mut problems = dump.problems.iter();
        problems.any(|problem| matches!(problem.error, DumpError::UnknownDay))
    };
    let undated = status.empty_dumps.iter().map(|EmptyDump(dump)| dump);
    let undated = undated.filter(move |dump| is_undated(dump));
    undated
        .map(|dump| &*dump.path)
        .filter(move |path| is_named(path))
}
