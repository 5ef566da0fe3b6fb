//! The thread that reads and writes the file. Nobody waits for it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use std::{fs, io, mem};

use crossbeam_channel::{Sender, bounded};

use super::change::{Change, KnownItem, MarkedStory, ReadLine};
use super::database::Database;
use super::log;
use super::marks::DayMarks;
use super::open::{self, of_sqlite};
use super::problem::StateProblem;
use super::setup::KeeperSetup;
use crate::item::{NewsDay, Stamp};
use crate::watch::FileWatch;
use crate::worker::Worker;

/// The marks of how many days are published at once.
const DAYS_AT_ONCE: usize = 100;

/// How long the end of the reader waits for what is still to be written: less than the whole end may take.
const FLUSH_TIMEOUT: Duration = Duration::from_millis(1500);

/// What the last run left, as far as the first screen needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    /// The session; `None` if these sources were never read.
    pub session: Option<String>,
    /// When it was kept.
    pub kept_at: Option<Stamp>,
    /// When a session of any sources was kept last.
    pub last_kept: Option<Stamp>,
    /// From which day on listed items are remembered.
    pub known_from: NewsDay,
    /// The read line of each view.
    pub read_lines: Vec<(Arc<str>, ReadLine)>,
    /// The items that were listed, by day.
    pub known_items: BTreeMap<NewsDay, Vec<KnownItem>>,
}

/// What the thread publishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateEvent {
    /// The file is open.
    Opened(Remembered),
    /// The marks of some days. Those of the newest days come first, and each day once.
    Marks(Vec<(NewsDay, DayMarks)>),
    /// The marks of all days were published.
    MarksLoaded,
    /// Others have changed something.
    Changed(Vec<Change>),
    /// The marked stories of a day, or of all days.
    Stories(Option<NewsDay>, Vec<MarkedStory>),
    /// The two stories that were starred last, or fewer.
    LastStarred(Vec<MarkedStory>),
    /// Something cannot be kept.
    Problem(StateProblem),
    /// What could not be kept is kept now.
    Recovered,
    /// The thread panicked. It goes on with the next request.
    Panicked,
}

#[derive(Debug)]
enum KeeperRequest {
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

/// The running thread. Dropping it writes what waits.
#[derive(Debug)]
pub struct Keeper {
    // Dropped in this order: after the watcher of other programs is gone, nobody else holds the worker.
    _neighbours: Option<FileWatch>,
    worker: Arc<Worker<KeeperRequest>>,
}

/// Looks after each write to the file and its log, also by another program.
fn watch(file: &Path, look: impl Fn() + Clone + Send + 'static) -> io::Result<FileWatch> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    FileWatch::start(&[file.to_owned(), log::path_of(file)], look)
}

impl Keeper {
    /// Starts the thread. `publish` is called on it. If the system refuses threads, requests are served where they are sent, and
    /// what others write is seen with the next own change.
    pub fn start(
        setup: KeeperSetup,
        publish: impl Fn(StateEvent) + Clone + Send + Sync + 'static,
    ) -> Self {
        let file = setup.file.clone();
        let panicked = publish.clone();
        let worker = Worker::start(
            "state",
            move || Keeping::open(setup.clone(), Box::new(publish.clone())),
            Keeping::serve,
            move || panicked(StateEvent::Panicked),
        );
        let worker = Arc::new(worker);
        worker.send(KeeperRequest::Open);
        let look = Arc::downgrade(&worker);
        let look = move || {
            if let Some(worker) = look.upgrade() {
                worker.send(KeeperRequest::Look);
            }
        };
        Self {
            _neighbours: file.and_then(|file| watch(&file, look).ok()),
            worker,
        }
    }

    /// Writes changes as one step.
    pub fn change(&self, changes: Vec<Change>) {
        self.worker.send(KeeperRequest::Change(changes));
    }

    /// Keeps the session, as it is now.
    pub fn set_session(&self, data: String, now: Stamp) {
        self.worker.send(KeeperRequest::Session(data, now));
    }

    /// Has the marked stories of a day, or of all days, published.
    pub fn request_stories(&self, day: Option<NewsDay>) {
        self.worker.send(KeeperRequest::Stories(day));
    }

    /// Has the two stories published that were starred last.
    pub fn request_last_starred(&self) {
        self.worker.send(KeeperRequest::LastStarred);
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        let (done, is_done) = bounded(1);
        self.worker.send(KeeperRequest::Flush(done));
        // Another program may be writing. One that hangs is not waited for.
        let _ = is_done.recv_timeout(FLUSH_TIMEOUT);
    }
}

/// What the thread holds.
struct Keeping {
    setup: KeeperSetup,
    publish: Box<dyn Fn(StateEvent) + Send>,
    database: Database,
    /// Changes that could not be written yet.
    unwritten: Vec<Change>,
    session: Option<(String, Stamp)>,
    problem: Option<StateProblem>,
}

impl Keeping {
    fn open(setup: KeeperSetup, publish: Box<dyn Fn(StateEvent) + Send>) -> Self {
        let (database, problem) = open::open(&setup);
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

    fn serve(&mut self, requests: Vec<KeeperRequest>) {
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
        let written = self.try_write();
        if let Some(others) = self.or_report(written) {
            self.publish_changes(others);
            if self.problem.take_if(|_| self.database.is_kept()).is_some() {
                (self.publish)(StateEvent::Recovered);
            }
        }
    }

    fn try_write(&mut self) -> rusqlite::Result<Vec<Change>> {
        let mut others = Vec::new();
        if !self.unwritten.is_empty() {
            others = self.database.write(&self.unwritten)?;
            self.unwritten.clear();
        }
        if let Some((data, now)) = &self.session {
            self.database.set_session(&self.setup.sources, data, *now)?;
            self.session = None;
        }
        Ok(others)
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
                self.report(Some(of_sqlite(&path, &error)));
                None
            }
        }
    }

    /// Reports a problem that is not the last one again.
    fn report(&mut self, problem: Option<StateProblem>) {
        if let Some(problem) = problem
            && self.problem.as_ref() != Some(&problem)
        {
            self.problem = Some(problem.clone());
            (self.publish)(StateEvent::Problem(problem));
        }
    }
}
