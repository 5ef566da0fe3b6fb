//! The threads that work for the reader. Their results come back as messages.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use crossbeam_channel::Sender;

use super::alert_programs::{AlertPrinter, AlertProgram, AlertPrograms};
use super::list_keeper::ListKeeper;
use crate::app::{Message, SearchKind, WorkerKind};
use crate::feed::{Feed, FeedEvent};
use crate::filter::FilterWorker;
use crate::knowledge::KnowledgePart;
use crate::lang::Lang;
use crate::names::{self, ListDumps, UserStock};
use crate::rules::{self, RulesJob};
use crate::state::{Keeper, KeeperSetup};
use crate::terminal::timed_program::TimedProgramError;
use crate::tmux::TmuxOptions;
use crate::watch::WatchSettings;
use crate::worker::Worker;

/// All workers; dropping them ends their threads.
#[derive(Debug)]
pub(super) struct Workers {
    // Fields are dropped in this order: what has to be kept comes before what may hang, because the end has a limit.
    /// Keeps what the user marks.
    pub keeper: Keeper,
    /// Shows what is new in tmux, if it is to be shown there.
    pub tmux: Option<TmuxOptions>,
    pub feed: Feed,
    view: FilterWorker,
    filter: FilterWorker,
    find: FilterWorker,
    /// Started by its first search: few open the page of rules.
    preview: Option<FilterWorker>,
    messages: Sender<Message>,
    pub names: Worker<ListDumps>,
    /// Reads the rules, and finds what they hit.
    pub rules: Worker<RulesJob>,
    /// Reads the watchlists again when they change, and writes to them.
    pub lists: ListKeeper,
    /// Runs the programs of alerts.
    pub programs: AlertPrograms,
    /// Does what nobody waits for: it collects and counts what prompts and pages show.
    pub survey: Worker<SurveyJob>,
}

/// What workers need to reach programs outside.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outlets {
    /// Prints what the program of an alert gets.
    pub print_alert: AlertPrinter,
    /// The language of notices about these programs.
    pub lang: Lang,
    /// Whether tmux shows counts.
    pub shows_in_tmux: bool,
}

/// Work that ends in a message.
pub(super) type SurveyJob = Box<dyn FnOnce() -> Message + Send>;

impl Workers {
    /// Starts them; an error if the system refuses the feed a thread. Without threads for the others, requests to them are
    /// served where they are sent.
    pub(super) fn start(
        settings: WatchSettings,
        stocks: Vec<UserStock>,
        lists: Option<PathBuf>,
        state: KeeperSetup,
        outlets: Outlets,
        publish: impl Fn(FeedEvent) + Send + Sync + 'static,
        messages: &Sender<Message>,
    ) -> io::Result<Self> {
        Ok(Self {
            feed: Feed::start(settings, publish)?,
            view: start_search(SearchKind::View, messages),
            filter: start_search(SearchKind::Filter, messages),
            find: start_search(SearchKind::Find, messages),
            preview: None,
            messages: messages.clone(),
            names: start_names(stocks, messages),
            keeper: start_keeper(state, messages),
            tmux: outlets.shows_in_tmux.then(TmuxOptions::start).flatten(),
            rules: start_rules(messages),
            lists: ListKeeper::start(lists, outlets.lang, messages),
            programs: start_programs(outlets.print_alert, outlets.lang, messages),
            survey: start_survey(messages),
        })
    }

    pub(super) fn search(&mut self, kind: SearchKind) -> &mut FilterWorker {
        match kind {
            SearchKind::View => &mut self.view,
            SearchKind::Filter => &mut self.filter,
            SearchKind::Find => &mut self.find,
            SearchKind::Preview => self
                .preview
                .get_or_insert_with(|| start_search(kind, &self.messages)),
        }
    }
}

fn start_search(kind: SearchKind, messages: &Sender<Message>) -> FilterWorker {
    let (hits, panics) = (messages.clone(), messages.clone());
    FilterWorker::start(
        move |progress| drop(hits.send(Message::Hits(kind, progress))),
        move || drop(panics.send(Message::WorkerPanicked(WorkerKind::Filter))),
    )
}

fn start_names(stocks: Vec<UserStock>, messages: &Sender<Message>) -> Worker<ListDumps> {
    let (parts, panics) = (messages.clone(), messages.clone());
    names::start(
        stocks,
        move |names| drop(parts.send(Message::Knowledge(KnowledgePart::StockNames(names)))),
        move || drop(panics.send(Message::WorkerPanicked(WorkerKind::StockNames))),
    )
}

fn start_keeper(state: KeeperSetup, messages: &Sender<Message>) -> Keeper {
    let messages = messages.clone();
    Keeper::start(state, move |event| {
        drop(messages.send(Message::State(event)));
    })
}

fn start_rules(messages: &Sender<Message>) -> Worker<RulesJob> {
    let (news, panics) = (messages.clone(), messages.clone());
    rules::start(
        move |read| drop(news.send(Message::Rules(read))),
        move || drop(panics.send(Message::WorkerPanicked(WorkerKind::Rules))),
    )
}

fn start_programs(print: AlertPrinter, lang: Lang, messages: &Sender<Message>) -> AlertPrograms {
    let (ends, panics) = (messages.clone(), messages.clone());
    let ended = move |program: &AlertProgram, ended: Result<(), TimedProgramError>| {
        let failure = ended.err();
        let failure = failure.map(|error| error.text(program.name().to_owned()));
        let why = failure.map(|failure| lang.text(failure).into_owned());
        let rule = Arc::clone(&program.rule);
        drop(ends.send(Message::ProgramEnded { rule, why }));
    };
    let on_panic = move || drop(panics.send(Message::WorkerPanicked(WorkerKind::Alerts)));
    AlertPrograms::start(print, ended, on_panic)
}

fn start_survey(messages: &Sender<Message>) -> Worker<SurveyJob> {
    let (results, panics) = (messages.clone(), messages.clone());
    let work = move |(): &mut (), jobs: Vec<SurveyJob>| {
        for job in jobs {
            drop(results.send(job()));
        }
    };
    let on_panic = move || drop(panics.send(Message::WorkerPanicked(WorkerKind::Survey)));
    Worker::start("survey", || (), work, on_panic)
}
