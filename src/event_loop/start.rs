//! Starts the reader and runs it to its end.

use std::io;
use std::process::ExitCode;

use crossbeam_channel::{Sender, unbounded};

use super::alert_programs::AlertPrinter;
use super::clock::now;
use super::main_loop::Inbox;
use super::reader::Reader;
use super::request::Request;
use super::screen::Screen;
use super::workers::{Outlets, Workers};
use crate::app::{App, GivenOptions, Message, Notice};
use crate::archive::{Archiver, ArchiverSetup};
use crate::config::{Config, Settings};
use crate::feed::{self, FeedEvent, FeedSender};
use crate::lang::{Lang, UiText};
use crate::rules::{RulesJob, RulesWatch};
use crate::state::KeeperSetup;
use crate::terminal::modes::{self, TerminalUse};
use crate::terminal::notification::Notifier;
use crate::terminal::{input, panics, signals};
use crate::tmux;
use crate::watch::WatchSettings;

/// What the reader starts with.
#[derive(Debug)]
pub struct ReaderSetup {
    /// The configuration.
    pub config: Config,
    /// What to read and follow.
    pub settings: WatchSettings,
    /// Where every item of the dumps is kept, if it is.
    pub archive: Option<ArchiverSetup>,
    /// What is remembered from run to run, and where.
    pub state: KeeperSetup,
    /// What the command line decides, whatever the last run left.
    pub given: GivenOptions,
    /// Prints what the program of an alert gets.
    pub print_alert: AlertPrinter,
    /// The filter at the start.
    pub query: Option<String>,
    /// The notices to show at the start.
    pub notices: Vec<Notice>,
    /// Whether the dumps are the samples.
    pub is_demo: bool,
}

/// Runs the reader until it is quit. The terminal is restored before this returns, also with an error. A thread that the
/// reader cannot do without is an error before the terminal is entered.
pub fn run(setup: ReaderSetup) -> anyhow::Result<ExitCode> {
    panics::install_hook();
    let (requests, waiting_requests) = unbounded();
    let (messages, waiting_messages) = unbounded();
    let (events, waiting_events) = feed::channel();
    let (signalled, typed) = (requests.clone(), requests.clone());
    let end_limit = signals::spawn(move |signal| drop(signalled.send(Request::Signal(signal))))?;
    let input_gate = input::spawn(move |input| typed.send(Request::Input(input)).is_ok())?;
    modes::check_descriptors()?;
    let stocks = setup.config.stocks.clone();
    let lang = setup.config.lang;
    let lists_folder = setup.config.lists.clone();
    let archive = setup
        .archive
        .and_then(|archive| start_archive(archive, lang, &messages));
    let publish = publish(archive, events);
    let workers = Workers::start(
        setup.settings,
        stocks,
        lists_folder,
        setup.state,
        Outlets {
            print_alert: setup.print_alert,
            lang,
            shows_in_tmux: setup.config.settings.tmux_status && tmux::is_inside(),
        },
        publish,
        &messages,
    )?;
    let screen = Screen::enter(terminal_use(&setup.config.settings))?;
    input_gate.open();
    let mut app = App::new(setup.config, now());
    app.is_demo = setup.is_demo;
    app.given = setup.given;
    if Notifier::of_environment().needs_bell() {
        app.ring_for_notifications();
    }
    let rules_watch = RulesWatch::start(&app.config.rules, move || {
        drop(messages.send(Message::RulesChanged));
    });
    let mut reader = Reader::new(app, screen, input_gate, end_limit, requests, workers);
    if let Some(watch) = rules_watch {
        reader.workers.rules.send(RulesJob::Watch(watch));
    }
    let inbox = Inbox {
        requests: waiting_requests,
        events: waiting_events,
        messages: waiting_messages,
    };
    let query = setup.query.into_iter().map(Message::Filter);
    let notices = setup.notices.into_iter().map(Message::Notice);
    reader.begin(&inbox, query.chain(notices));
    Ok(reader.run(&inbox).status().into())
}

/// Starts the archive. Its errors are shown, also that there is no thread for it.
fn start_archive(setup: ArchiverSetup, lang: Lang, messages: &Sender<Message>) -> Option<Archiver> {
    let (notices, folder) = (messages.clone(), setup.folder.display().to_string());
    let report = move |error: io::Error| {
        let (folder, error) = (folder.clone(), error.into());
        let text = lang.text(UiText::CannotArchive { folder, error });
        drop(notices.send(Message::Notice(Notice::error(text))));
    };
    Archiver::start(setup, report.clone()).map_err(report).ok()
}

/// What the feed does with its events: the archive gets the changes first.
fn publish(
    archive: Option<Archiver>,
    events: FeedSender,
) -> impl Fn(FeedEvent) + Send + Sync + 'static {
    move |event| {
        if let Some(archive) = &archive {
            match &event {
                FeedEvent::Update(update) => archive.send(update),
                FeedEvent::Status(status) if status.loading == 0 => archive.end_load(),
                FeedEvent::Status(_) | FeedEvent::ClockJumped | FeedEvent::Panicked => {}
            }
        }
        events.send(event);
    }
}

const fn terminal_use(settings: &Settings) -> TerminalUse {
    TerminalUse {
        mouse: settings.mouse,
        title: settings.title,
    }
}
