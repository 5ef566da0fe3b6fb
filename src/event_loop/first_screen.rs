//! What the first screen is to begin with: lists, rules, and what the last run left. Threads read them while the feed reads the
//! first dumps, so the screen waits for the slowest of them alone, and for none of them for long.

use std::time::{Duration, Instant};

use crossbeam_channel::{at, select_biased};

use super::main_loop::Inbox;
use super::reader::Reader;
use crate::app::{Message, WorkerKind};
use crate::knowledge::KnowledgePart;
use crate::rules::{RulesJob, RulesNews};
use crate::state::StateEvent;

/// How long the first screen waits for what the last run left: a fifth of a second shows as a delay. What is late changes the
/// screen.
const STATE_TIMEOUT: Duration = Duration::from_millis(50);
/// How long it waits for files of the user. The filter of the command line may name lists; rules are late once there is news.
const FILES_TIMEOUT: Duration = Duration::from_secs(2);

/// What came in for the first screen.
#[derive(Debug, Default)]
struct FirstScreen {
    /// What the last run left. It may name views, which are rules.
    opened: Option<Message>,
    has_rules: bool,
    has_news: bool,
}

impl FirstScreen {
    const fn has_enough(&self) -> bool {
        self.has_rules || self.has_news
    }

    const fn timeout(&self) -> Duration {
        if self.has_enough() {
            STATE_TIMEOUT
        } else {
            FILES_TIMEOUT
        }
    }
}

impl Reader {
    /// Takes in what the first screen is to begin with. `given` has what the command line says.
    pub(super) fn begin(&mut self, inbox: &Inbox, given: impl Iterator<Item = Message>) {
        let begun = Instant::now();
        let early = self.take_lists(inbox, begun + FILES_TIMEOUT);
        self.workers
            .rules
            .send(RulesJob::Read(self.app.rules_reading()));
        given.for_each(|message| self.update(message));
        let mut first = FirstScreen::default();
        for message in early {
            self.take_first(message, &mut first);
        }
        while first.opened.is_none() || !first.has_enough() {
            let until = begun + first.timeout();
            if !self.wait_first(inbox, until, &mut first) {
                break;
            }
        }
        first
            .opened
            .into_iter()
            .for_each(|message| self.update(message));
        if first.has_news {
            self.receive_events(&inbox.events);
        }
    }

    /// Waits for something to come in; false once it is time to draw.
    fn wait_first(&mut self, inbox: &Inbox, until: Instant, first: &mut FirstScreen) -> bool {
        select_biased! {
            recv(inbox.messages) -> message => {
                message.into_iter().for_each(|message| self.take_first(message, first));
                true
            }
            // The news are for the place where the last run ended.
            recv(inbox.events.notified()) -> _ => {
                first.has_news = true;
                true
            }
            recv(at(until)) -> _ => false,
        }
    }

    fn take_first(&mut self, message: Message, first: &mut FirstScreen) {
        if matches!(message, Message::State(StateEvent::Opened(_))) {
            first.opened = Some(message);
        } else {
            first.has_rules |= is_about_rules(&message);
            self.update(message);
        }
    }

    /// Waits for the lists; returns the messages that came before.
    fn take_lists(&mut self, inbox: &Inbox, until: Instant) -> Vec<Message> {
        let mut early = Vec::new();
        while self.workers.lists.can_have_lists() {
            let Ok(message) = inbox.messages.recv_deadline(until) else {
                break;
            };
            if is_about_lists(&message) {
                self.update(message);
                break;
            }
            early.push(message);
        }
        early
    }
}

const fn is_about_lists(message: &Message) -> bool {
    matches!(
        message,
        Message::Knowledge(KnowledgePart::Watchlists(_))
            | Message::WorkerPanicked(WorkerKind::Lists)
    )
}

const fn is_about_rules(message: &Message) -> bool {
    matches!(
        message,
        Message::Rules(RulesNews::Read(_)) | Message::WorkerPanicked(WorkerKind::Rules)
    )
}
