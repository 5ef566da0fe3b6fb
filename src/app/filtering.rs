//! The filter: what is typed becomes a pass, and what the pass finds becomes the list.
//!
//! What was shown before stays on the screen until the new pass has come as far as the selected item: nothing blinks, and
//! the selection goes at once to where it will stay.

use std::mem;
use std::sync::Arc;

use super::search::{FilterState, Pass, Standing};
use super::selection::{Keep, show};
use super::{App, Effect, Shown, clock, notice};
use crate::filter::{PassProgress, PreviousPass};
use crate::item::NewsDay;
use crate::knowledge::Knowledge;
use crate::lang::UiText;
use crate::query::{self, Matcher, Query, QueryError};

/// What the list holds now.
pub(super) fn shown(app: &App) -> Shown {
    let order = app.config.order;
    let hits = match &app.filter.standing {
        Standing::All => {
            return Shown::new(
                order,
                app.timeline
                    .days()
                    .iter()
                    .map(|day| (Arc::clone(day), None)),
            );
        }
        Standing::Older(hits) => hits,
        Standing::Pass => &app.filter.pass.found,
    };
    Shown::new(
        order,
        hits.values()
            .map(|found| (Arc::clone(&found.day), Some(Arc::clone(&found.rows)))),
    )
}

/// Puts a query in force; an empty one takes the filter away. One that is wrong changes nothing.
pub(super) fn ask(app: &mut App, source: &str) -> Result<Vec<Effect>, QueryError> {
    let source = source.trim();
    if source.is_empty() {
        return Ok(clear(app));
    }
    if source == app.filter.source && app.is_filtered() {
        return Ok(Vec::new());
    }
    let query = query::parse(source, app.now)?;
    let matcher = query.compile()?;
    Ok(begin(app, source, query, matcher))
}

/// What is relative to the clock means something else than it did: today is another day.
pub(super) fn settle(app: &mut App) -> Vec<Effect> {
    let Some(query) = clock::meaning(&app.filter.source, app.filter.query.as_ref(), app.now) else {
        return Vec::new();
    };
    let Ok(matcher) = query.compile() else {
        return Vec::new();
    };
    let (source, on) = (app.filter.source.clone(), app.filter.on);
    let effects = begin(app, &source, query, matcher);
    app.filter.on = on;
    effects
}

/// A filter that was given from outside; what is wrong with it is told.
pub(super) fn given(app: &mut App, source: &str) -> Vec<Effect> {
    ask(app, source).unwrap_or_else(|error| {
        let expected = error.message(app.config.lang);
        let column = source
            .get(..error.at.start)
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        notice::fail(app, UiText::ErrorAt { column, expected })
    })
}

fn begin(app: &mut App, source: &str, query: Query, matcher: Matcher) -> Vec<Effect> {
    let number = app.next_pass();
    let old = &mut app.filter;
    let wider = old.matcher.take().filter(|older| matcher.implies(older));
    let within = wider.and_then(|matcher| {
        Some(PreviousPass {
            matcher,
            rows: old.pass.rows()?,
        })
    });
    let standing = match mem::take(&mut old.standing) {
        Standing::Pass => Standing::Older(mem::take(&mut old.pass.found)),
        standing @ (Standing::All | Standing::Older(_)) => standing,
    };
    app.filter = FilterState {
        source: source.to_owned(),
        query: Some(query),
        matcher: Some(matcher),
        on: true,
        pass: Pass::begin(number),
        within,
        standing,
    };
    [Effect::StartFilter(number)]
        .into_iter()
        .chain(clock::next_change(app))
        .collect()
}

/// Takes the filter away; what was typed stays in the prompt's history.
pub(super) fn clear(app: &mut App) -> Vec<Effect> {
    let had = app.filter.matcher.is_some();
    app.filter = FilterState::default();
    let shown = shown(app);
    show(app, shown, Keep::Item);
    if had {
        vec![Effect::CancelFilter]
    } else {
        Vec::new()
    }
}

