//! What the first screen is to begin with: lists, rules, and what the last run left. Threads read them while the feed reads the
//! first dumps, so the screen waits for the slowest of them alone, and not for long.

use std::time::{Duration, Instant};

use crossbeam_channel::Receiver;

use super::reader::Reader;
use crate::app::{Message, WorkerKind};
use crate::knowledge::KnowledgePart;
use crate::rules::{RulesJob, RulesNews};
use crate::state::StateEvent;

/// How long the first screen waits for rules, and for what the last run left: a fifth of a second shows as a delay. What is
/// late changes the screen.
const TIMEOUT: Duration = Duration::from_millis(50);
/// How long it waits for lists: without them, the filter of the command line or of the last run may be wrong.
const LISTS_TIMEOUT: Duration = Duration::from_secs(2);

impl Reader {
    /// Takes in what the first screen is to begin with. `given` has what the command line says, which may name lists.
    pub(super) fn begin(
        &mut self,
        messages: &Receiver<Message>,
        given: impl Iterator<Item = Message>,
    ) {
        let until = Instant::now() + TIMEOUT;
        let early = self.take_lists(messages);
        self.workers
            .rules
            .send(RulesJob::Read(self.rules_reading()));
        given.for_each(|message| self.update(message));
        let mut early = early.into_iter();
        let (mut opened, mut has_rules) = (None, false);
        while opened.is_none() || !has_rules {
            let next = early.next().or_else(|| messages.recv_deadline(until).ok());
            match next {
                // It may name views, which are rules.
                Some(message @ Message::State(StateEvent::Opened(_))) => opened = Some(message),
                Some(message) => {
                    has_rules |= is_about_rules(&message);
                    self.update(message);
                }
                None => break,
            }
        }
        opened.into_iter().for_each(|message| self.update(message));
    }

    /// Waits for the lists; returns the messages that came before.
    fn take_lists(&mut self, messages: &Receiver<Message>) -> Vec<Message> {
        let until = Instant::now() + LISTS_TIMEOUT;
        let mut early = Vec::new();
        while self.workers.lists.can_have_lists() {
            let Ok(message) = messages.recv_deadline(until) else {
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
