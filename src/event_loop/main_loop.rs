//! The loop: wait, drain, draw.

use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, select_biased};

use super::clock::now;
use super::exit_reason::ExitReason;
use super::reader::Reader;
use super::request::Request;
use super::screen::Screen;
use crate::app::Message;
use crate::feed::FeedReceiver;
use crate::state::StateEvent;

/// The time between two frames.
const FRAME_INTERVAL: Duration = Duration::from_millis(10);
/// The time between a frame and one that answers a request. Keys must not wait for a stream of news.
const ANSWER_INTERVAL: Duration = Duration::from_millis(2);
/// How long the end waits for what the last run left. The process ends 2 s after its end began in any case.
const STATE_TIMEOUT: Duration = Duration::from_secs(1);
/// How long news is handled before requests and the screen have their turn again.
const MAX_NEWS_TIME: Duration = Duration::from_millis(4);

/// What comes in.
pub(super) struct Inbox {
    pub requests: Receiver<Request>,
    pub events: FeedReceiver,
    /// From workers.
    pub messages: Receiver<Message>,
}

impl Reader {
    pub(super) fn run(&mut self, inbox: &Inbox) -> ExitReason {
        self.draw();
        loop {
            self.wait(inbox);
            self.drain(inbox);
            self.show_in_tmux();
            if let Some(reason) = self.exit {
                self.end(inbox, reason);
                return reason;
            }
            if self.frame_due().is_some_and(|due| due <= Instant::now()) {
                self.draw();
            }
        }
    }

    /// Gives the terminal back, and then has everything kept: a worker without a thread does that here.
    fn end(&mut self, inbox: &Inbox, reason: ExitReason) {
        self.end_limit.begin(reason.status());
        // Keys that are typed from now on are for the shell.
        self.input_gate.close();
        self.end_job(&inbox.requests);
        Screen::leave();
        self.wait_for_state(inbox);
        self.update(Message::Ending);
    }

    /// Waits for what the last run left, if the user has done something before it came: only then is it known what to keep beside
    /// that.
    fn wait_for_state(&mut self, inbox: &Inbox) {
        let until = Instant::now() + STATE_TIMEOUT;
        while self.app.waits_to_keep_session() {
            match inbox.messages.recv_deadline(until) {
                Ok(opened @ Message::State(StateEvent::Opened(_))) => self.update(opened),
                // Nobody sees anything else any more.
                Ok(_) => {}
                Err(_) => break,
            }
        }
    }

    /// When the next frame may be drawn; `None` if the screen shows the model, or a job has it.
    fn frame_due(&self) -> Option<Instant> {
        let interval = if self.answers_request {
            ANSWER_INTERVAL
        } else {
            FRAME_INTERVAL
        };
        match self.drawn {
            _ if self.job.is_some() => None,
            Some((version, _)) if version == self.app.version() => None,
            Some((_, at)) => Some(at + interval),
            None => Some(Instant::now()),
        }
    }

    /// Waits until something comes in, a frame is due, or the model wants the time.
    fn wait(&mut self, inbox: &Inbox) {
        let due = self.frame_due().into_iter().chain(self.wake_at).min();
        let timer = due.map_or_else(crossbeam_channel::never, crossbeam_channel::at);
        select_biased! {
            recv(inbox.requests) -> request => match request {
                Ok(request) => self.handle(request),
                Err(_) => self.exit = Some(ExitReason::TerminalGone),
            },
            recv(inbox.events.notified()) -> _ => self.receive_events(&inbox.events),
            recv(inbox.messages) -> message => message.into_iter().for_each(|message| self.update(message)),
            recv(timer) -> _ => {}
        }
        if self.wake_at.is_some_and(|at| at <= Instant::now()) {
            self.wake_at = None;
            self.update(Message::Now(now()));
        }
    }

    /// Handles everything that waits: all requests, and news for a while.
    fn drain(&mut self, inbox: &Inbox) {
        let start = Instant::now();
        while self.exit.is_none() {
            if let Ok(request) = inbox.requests.try_recv() {
                self.handle(request);
            } else if start.elapsed() > MAX_NEWS_TIME {
                break;
            } else if inbox.events.notified().try_recv().is_ok() {
                self.receive_events(&inbox.events);
            } else if let Ok(message) = inbox.messages.try_recv() {
                self.update(message);
            } else {
                break;
            }
        }
    }

    pub(super) fn receive_events(&mut self, events: &FeedReceiver) {
        while let Some(event) = events.try_recv() {
            self.update(Message::Feed(event));
        }
    }
}
