//! The thread that reads the watchlists again when they change, and writes to them.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock, Weak};
use std::thread;
use std::time::Duration;

use crossbeam_channel::Sender;

use crate::app::{Message, Notice, WorkerKind};
use crate::knowledge::KnowledgePart;
use crate::lang::Lang;
use crate::text::sanitise_line;
use crate::watch::FolderWatch;
use crate::watchlist::{self, AddedLine, Addition, ListChange, ListError, Removal, RemovedLines};
use crate::worker::Worker;

/// How long to wait for more changes: a file that is written has several.
const PAUSE: Duration = Duration::from_millis(50);

/// What the thread is asked for.
#[derive(Debug)]
pub(super) enum ListRequest {
    /// Read the lists for the first time.
    Begin,
    /// A file may have changed.
    Look,
    Add(Addition),
    AddAgain(AddedLine),
    Remove(AddedLine),
    TakeOut(Removal),
    TakeOutAgain(RemovedLines),
    PutBack(RemovedLines),
}

/// The thread itself, once it runs.
type Link = OnceLock<Weak<Worker<ListRequest>>>;

/// The running thread.
#[derive(Debug)]
pub(super) struct ListKeeper(Option<Arc<Worker<ListRequest>>>);

impl ListKeeper {
    /// Starts the thread, if there can be lists.
    pub(super) fn start(folder: Option<PathBuf>, lang: Lang, messages: &Sender<Message>) -> Self {
        Self(folder.map(|folder| {
            let link: Arc<Link> = Arc::default();
            let (own, messages, panics) = (Arc::clone(&link), messages.clone(), messages.clone());
            let keeping = move || ListFiles {
                folder: folder.clone(),
                lang,
                messages: messages.clone(),
                worker: Arc::clone(&own),
                watch: None,
                problem: None,
            };
            let on_panic = move || drop(panics.send(Message::WorkerPanicked(WorkerKind::Lists)));
            let worker = Arc::new(Worker::start("lists", keeping, ListFiles::serve, on_panic));
            let _ = link.set(Arc::downgrade(&worker));
            worker.send(ListRequest::Begin);
            worker
        }))
    }

    /// Whether there can be lists.
    pub(super) const fn can_have_lists(&self) -> bool {
        self.0.is_some()
    }

    pub(super) fn send(&self, request: ListRequest) {
        if let Self(Some(worker)) = self {
            worker.send(request);
        }
    }
}

/// What the thread holds.
struct ListFiles {
    folder: PathBuf,
    lang: Lang,
    messages: Sender<Message>,
    /// The thread itself, which events wake.
    worker: Arc<Link>,
    watch: Option<FolderWatch>,
    /// The problem of the folder that the last notice named.
    problem: Option<ListError>,
}

impl ListFiles {
    fn serve(&mut self, requests: Vec<ListRequest>) {
        let changes: Vec<ListChange> = requests.into_iter().filter_map(change).collect();
        self.watch();
        // Whoever reads that a list was made can name it.
        self.publish();
        for change in changes {
            drop(self.messages.send(Message::ListChange(change)));
        }
    }

    fn publish(&mut self) {
        let folder = watchlist::read_folder(&self.folder);
        let lists = folder.watchlists();
        let lists = Arc::new(lists);
        let part = KnowledgePart::Watchlists(Arc::clone(&lists));
        drop(self.messages.send(Message::Knowledge(part)));
        // The first screen does not wait for this, and no key that types `in:` does.
        lists.all().iter().for_each(|list| list.compile());
        if folder.problem != self.problem {
            self.problem = folder.problem;
            self.say_problem();
        }
    }

    /// Names the problem of the folder, if there is one.
    fn say_problem(&self) {
        if let Some(problem) = &self.problem {
            let folder = self.folder.display();
            let text = format!("{folder} {}", problem.message(self.lang));
            let text = sanitise_line(&text).to_string();
            drop(self.messages.send(Message::Notice(Notice::error(text))));
        }
    }

    /// Watches the folder, wherever it is made.
    fn watch(&mut self) {
        if let Some(watch) = &mut self.watch {
            return watch.follow();
        }
        let worker = Arc::clone(&self.worker);
        let look = move || {
            if let Some(worker) = worker.get().and_then(Weak::upgrade) {
                worker.send(ListRequest::Look);
            }
        };
        self.watch = Some(FolderWatch::start(&self.folder, look));
    }
}

/// Changes a list, or waits until the files have rested.
fn change(request: ListRequest) -> Option<ListChange> {
    match request {
        ListRequest::Begin => None,
        ListRequest::Look => {
            thread::sleep(PAUSE);
            None
        }
        ListRequest::Add(addition) => Some(ListChange::of_addition(&addition)),
        ListRequest::AddAgain(line) => Some(ListChange::of_repetition(line)),
        ListRequest::Remove(line) => Some(ListChange::of_removal(line)),
        ListRequest::TakeOut(removal) => Some(ListChange::of_taking_out(&removal)),
        ListRequest::TakeOutAgain(lines) => Some(ListChange::of_taking_out_again(&lines)),
        ListRequest::PutBack(lines) => Some(ListChange::of_putting_back(lines)),
    }
}
