//! Find in place: matches are lit, nothing is hidden, and `n` and `N` go from one to the next.
//!
//! A pass of its own finds the matches of all days; [`FindState::before`] counts those that the list shows. A jump is then a
//! search in that count, on an archive of any size. One that leads to where the pass has not been yet waits for it.

use super::search::{FindState, Pass, Seek};
use super::{App, Effect, Position, Spot, clock, moving, notice, prompt};
use crate::config::Order;
use crate::filter::{DayHits, PassProgress};
use crate::item::NewsDay;
use crate::knowledge::Knowledge;
use crate::lang::UiText;
use crate::query::{self, Matcher, Query, QueryError};

/// Looks for something, from an item on. One that is wrong changes nothing.
pub(super) fn ask(
    app: &mut App,
    source: &str,
    from: Option<Position>,
) -> Result<Vec<Effect>, QueryError> {
    let source = source.trim();
    if source.is_empty() {
        return Ok(clear(app));
    }
    let query = query::parse(source, app.now)?;
    let matcher = query.compile()?;
    let seek = from.map(|from| Seek {
        from,
        down: true,
        steps: 0,
    });
    Ok(begin(app, source, query, matcher, seek))
}

fn begin(
    app: &mut App,
    source: &str,
    query: Query,
    matcher: Matcher,
    seek: Option<Seek>,
) -> Vec<Effect> {
    let number = app.next_pass();
    let (query, matcher, pass) = (Some(query), Some(matcher), Pass::begin(number));
    app.find = FindState {
        source: source.to_owned(),
        query,
        matcher,
        pass,
        seek,
        ..FindState::default()
    };
    recount(app);
    [Effect::StartFind(number)]
        .into_iter()
        .chain(clock::next_change(app))
        .collect()
}

/// What is relative to the clock means something else than it did.
pub(super) fn settle(app: &mut App) -> Vec<Effect> {
    let Some(query) = clock::meaning(&app.find.source, app.find.query.as_ref(), app.now) else {
        return Vec::new();
    };
    let Ok(matcher) = query.compile() else {
        return Vec::new();
    };
    let (source, seek) = (app.find.source.clone(), app.find.seek);
    begin(app, &source, query, matcher, seek)
}

/// Nothing is lit any more.
pub(super) fn clear(app: &mut App) -> Vec<Effect> {
    let had = app.find.matcher.is_some();
    app.find = FindState::default();
    if had {
        vec![Effect::CancelFind]
    } else {
        Vec::new()
    }
}

/// Takes back what was looked for before.
pub(super) fn restore(app: &mut App, before: FindState) -> Vec<Effect> {
    if before.source == app.find.source {
        app.find.seek = None;
        return Vec::new();
    }
    if before.matcher.is_none() {
        return clear(app);
    }
    let number = app.next_pass();
    app.find = FindState {
        pass: Pass::begin(number),
        seek: None,
        ..before
    };
    recount(app);
    vec![Effect::StartFind(number)]
}

/// Begins the pass anew if its hits depend on something that was not known `before`.
pub(super) fn again(app: &mut App, before: &Knowledge) -> Vec<Effect> {
    let knowledge = &app.knowledge;
    if !app
        .find
        .matcher
        .as_ref()
        .is_some_and(|matcher| knowledge.generation_for(matcher) != before.generation_for(matcher))
    {
        return Vec::new();
    }
    let number = app.next_pass();
    app.find.pass = Pass::begin(number);
    recount(app);
    vec![Effect::StartFind(number)]
}

/// To a further match down the list, or up.
pub(super) fn further(app: &mut App, down: bool, steps: usize) -> Vec<Effect> {
    if app.find.matcher.is_none() {
        return notice::say(app, UiText::FindFirst);
    }
    app.find.seek = app.list.selected.map(|from| Seek { from, down, steps });
    resolve(app)
}

/// The pass has found something.
pub(super) fn hits(app: &mut App, progress: PassProgress) -> Vec<Effect> {
    if !app.find.pass.take(progress, &app.timeline) {
        return Vec::new();
    }
    recount(app);
    resolve(app)
}

/// The timeline changed: the days that did are to be looked at again.
pub(super) fn expect(app: &mut App, changed: &[NewsDay]) -> Vec<Effect> {
    if app.find.matcher.is_none() || changed.is_empty() {
        return Vec::new();
    }
    app.find.pass.expect(changed, &app.timeline);
    vec![Effect::RefreshFind(app.find.pass.number, changed.to_vec())]
}

