//! The only place where threads and channels meet: receive, drain, update, run effects, draw.
//!
//! Keys have a channel of their own, which is emptied first, so that no flood of news makes a key wait. A frame is drawn
//! only after something came in, and at most every 10 ms; an idle reader waits in one `select`, with no time-out but that of
//! the clock in the header.

mod effects;
mod lending;
mod screen;

use std::io;
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime};

use crossbeam_channel::{Receiver, Sender, select_biased, unbounded};
use crossterm::event::{Event, KeyEventKind};

use crate::app::{self, App, Message, SearchKind, WorkerKind};
use crate::config::Config;
use crate::feed::{self, Feed, FeedReceiver};
use crate::filter::FilterWorker;
use crate::item::Stamp;
use crate::knowledge::KnowledgePart;
use crate::lang::UiText;
use crate::names::{self, UserStock};
use crate::terminal::input::{self, InputGate, TerminalInput};
use crate::terminal::panics;
use crate::terminal::program::ProgramError;
use crate::terminal::signals::{self, SignalEvent};
use crate::watch;
use crate::worker::Worker;
use lending::Lent;
use screen::Screen;

/// What the reader starts with.
#[derive(Debug)]
pub struct Setup {
    /// What is settled.
    pub config: Config,
    /// What is to be read and followed.
    pub settings: watch::WatchSettings,
    /// A filter in force from the start.
    pub query: Option<String>,
    /// What the user should be told first.
    pub notices: Vec<app::Notice>,
}

/// The least time between two frames that nobody has asked for.
const FRAME: Duration = Duration::from_millis(10);
/// The least time between a frame and one that shows what a key did: news that come in all the time must not make keys wait.
const ANSWER: Duration = Duration::from_millis(2);
/// How long news may be taken in before keys and the screen have their turn again.
const NEWS_TURN: Duration = Duration::from_millis(4);

/// How the reader came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// The user quit.
    Quit,
    /// A signal asked for it.
    Signal(i32),
    /// The terminal went away.
    Gone,
}

impl From<End> for ExitCode {
    /// As shells count: 0, or 128 and the signal; a terminal that went away counts as SIGHUP.
    fn from(end: End) -> Self {
        match end {
            End::Quit => Self::SUCCESS,
            End::Signal(signal) => {
                Self::from(128_u8.saturating_add(u8::try_from(signal).unwrap_or(0)))
            }
            End::Gone => Self::from(129),
        }
    }
}

/// What the user, or whoever sends signals, wants; and what became of programs that were started.
#[derive(Debug)]
enum Request {
    Input(TerminalInput),
    Signal(SignalEvent),
    /// The program that had the terminal has ended.
    Closed(Result<(), ProgramError>),
    /// A program beside the reader has failed.
    Failed(UiText),
}

/// What comes in.
struct Incoming {
    requests: Receiver<Request>,
    feed: FeedReceiver,
    /// From workers.
    messages: Receiver<Message>,
}

/// Runs the reader until it is quit. The terminal is given back before this returns, however it returns.
pub fn run(setup: Setup) -> anyhow::Result<ExitCode> {
    panics::install_hook();
    let (asking, requests) = unbounded();
    let (telling, messages) = unbounded();
    let (sender, receiver) = feed::channel();
    let (signalled, typed) = (asking.clone(), asking.clone());
    signals::spawn(move |signal| drop(signalled.send(Request::Signal(signal))))?;
    let mouse = setup.config.settings.mouse;
    let given = setup.config.stocks.clone();
    let app = App::new(setup.config, now());
    let screen = Screen::enter(mouse)?;
    let gate = input::spawn(move |input| typed.send(Request::Input(input)).is_ok())?;
    let feed = Feed::start(setup.settings, move |event| sender.send(event))?;
    let filter = start_filter(telling.clone(), SearchKind::Filter)?;
    let find = start_filter(telling.clone(), SearchKind::Find)?;
    let names = start_names(given, telling)?;
    let (wake, drawn, answers, lent, end) = (None, None, false, None, None);
    let mut reader = Reader {
        app,
        screen,
        gate,
        asking,
        feed,
        filter,
        find,
        names,
        wake,
        drawn,
        answers,
        lent,
        end,
    };
    reader.begin(setup.query, setup.notices);
    Ok(reader
        .run(&Incoming {
            requests,
            feed: receiver,
            messages,
        })
        .into())
}

fn start_filter(messages: Sender<Message>, kind: SearchKind) -> io::Result<FilterWorker> {
    let panics = messages.clone();
    FilterWorker::start(
        move |progress| drop(messages.send(Message::Hits(kind, progress))),
        move || drop(panics.send(Message::WorkerPanicked(WorkerKind::Filter))),
    )
}

fn start_names(
    given: Vec<UserStock>,
    messages: Sender<Message>,
) -> io::Result<Worker<names::ListDumps>> {
    let panics = messages.clone();
    let publish = move |names| {
        drop(messages.send(Message::Knowledge(KnowledgePart::StockNames(names))));
    };
    names::start(given, publish, move || {
        drop(panics.send(Message::WorkerPanicked(WorkerKind::StockNames)))
    })
}

/// The clock, which only this module reads. One that is wrong by decades is as good as any other.
pub(crate) fn now() -> Stamp {
    Stamp::from_system(SystemTime::now()).unwrap_or_default()
}

