//! The terminal, lent to an editor for a while.
//!
//! The loop goes on meanwhile, without drawing: what arrives is taken in, and a signal that ends the reader ends it in good
//! order, the editor first.

use std::io::{self, ErrorKind};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, bounded};
use crossterm::event::Event;

use super::effects::failed;
use super::screen::Screen;
use super::{Reader, Request};
use crate::lang::UiText;
use crate::terminal::editor;
use crate::terminal::foreground::ForegroundProgram;
use crate::terminal::program::ProgramError;
use crate::watch::{self, ArchivedDump, ReadError};

/// How long an editor may take to keep what was typed in it when the reader is ended; less than the reader itself has.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long a disk may take to show what an editor is to have: all else waits meanwhile, and a file server that does not answer
/// would be waited for without end.
const LOOK: Duration = Duration::from_secs(5);

/// A program that has the terminal.
#[derive(Debug)]
pub(super) struct Lent {
    program: ForegroundProgram,
    /// What it shows: a file, or a dump in an archive.
    file: String,
    /// The archive and the name in it, where it shows a copy.
    copy: Option<(String, String)>,
    /// Keys that were typed before it had the terminal; they are taken once it has ended.
    pub(super) typed: Vec<Event>,
}

impl Reader {
    /// A dump that is no file of its own is shown as a copy; a text that came from standard input stands in no file at all.
    pub(super) fn edit(&mut self, path: &Path, line: u32) {
        if path.starts_with(watch::stdin_path()) {
            return self.tell(UiText::NoFile, true);
        }
        let file = path.to_string_lossy().into_owned();
        let packed = match unpacked(path, self.app.config.settings.limits.max_file_size) {
            Ok(packed) => packed,
            Err(error) => {
                let cause = error.message(self.app.config.lang).into_owned();
                return self.tell(UiText::CannotOpen { file, cause }, true);
            }
        };
        self.give_away();
        let asking = self.asking.clone();
        let closed = move |outcome| drop(asking.send(Request::Closed(outcome)));
        let started = match &packed {
            Some(ArchivedDump { name, bytes, .. }) => editor::edit_copy(name, bytes, line, closed),
            None => editor::edit(path, line, closed),
        };
        match started {
            Ok(program) => {
                self.lent = Some(Lent {
                    program,
                    file,
                    copy: packed.map(names),
                    typed: Vec::new(),
                })
            }
            Err(failure) => {
                self.take_back();
                self.tell(failed(failure, &file), true);
            }
        }
    }

    /// The program that had the terminal has ended.
    pub(super) fn closed(&mut self, outcome: Result<(), ProgramError>) {
        let Some(Lent {
            program,
            file,
            copy,
            typed,
        }) = self.lent.take()
        else {
            return;
        };
        drop(program);
        self.take_back();
        match (outcome, copy) {
            (Err(failure), _) => self.tell(failed(failure, &file), true),
            (Ok(()), Some((archive, member))) => {
                self.tell(UiText::WasCopy { archive, member }, false)
            }
            (Ok(()), None) => {}
        }
        typed.into_iter().for_each(|event| self.event(event));
    }

    /// Leaves the terminal to somebody else, with whatever is typed from now on.
    pub(super) fn give_away(&mut self) {
        self.gate.close();
        Screen::leave();
    }

    pub(super) fn take_back(&mut self) {
        self.gate.open();
        self.resume();
    }

    /// Ends the program that has the terminal, if one has, and waits for its end, but not for long.
    pub(super) fn end_program(&mut self, requests: &Receiver<Request>) {
        let Some(lent) = self.lent.take() else { return };
        lent.program.terminate();
        let deadline = Instant::now() + PATIENCE;
        while let Ok(request) = requests.recv_deadline(deadline) {
            if matches!(request, Request::Closed(_)) {
                return;
            }
        }
    }
}

/// What stands there, as [`watch::extract_dump`] tells, or why it is not told in time.
fn unpacked(path: &Path, limit: u64) -> Result<Option<ArchivedDump>, ReadError> {
    let (sender, told) = bounded(1);
    let path = path.to_owned();
    thread::Builder::new()
        .name("look".into())
        .spawn(move || sender.send(watch::extract_dump(&path, limit)))?;
    match told.recv_timeout(LOOK) {
        Ok(told) => told,
        Err(RecvTimeoutError::Timeout) => Err(io::Error::from(ErrorKind::TimedOut).into()),
        Err(RecvTimeoutError::Disconnected) => Err(ReadError::ProgramFault),
    }
}

/// An archive by its name alone, and what the dump is called in it.
fn names(ArchivedDump { archive, name, .. }: ArchivedDump) -> (String, String) {
    (
        archive
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        name.display().to_string(),
    )
}
