//! What changes with the clock: notices vanish, ages grow, and a query that is relative to it comes to mean something else.
//!
//! The clock may jump, to and fro, and hours may pass between two messages: nothing is reckoned from the time before.

use super::{App, Effect, Mode, PageKind, filtering, finding, notice};
use crate::item::Stamp;
use crate::lang::Lang;
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
    effects.extend(next_change(app));
    effects
}

/// When the newest entry went out; the header tells how long ago that is, by which one sees whether the wire lives.
pub fn newest(app: &App) -> Option<Stamp> {
    app.timeline
        .days()
        .last()?
        .items()
        .next_back()
        .map(|item| item.stamp())
}

/// How long ago a moment was; one that is still to come, by a clock that differs, is now.
pub fn age(app: &App, then: Stamp) -> String {
    app.config
        .lang
        .age(app.now.minute().saturating_sub(then.minute()))
        .into_owned()
}

/// When the header tells another age: each minute at first, then each hour, then each day.
fn age_changes(app: &App) -> Option<Stamp> {
    let newest = newest(app)?.minute();
    let age = app.now.minute().saturating_sub(newest);
    let unit = Lang::unit_of_age(age);
    Stamp::from_unix((i64::from(newest) + i64::from((age / unit + 1) * unit)) * 60)
}

/// Wakes the reader when next anything is to be drawn anew though nothing has happened: at the next minute where the page of
/// problems tells how old things are, or `last:15m` begins a minute later; or when the header tells another age.
pub(super) fn next_change(app: &App) -> Option<Effect> {
    let shows_ages = matches!(&app.mode, Mode::Page(page) if page.kind == PageKind::Problems);
    let queries = [
        (&app.filter.source, &app.filter.query),
        (&app.find.source, &app.find.query),
    ];
    let is_relative = |(source, query): (&String, &Option<Query>)| {
        query
            .as_ref()
            .is_some_and(|query| meaning(source, Some(query), a_year_after(app.now)).is_some())
    };
    let next = Stamp::from_unix((i64::from(app.now.minute()) + 1) * 60);
    let each_minute = shows_ages || queries.into_iter().any(is_relative);
    if each_minute { next } else { age_changes(app) }.map(Effect::WakeAt)
}

/// What a query means at this time, if that is something else than it meant before.
pub(super) fn meaning(source: &str, before: Option<&Query>, now: Stamp) -> Option<Query> {
    let before = before?;
    query::parse(source, now)
        .ok()
        .filter(|query| query != before)
}

fn a_year_after(now: Stamp) -> Stamp {
    Stamp::from_unix(i64::from(now.unix()) + 365 * 86_400).unwrap_or_default()
}