/// Everything that runs, and the model.
#[derive(Debug)]
struct Reader {
    app: App,
    screen: Screen,
    gate: InputGate,
    /// Where programs tell that they have ended.
    asking: Sender<Request>,
    feed: Feed,
    filter: FilterWorker,
    find: FilterWorker,
    names: Worker<names::ListDumps>,
    wake: Option<Instant>,
    /// What was drawn last: the model's version and when; `None` where the screen shows something else.
    drawn: Option<(u64, Instant)>,
    /// Whether somebody has asked for something since.
    answers: bool,
    /// The program that has the terminal; nothing is drawn meanwhile.
    lent: Option<Lent>,
    end: Option<End>,
}

impl Reader {
    fn begin(&mut self, query: Option<String>, notices: Vec<app::Notice>) {
        if let Some(query) = query {
            self.update(Message::Filter(query));
        }
        for notice in notices {
            self.update(Message::Notice(notice));
        }
        self.draw();
    }

    fn run(&mut self, incoming: &Incoming) -> End {
        loop {
            self.wait(incoming);
            self.drain(incoming);
            if let Some(end) = self.end {
                // What is typed from now on is for the shell.
                self.gate.close();
                self.end_program(&incoming.requests);
                return end;
            }
            if self.frame_due().is_some_and(|due| due <= Instant::now()) {
                self.draw();
            }
        }
    }

    /// When the next frame may be drawn, if the screen does not show the model as it is.
    fn frame_due(&self) -> Option<Instant> {
        match self.drawn {
            _ if self.lent.is_some() => None,
            Some((version, _)) if version == self.app.version() => None,
            Some((_, at)) => Some(at + if self.answers { ANSWER } else { FRAME }),
            None => Some(Instant::now()),
        }
    }

    /// Waits for the first message, or until a frame or a moment of the model is due.
    fn wait(&mut self, incoming: &Incoming) {
        let due = self.frame_due().into_iter().chain(self.wake).min();
        let timer = due.map_or_else(crossbeam_channel::never, crossbeam_channel::at);
        select_biased! {
            recv(incoming.requests) -> request => match request {
                Ok(request) => self.take(request),
                Err(_) => self.end = Some(End::Gone),
            },
            recv(incoming.feed.notified()) -> _ => self.take_feed(&incoming.feed),
            recv(incoming.messages) -> message => if let Ok(message) = message { self.update(message) },
            recv(timer) -> _ => {}
        }
        if self.wake.is_some_and(|at| at <= Instant::now()) {
            self.wake = None;
            self.update(Message::Now(now()));
        }
    }

    /// Takes in what else is there: all keys, and news for a while.
    fn drain(&mut self, incoming: &Incoming) {
        let begun = Instant::now();
        while self.end.is_none() {
            if let Ok(request) = incoming.requests.try_recv() {
                self.take(request);
            } else if begun.elapsed() > NEWS_TURN {
                break;
            } else if incoming.feed.notified().try_recv().is_ok() {
                self.take_feed(&incoming.feed);
            } else if let Ok(message) = incoming.messages.try_recv() {
                self.update(message);
            } else {
                break;
            }
        }
    }

    /// Takes in what the feed has published.
    fn take_feed(&mut self, events: &FeedReceiver) {
        while let Some(event) = events.try_recv() {
            self.update(Message::Feed(event));
        }
    }

    fn take(&mut self, request: Request) {
        self.answers = true;
        match request {
            Request::Input(TerminalInput::Gone) => self.end = Some(End::Gone),
            Request::Input(TerminalInput::Event(event)) => self.event(event),
            Request::Signal(SignalEvent::End(signal)) => self.end = Some(End::Signal(signal)),
            Request::Closed(outcome) => self.closed(outcome),
            Request::Failed(say) => self.tell(say, true),
            // What they are about is seen to when the terminal is taken back.
            Request::Signal(SignalEvent::Suspend | SignalEvent::Continue | SignalEvent::Resize)
                if self.lent.is_some() => {}
            Request::Signal(SignalEvent::Suspend) => self.suspend(),
            Request::Signal(SignalEvent::Continue) => self.resume(),
            // Also where the size is the same again: on the way there the terminal has cut its rows, or set them anew.
            Request::Signal(SignalEvent::Resize) => self.redraw(),
        }
    }

    fn event(&mut self, event: Event) {
        if let Some(lent) = &mut self.lent {
            return lent.typed.push(event);
        }
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => self.update(Message::Key(key)),
            Event::Paste(text) => self.update(Message::Paste(text)),
            Event::Mouse(mouse) => self.update(Message::Mouse(mouse)),
            // crossterm tells it for the same signal that `terminal::signals` waits for.
            Event::Resize(..) | Event::Key(_) | Event::FocusGained | Event::FocusLost => {}
        }
    }

    fn update(&mut self, message: Message) {
        let reads_clock = !matches!(
            message,
            Message::Now(_) | Message::Measured(_) | Message::Drawn
        );
        if reads_clock && self.app.now != now() {
            self.update(Message::Now(now()));
        }
        for effect in app::update(&mut self.app, message) {
            self.perform(effect);
        }
    }

    /// Lays out, tells the model what it has to reckon with, and draws.
    fn draw(&mut self) {
        let layout = self.screen.lay_out(&mut self.app);
        if self.screen.draw(&self.app, &layout).is_err() {
            self.end = Some(End::Gone);
            return;
        }
        self.drawn = Some((self.app.version(), Instant::now()));
        self.answers = false;
        self.update(Message::Drawn);
    }
}
