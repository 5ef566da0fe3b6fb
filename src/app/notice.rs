//! What is told for a while and vanishes by itself, or changes with the clock.

use super::{App, Effect, Mode, Notice, PageKind};
use crate::item::Stamp;
use crate::lang::Say;

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
pub(super) fn say(app: &mut App, text: Say) -> Vec<Effect> {
    let text = app.config.lang.say(text);
    tell(app, Notice::info(text))
}

/// Tells that something could not be done, in the interface's language.
pub(super) fn fail(app: &mut App, text: Say) -> Vec<Effect> {
    let text = app.config.lang.say(text);
    tell(app, Notice::error(text))
}

/// The page of problems tells how old things are: it is to be drawn again with the next minute.
pub(super) fn next_minute(app: &App) -> Vec<Effect> {
    let shows_ages = matches!(&app.mode, Mode::Page(page) if page.kind == PageKind::Problems);
    let next = Stamp::from_unix((i64::from(app.now.minute()) + 1) * 60);
    next.filter(|_| shows_ages).map(Effect::WakeAt).into_iter().collect()
}

/// Takes the notice away once its time is over; true where it did.
pub(super) fn expire(app: &mut App) -> bool {
    app.notice.take_if(|(_, until)| *until <= app.now).is_some()
}
