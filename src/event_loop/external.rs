//! Hands the terminal to an editor, or to the shell while the reader is suspended.
//!
//! While an editor runs, the loop goes on without drawing: it takes in news, and a signal that ends the reader ends the
//! editor first.

use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, bounded};

use super::failures::failure_text;
use super::foreground_job::ForegroundJob;
use super::reader::Reader;
use super::request::Request;
use super::screen::Screen;
use crate::app::Message;
use crate::lang::UiText;
use crate::limits::Limits;
use crate::terminal::program::ProgramError;
use crate::terminal::{editor, signals};
use crate::tmux::TmuxOptions;
use crate::watch::{self, ArchivedDump, ReadError};
use crate::worker;

/// How long an editor may take to save when the reader is ended; less than the reader itself has.
const JOB_SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(1);

/// How long the disk may take to show a file before it is edited. The reader waits for it, and a file server may never answer.
const EXTRACT_TIMEOUT: Duration = Duration::from_secs(5);

impl Reader {
    /// Opens a file in an editor. A dump in an archive is opened as a copy. Standard input has no file to open.
    pub(super) fn edit(&mut self, path: &Path, line: u32) {
        if path.starts_with(watch::stdin_path()) {
            return self.notify(UiText::NoFile, true);
        }
        let file = path.to_string_lossy().into_owned();
        let archived = match extract_dump(path, self.app.config.settings.limits) {
            Ok(archived) => archived,
            Err(error) => {
                let cause = error.message(self.app.config.lang).into_owned();
                return self.notify(UiText::CannotOpen { file, cause }, true);
            }
        };
        self.release_terminal();
        let requests = self.requests.clone();
        let on_end = move |outcome| drop(requests.send(Request::JobEnded(outcome)));
        let started = match &archived {
            Some(ArchivedDump { name, bytes, .. }) => editor::edit_copy(name, bytes, line, on_end),
            None => editor::edit(path, line, on_end),
        };
        match started {
            Ok(program) => {
                self.job = Some(ForegroundJob {
                    program,
                    file,
                    copied_from: archived.as_ref().map(archive_and_name),
                    typed: Vec::new(),
                });
            }
            Err(error) => {
                self.reclaim_terminal();
                self.notify(failure_text(error, &file), true);
            }
        }
    }

    /// Takes the terminal back from a job that ended.
    pub(super) fn finish_job(&mut self, outcome: Result<(), ProgramError>) {
        let Some(job) = self.job.take() else { return };
        drop(job.program);
        self.reclaim_terminal();
        self.ring_held();
        match (outcome, job.copied_from) {
            (Err(error), _) => self.notify(failure_text(error, &job.file), true),
            (Ok(()), Some((archive, member))) => {
                self.notify(UiText::WasCopy { archive, member }, false);
            }
            (Ok(()), None) => {}
        }
        for event in job.typed {
            self.handle_event(event);
        }
    }

    /// Ends the job, if there is one, and waits for its end, at most [`JOB_SHUTDOWN_TIMEOUT`].
    pub(super) fn end_job(&mut self, requests: &Receiver<Request>) {
        let Some(job) = self.job.take() else { return };
        job.program.terminate();
        let deadline = Instant::now() + JOB_SHUTDOWN_TIMEOUT;
        while let Ok(request) = requests.recv_deadline(deadline) {
            if matches!(request, Request::JobEnded(_)) {
                return;
            }
        }
    }

    pub(super) fn suspend(&mut self) {
        let mut suspended = false;
        if signals::can_suspend() {
            self.release_terminal();
            let was_in_tmux = self.leave_tmux();
            suspended = signals::suspend();
            self.workers.tmux = was_in_tmux.then(TmuxOptions::start).flatten();
            self.reclaim_terminal();
        }
        if !suspended {
            self.notify(UiText::CannotSuspend, true);
        }
    }

    /// Sets the terminal up again, and checks all files: the machine may have slept.
    pub(super) fn resume(&mut self) {
        self.drawn = None;
        self.with_screen(Screen::reenter);
        self.workers.feed.recheck();
    }

    /// Leaves the terminal to another program, and with it the keys that are typed from now on.
    fn release_terminal(&mut self) {
        self.input_gate.close();
        Screen::leave();
        self.update(Message::Focus(Some(false)));
    }

    fn reclaim_terminal(&mut self) {
        self.input_gate.open();
        self.update(Message::Focus(None));
        self.resume();
    }
}

/// Extracts a dump from its archive, within [`EXTRACT_TIMEOUT`]; `None` for a file of its own.
fn extract_dump(path: &Path, limits: Limits) -> Result<Option<ArchivedDump>, ReadError> {
    let (sender, extracted) = bounded(1);
    let path = path.to_owned();
    let extract = move || drop(sender.send(watch::extract_dump(&path, limits)));
    worker::spawn_detached("extract", extract)?;
    match extracted.recv_timeout(EXTRACT_TIMEOUT) {
        Ok(extracted) => extracted,
        Err(RecvTimeoutError::Timeout) => Err(io::Error::from(ErrorKind::TimedOut).into()),
        Err(RecvTimeoutError::Disconnected) => Err(ReadError::ProgramFault),
    }
}

/// The file name of an archive, and the name of the dump in it.
fn archive_and_name(dump: &ArchivedDump) -> (String, String) {
    let archive = dump.archive.file_name().unwrap_or_default();
    (
        archive.to_string_lossy().into_owned(),
        dump.name.display().to_string(),
    )
}
