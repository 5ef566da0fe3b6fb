//! What is told for a while: until the user does something else, or its time is over.

use super::{App, Effect, Notice};
use crate::item::Stamp;
use crate::lang::UiText;

/// Seconds for which something to know is told, and something that failed.
const INFO: i64 = 5;
const ERROR: i64 = 10;

pub(super) fn tell(app: &mut App, notice: Notice) -> Vec<Effect> {
    let seconds = if notice.error { ERROR } else { INFO };
    let until = Stamp::from_unix(i64::from(app.now.unix()) + seconds).unwrap_or(app.now);
    app.notice = Some((notice, until));
    vec![Effect::WakeAt(until)]
}

/// Tells something to know, in the interface's language.
pub(super) fn say(app: &mut App, text: UiText) -> Vec<Effect> {
    let text = app.config.lang.text(text);
    tell(app, Notice::info(text))
}

/// Tells that something could not be done, in the interface's language.
pub(super) fn fail(app: &mut App, text: UiText) -> Vec<Effect> {
    let text = app.config.lang.text(text);
    tell(app, Notice::error(text))
}

/// The user does something: what was told about something else is over. True where something was.
pub(super) fn drop(app: &mut App) -> bool {
    app.notice.take().is_some()
}

/// Takes the notice away once its time is over; true where it did. After a clock that went back it would stay for long.
pub(super) fn expire(app: &mut App) -> bool {
    let left = |until: Stamp| i64::from(until.unix()) - i64::from(app.now.unix());
    app.notice
        .take_if(|(_, until)| !(1..=ERROR).contains(&left(*until)))
        .is_some()
}

/// When what is told is to be taken away.
pub(super) fn end(app: &App) -> Option<Effect> {
    app.notice.as_ref().map(|(_, until)| Effect::WakeAt(*until))
}
