//! `archive`: looks after the folder that keeps what dumps let go. `tail` writes to it.

use std::io::{self, Write as _};
use std::path::Path;

use super::format::ARCHIVED;
use super::outcome::{Outcome, Reported};
use super::report::print_error;
use crate::archive::{Archiver, ArchiverSetup, Compacted, compact};
use crate::config::Config;
use crate::feed::FeedEvent;

/// Drops doubles and superseded wordings.
pub fn run(config: &Config) -> Result<Outcome, Reported> {
    let Some(folder) = config.settings.archive() else {
        print_error("no archive; the setting `archive` names its folder");
        return Err(Reported);
    };
    let compacted = compact(folder).map_err(|error| {
        print_error(&describe(folder, &error));
        Reported
    })?;
    let Compacted { files, removed } = compacted;
    let printed = writeln!(
        io::stdout().lock(),
        "{}: {removed} lines dropped from {files} files",
        folder.display()
    );
    Ok(Outcome::of_printing(printed, true))
}

/// Starts the archive of the configuration, if there is one. Its errors are printed.
pub(super) fn start(config: &Config) -> io::Result<Option<Archiver>> {
    let Some(folder) = config.settings.archive() else {
        return Ok(None);
    };
    let setup = ArchiverSetup {
        folder: folder.to_owned(),
        print: ARCHIVED,
    };
    let folder = folder.to_owned();
    Archiver::start(setup, move |error| print_error(&describe(&folder, &error))).map(Some)
}

/// Hands over a change, or that the load is over.
pub(super) fn pass_on(archiver: &Archiver, event: &FeedEvent) {
    match event {
        FeedEvent::Update(update) => archiver.send(update),
        FeedEvent::Status(status) if status.loading == 0 => archiver.end_load(),
        FeedEvent::Status(_) | FeedEvent::ClockJumped | FeedEvent::Panicked => {}
    }
}

fn describe(folder: &Path, error: &io::Error) -> String {
    format!("archive {}: {error}", folder.display())
}