/// Takes the filter back that was in force before.
///
/// What it had found is shown at once, and its pass begins again, since days may have changed in the meantime.
pub(super) fn restore(app: &mut App, before: FilterState) -> Vec<Effect> {
    if before.source == app.filter.source && before.on == app.filter.on {
        return Vec::new();
    }
    let ended = app.filter.matcher.is_some();
    app.filter = before;
    app.filter.within = None;
    let effects = if app.filter.matcher.is_some() {
        let number = app.next_pass();
        let old = mem::replace(&mut app.filter.pass, Pass::begin(number));
        if matches!(app.filter.standing, Standing::Pass) {
            app.filter.standing = Standing::Older(old.found);
        }
        [Effect::StartFilter(number)]
            .into_iter()
            .chain(clock::next_change(app))
            .collect()
    } else if ended {
        vec![Effect::CancelFilter]
    } else {
        Vec::new()
    };
    let shown = shown(app);
    show(app, shown, Keep::Item);
    effects
}

/// Begins the pass anew if its hits depend on something that was not known `before`.
pub(super) fn again(app: &mut App, before: &Knowledge) -> Vec<Effect> {
    let knowledge = &app.knowledge;
    if !app
        .filter
        .matcher
        .as_ref()
        .is_some_and(|matcher| knowledge.generation_for(matcher) != before.generation_for(matcher))
    {
        return Vec::new();
    }
    let number = app.next_pass();
    let old = mem::replace(&mut app.filter.pass, Pass::begin(number));
    app.filter.within = None;
    if matches!(app.filter.standing, Standing::Pass) {
        app.filter.standing = Standing::Older(old.found);
    }
    vec![Effect::StartFilter(number)]
}

/// Off and on; the selected item stays selected, so that one can look at what stands around a hit.
pub(super) fn toggle(app: &mut App) -> Vec<Effect> {
    if app.filter.matcher.is_none() {
        return notice::say(app, UiText::FilterFirst);
    }
    if app.list.selected.is_some() {
        app.list.wanted = None;
    }
    app.filter.on = !app.filter.on;
    app.filter.standing = Standing::All;
    if app.filter.on && reaches_selection(app) {
        app.filter.standing = Standing::Pass;
    }
    let shown = shown(app);
    show(app, shown, Keep::Item);
    Vec::new()
}

/// The pass has found something.
pub(super) fn hits(app: &mut App, progress: PassProgress) {
    let keep = keep(app);
    if !app.filter.pass.take(progress, &app.timeline) || !app.filter.on {
        return;
    }
    let keep = match app.filter.standing {
        Standing::Pass => keep,
        Standing::All | Standing::Older(_) if reaches_selection(app) => Keep::Item,
        Standing::All | Standing::Older(_) => return,
    };
    app.filter.standing = Standing::Pass;
    let shown = shown(app);
    show(app, shown, keep);
}

/// While the pass goes on, the list still looks for the item that was selected before; then it follows the news again.
pub(super) fn keep(app: &App) -> Keep {
    let looks = matches!(app.filter.standing, Standing::Pass)
        && !app.filter.pass.complete
        && app.list.wanted.is_some();
    if looks { Keep::Item } else { Keep::Follow }
}

/// Whether the pass has come as far as the item that is to be selected.
fn reaches_selection(app: &App) -> bool {
    let wanted = app
        .list
        .wanted
        .map(|anchor| anchor.position)
        .or(app.list.selected);
    match wanted {
        Some(position) => app.filter.pass.knows(position.day),
        None => app.filter.pass.has_begun(),
    }
}

/// The timeline changed: the days that did are to be looked at again.
pub(super) fn expect(app: &mut App, changed: &[NewsDay]) -> Vec<Effect> {
    if app.filter.matcher.is_none() || changed.is_empty() {
        return Vec::new();
    }
    app.filter.pass.expect(changed, &app.timeline);
    if let Standing::Older(hits) = &mut app.filter.standing {
        hits.retain(|&day, _| app.timeline.day(day).is_some());
    }
    vec![Effect::RefreshFilter(
        app.filter.pass.number,
        changed.to_vec(),
    )]
}