/// Counts the matches in the list anew, after it or they changed: a pass over its days.
pub(super) fn recount(app: &mut App) {
    if app.find.matcher.is_none() {
        return;
    }
    let mut all = 0;
    let mut before = Vec::with_capacity(app.shown.days.len());
    for day in 0..app.shown.days.len() {
        before.push(all);
        all += count(app, day);
    }
    app.find.before = before;
    app.find.place.1 = all;
}

/// Which match the selected item is.
pub(super) fn place(app: &App) -> usize {
    let Some(spot) = app.selected_spot().filter(|_| app.find.place.1 > 0) else {
        return 0;
    };
    if is_match(app, spot) {
        up_to(app, spot) + 1
    } else {
        0
    }
}

/// What the pass found in a shown day, if that is the day as it is shown.
fn found(app: &App, day: usize) -> Option<&DayHits> {
    let shown = app.shown.days.get(day)?;
    let found = app.find.pass.found.get(&shown.day.day())?;
    std::sync::Arc::ptr_eq(&found.day, &shown.day).then_some(found)
}

fn count(app: &App, day: usize) -> usize {
    let (Some(found), Some(shown)) = (found(app, day), app.shown.days.get(day)) else {
        return 0;
    };
    match &shown.rows {
        None => found.rows.len(),
        Some(_) => spots(app, day, found).count(),
    }
}

/// The matches of a day that the list shows, oldest first.
fn spots<'a>(app: &'a App, day: usize, found: &'a DayHits) -> impl Iterator<Item = Spot> + 'a {
    found
        .rows
        .iter()
        .filter_map(move |&row| app.shown.spot(day, row as usize))
}

fn is_match(app: &App, spot: Spot) -> bool {
    let row = app.shown.row(spot) as u32;
    found(app, spot.day).is_some_and(|found| found.rows.binary_search(&row).is_ok())
}

/// How many matches stand above an item.
fn up_to(app: &App, spot: Spot) -> usize {
    let before = app.find.before.get(spot.day).copied().unwrap_or(0);
    before
        + found(app, spot.day).map_or(0, |found| {
            spots(app, spot.day, found).filter(|&at| at < spot).count()
        })
}

/// The match with so many above it.
fn nth(app: &App, index: usize) -> Option<Spot> {
    let day = app
        .find
        .before
        .partition_point(|&before| before <= index)
        .checked_sub(1)?;
    let inside = index - app.find.before.get(day)?;
    let mut spots = spots(app, day, found(app, day)?);
    match app.shown.order() {
        Order::Oldest => spots.nth(inside),
        Order::Newest => spots.collect::<Vec<_>>().into_iter().rev().nth(inside),
    }
}

/// Makes the jump that is asked for, if the pass has come far enough to know where it leads.
pub(super) fn resolve(app: &mut App) -> Vec<Effect> {
    let Some(seek) = app.find.seek else {
        return Vec::new();
    };
    let pass = &app.find.pass;
    let Some(from) = app
        .shown
        .find(seek.from, app.list.hint)
        .filter(|_| pass.knows(seek.from.day))
    else {
        return if pass.complete {
            missed(app)
        } else {
            Vec::new()
        };
    };
    let all = app.find.place.1;
    let above = up_to(app, from);
    let here = usize::from(seek.steps > 0 && is_match(app, from));
    let index = if seek.down {
        Some(above + here + seek.steps.saturating_sub(1))
    } else {
        above.checked_sub(seek.steps)
    };
    let inside = index.filter(|&index| index < all);
    if !app.find.pass.complete && !inside.is_some_and(|index| leads_to_known(app, index)) {
        return Vec::new();
    }
    if all == 0 {
        return missed(app);
    }
    app.find.seek = None;
    let around = index.unwrap_or(above + all - seek.steps % all) % all;
    if let Some(spot) = nth(app, inside.unwrap_or(around)) {
        moving::go(app, spot);
    }
    if inside.is_some() {
        Vec::new()
    } else {
        notice::say(app, UiText::Wrapped)
    }
}

fn leads_to_known(app: &App, index: usize) -> bool {
    let day = nth(app, index).and_then(|spot| app.shown.days.get(spot.day));
    day.is_some_and(|day| app.find.pass.knows(day.day.day()))
}

/// Nothing matches; while one types, the list goes back to where the search began.
fn missed(app: &mut App) -> Vec<Effect> {
    app.find.seek = None;
    prompt::go_back(app);
    let query = app.find.source.clone();
    notice::say(app, UiText::NotFound { query })
}
