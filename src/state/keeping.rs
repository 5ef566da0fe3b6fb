//! What the thread does with the file: it writes what waits, reads what is wanted, and reports what goes wrong.

use std::mem;

use crossbeam_channel::Sender;

use super::change::Change;
use super::database::Database;
use super::event::{Remembered, StateEvent};
use super::open::open;
use super::problem::StateProblem;
use super::setup::KeeperSetup;
use crate::item::{NewsDay, Stamp};

/// The marks of how many days are published at once.
const DAYS_AT_ONCE: usize = 100;

/// What the thread is to do.
#[derive(Debug)]
pub(super) enum KeeperRequest {
    Open,
    Change(Vec<Change>),
    Session(String, Stamp),
    Stories(Option<NewsDay>),
    LastStarred,
    /// Another program may have written.
    Look,
    /// Say that everything before was done.
    Flush(Sender<()>),
}

/// What the thread holds.
pub(super) struct Keeping {
    setup: KeeperSetup,
    publish: Box<dyn Fn(StateEvent) + Send>,
    database: Database,
    /// Changes that could not be written yet.
    unwritten: Vec<Change>,
    session: Option<(String, Stamp)>,
    problem: Option<StateProblem>,
}

impl Keeping {
    /// Opens the file, and publishes all that it has.
    pub(super) fn open(setup: KeeperSetup, publish: Box<dyn Fn(StateEvent) + Send>) -> Self {
        let (database, problem) = open(&setup);
        let mut keeping = Self {
            setup,
            publish,
            database,
            unwritten: Vec::new(),
            session: None,
            problem: None,
        };
        keeping.report(problem);
        keeping.publish_all();
        keeping
    }

    fn publish_all(&mut self) {
        let remembered = self.remembered();
        let remembered = self.or_report(remembered).unwrap_or_default();
        (self.publish)(StateEvent::Opened(remembered));
        let mut days = Vec::new();
        let publish = &self.publish;
        let read = self.database.marks(|day, marks| {
            days.push((day, marks));
            if days.len() == DAYS_AT_ONCE {
                publish(StateEvent::Marks(mem::take(&mut days)));
            }
        });
        if !days.is_empty() {
            publish(StateEvent::Marks(days));
        }
        publish(StateEvent::MarksLoaded);
        self.or_report(read);
    }

    fn remembered(&self) -> rusqlite::Result<Remembered> {
        let sources = &self.setup.sources;
        let typed = &self.setup.typed_sources;
        self.database.rename_session(typed, sources)?;
        Ok(Remembered {
            session: self.database.session(sources)?,
            kept_at: self.database.last_kept(Some(sources))?,
            last_kept: self.database.last_kept(None)?,
            known_from: self.setup.known_from,
            read_lines: self.database.read_lines()?,
            known_items: self.database.known_items(self.setup.known_from)?,
        })
    }

    /// Does what is wanted; writes first.
    pub(super) fn serve(&mut self, requests: Vec<KeeperRequest>) {
        let mut stories = Vec::new();
        let mut wants_last_starred = false;
        let mut looks = false;
        let mut flushed = Vec::new();
        for request in requests {
            match request {
                KeeperRequest::Open => {}
                KeeperRequest::Change(changes) => self.unwritten.extend(changes),
                KeeperRequest::Session(data, now) => self.session = Some((data, now)),
                KeeperRequest::Stories(day) => stories.push(day),
                KeeperRequest::LastStarred => wants_last_starred = true,
                KeeperRequest::Look => looks = true,
                KeeperRequest::Flush(done) => flushed.push(done),
            }
        }
        self.write();
        for done in flushed {
            done.send(()).unwrap_or_default();
        }
        if looks {
            let changes = self.database.changes_of_others();
            let changes = self.or_report(changes);
            self.publish_changes(changes.unwrap_or_default());
        }
        if wants_last_starred {
            let read = self.database.last_starred(2);
            if let Some(read) = self.or_report(read) {
                (self.publish)(StateEvent::LastStarred(read));
            }
        }
        for day in stories {
            let read = self.database.stories(day);
            if let Some(read) = self.or_report(read) {
                (self.publish)(StateEvent::Stories(day, read));
            }
        }
    }

    /// Writes what waits. After an error it waits for the next time.
    fn write(&mut self) {
        if self.unwritten.is_empty() && self.session.is_none() {
            return;
        }
        let are_written = self.write_changes() && self.write_session();
        if are_written && self.problem.take_if(|_| self.database.is_kept()).is_some() {
            (self.publish)(StateEvent::Recovered);
        }
    }

    /// Writes the changes that wait, and publishes those of others; false if they have to wait longer.
    fn write_changes(&mut self) -> bool {
        if self.unwritten.is_empty() {
            return true;
        }
        let written = self.database.write(&self.unwritten);
        let Some(others) = self.or_report(written) else {
            return false;
        };
        self.unwritten.clear();
        self.publish_changes(others);
        true
    }

    /// Writes the session that waits; false if it has to wait longer.
    fn write_session(&mut self) -> bool {
        let Some((data, now)) = &self.session else {
            return true;
        };
        let sources = &self.setup.sources;
        let written = self.database.set_session(sources, data, *now);
        let is_written = self.or_report(written).is_some();
        if is_written {
            self.session = None;
        }
        is_written
    }

    fn publish_changes(&self, changes: Vec<Change>) {
        if !changes.is_empty() {
            (self.publish)(StateEvent::Changed(changes));
        }
    }

    fn or_report<T>(&mut self, outcome: rusqlite::Result<T>) -> Option<T> {
        match outcome {
            Ok(value) => Some(value),
            Err(error) => {
                let path = self.setup.file.clone().unwrap_or_default();
                self.report(Some(StateProblem::of_sqlite(&path, &error)));
                None
            }
        }
    }

    /// Reports a problem that is not the last one again.
    fn report(&mut self, problem: Option<StateProblem>) {
        if let Some(problem) = problem
            && self.problem.as_ref() != Some(&problem)
        {
            self.problem = Some(problem.clone()).filter(|problem| !problem.is_over());
            (self.publish)(StateEvent::Problem(problem));
        }
    }
}
