//! From day to day, from session to session. Earlier is earlier, whichever end of time stands at the top.

use super::moving::{go, go_to_top};
use super::session::Session;
use super::{App, Effect, Position, Spot, fresh, notice};
use crate::config::Order;
use crate::item::NewsDay;
use crate::lang::UiText;

/// To the top of the day before, or after.
pub(super) fn day(app: &mut App, later: bool, times: usize) -> Vec<Effect> {
    let Some(here) = app.selected_spot() else {
        return Vec::new();
    };
    let last = app.shown.days.len() - 1;
    let down = later == (app.shown.order() == Order::Oldest);
    let day = if down {
        here.day.saturating_add(times).min(last)
    } else {
        here.day.saturating_sub(times)
    };
    if day == here.day && later && app.shown.newest() != Some(here) {
        return newest(app);
    }
    if day == here.day {
        return notice::say(
            app,
            if later {
                UiText::NoLaterDay
            } else {
                UiText::NoEarlierDay
            },
        );
    }
    go_to_top(app, Spot { day, nth: 0 });
    Vec::new()
}

/// To the newest item; where new ones waited, how many of them were passed over is told.
pub(super) fn newest(app: &mut App) -> Vec<Effect> {
    let waited = app.list.waiting;
    let Some(spot) = app.shown.newest() else {
        return Vec::new();
    };
    go(app, spot);
    let skipped = waited.saturating_sub(fresh::unseen_in_view(app));
    notice::say(
        app,
        if skipped > 0 {
            UiText::NewestSkipped { skipped }
        } else {
            UiText::Newest
        },
    )
}

/// To the top of the session before, or after, that has anything in it.
pub(super) fn session(app: &mut App, later: bool, times: usize) -> Vec<Effect> {
    let Some(here) = app.selected_spot() else {
        return Vec::new();
    };
    let mut to = here;
    for _ in 0..times {
        let next = if later {
            session_after(app, to)
        } else {
            session_before(app, to)
        };
        let Some(next) = next else { break };
        to = next;
    }
    if to == here {
        return notice::say(
            app,
            if later {
                UiText::NoLaterSession
            } else {
                UiText::NoEarlierSession
            },
        );
    }
    go_to_top(app, to);
    named(app, to)
}

/// To the story of a flash, or to the flash of a story.
pub(super) fn related(app: &mut App) -> Vec<Effect> {
    let related = app.selected().and_then(|item| item.related(&app.timeline));
    let Some(position) = related.map(|item| Position {
        day: item.day(),
        id: item.id(),
    }) else {
        return notice::say(app, UiText::NoRelated);
    };
    match app.shown.find(position, app.list.hint) {
        Some(spot) => go(app, spot),
        None => return notice::say(app, UiText::RelatedHidden),
    }
    Vec::new()
}

fn session_before(app: &App, spot: Spot) -> Option<Spot> {
    let (day, session) = session_of(app, spot)?;
    let last = app
        .shown
        .until(day, session.start(day, app.config.rollover))?;
    match app.shown.order() {
        Order::Newest => Some(last),
        Order::Oldest => {
            let (day, session) = session_of(app, last)?;
            app.shown.from(day, session.start(day, app.config.rollover))
        }
    }
}

fn session_after(app: &App, spot: Spot) -> Option<Spot> {
    let (day, session) = session_of(app, spot)?;
    let (day, end) = session.end(day, app.config.rollover);
    let first = app.shown.from(day, end)?;
    match app.shown.order() {
        Order::Oldest => Some(first),
        Order::Newest => {
            let (day, session) = session_of(app, first)?;
            let (next, end) = session.end(day, app.config.rollover);
            app.shown.until(next, end)
        }
    }
}

fn session_of(app: &App, spot: Spot) -> Option<(NewsDay, Session)> {
    let item = app.shown.item(spot)?;
    Some((item.day(), Session::of(item, app.config.rollover)))
}

fn named(app: &mut App, spot: Spot) -> Vec<Effect> {
    let Some((day, session)) = session_of(app, spot) else {
        return Vec::new();
    };
    let name = app.config.lang.text(session.name());
    let day = app.config.lang.day(day.date());
    notice::tell(app, super::Notice::info(format!("{day} {name}")))
}
