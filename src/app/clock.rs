//! What changes with the clock: notices vanish, ages grow, and a query that is relative to it comes to mean something else.
//!
//! The clock may jump, to and fro, and hours may pass between two messages: nothing is reckoned from the time before.

use super::{App, Effect, Mode, PageKind, filtering, finding, notice};
use crate::item::Stamp;
use crate::query::{self, Query};

/// The time is this. Only a new minute is visible.
pub(super) fn tick(app: &mut App, now: Stamp) -> Vec<Effect> {
    let same = now.minute() == app.now.minute();
    app.now = now;
    app.version -= u64::from(!notice::expire(app) && same);
    let mut effects = Vec::new();
    if !same {
        effects.extend(filtering::settle(app));
        effects.extend(finding::settle(app));
    }
    effects.extend(notice::end(app));
    effects.extend(next_minute(app));
    effects
}

/// Wakes the reader at the next minute if anything is then to be drawn anew: the page of problems tells how old things are,
/// and `last:15m` begins a minute later.
pub(super) fn next_minute(app: &App) -> Option<Effect> {
    let shows_ages = matches!(&app.mode, Mode::Page(page) if page.kind == PageKind::Problems);
    let queries = [(&app.filter.source, &app.filter.query), (&app.find.source, &app.find.query)];
    let is_relative = |(source, query): (&String, &Option<Query>)| {
        query.as_ref().is_some_and(|query| meaning(source, Some(query), a_year_after(app.now)).is_some())
    };
    let next = Stamp::from_unix((i64::from(app.now.minute()) + 1) * 60);
    next.filter(|_| shows_ages || queries.into_iter().any(is_relative)).map(Effect::WakeAt)
}

/// What a query means at this time, if that is something else than it meant before.
pub(super) fn meaning(source: &str, before: Option<&Query>, now: Stamp) -> Option<Query> {
    let before = before?;
    query::parse(source, now).ok().filter(|query| query != before)
}

fn a_year_after(now: Stamp) -> Stamp {
    Stamp::from_unix(i64::from(now.unix()) + 365 * 86_400).unwrap_or_default()
}
