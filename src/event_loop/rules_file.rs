//! The file of rules: read before the first screen, which shows them, and watched from then on.

use std::sync::Arc;

use crossbeam_channel::Sender;

use crate::app::{App, Message};
use crate::rules::{RulesNews, RulesReading, RulesWatch};

/// Reads the rules.
pub(super) fn read(app: &App) -> Message {
    let reading = RulesReading {
        file: app.config.rules.clone(),
        now: app.now,
        rollover: app.config.settings.rollover,
        timeline: Arc::default(),
        knowledge: Arc::clone(&app.knowledge),
    };
    Message::Rules(RulesNews::Read(reading.read()))
}

/// Reports changes of the file until this is dropped.
pub(super) fn watch(app: &App, messages: Sender<Message>) -> Option<RulesWatch> {
    RulesWatch::start(&app.config.rules, move || {
        drop(messages.send(Message::RulesChanged));
    })
}
