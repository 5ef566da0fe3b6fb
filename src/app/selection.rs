//! What is selected, and what takes its place when the list changes under it.

use std::iter::successors;

use super::geometry::Geometry;
pub(super) use super::list::Anchor;
use super::{App, Focus, List, Shown, Spot, finding};
use crate::config::Order;

/// What the list does about the selection when what it holds changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// At the newest end it follows; anywhere else the selected item stays on its line.
    Follow,
    /// The item stays that was selected before the filter took it away, or else what is nearest to it in time.
    Item,
}

/// The selected item, with what is needed to find its neighbours once it is gone.
pub(super) fn anchor(app: &App) -> Option<Anchor> {
    let item = app.selected()?;
    Some(Anchor {
        position: app.list.selected?,
        stamp: item.stamp(),
        line: app.list.line,
    })
}

/// Puts another list in place of the one that was shown.
pub(super) fn show(app: &mut App, shown: Shown, keep: Keep) {
    let before = anchor(app);
    app.shown = shown;
    finding::recount(app);
    match keep {
        Keep::Follow if app.list.following => follow(app),
        Keep::Follow => stay(app, before),
        Keep::Item => {
            let wanted = app.list.wanted.or(before);
            stay(app, wanted);
            app.list.wanted = wanted;
        }
    }
    refit(app);
}

/// Selects the newest item, at the very edge of the list: below the row that names its day, or on the last line.
fn follow(app: &mut App) {
    let newest = app.shown.newest();
    app.list.line = match app.shown.order() {
        Order::Newest => newest.map_or(0, |newest| Geometry::of(app).lead(newest)),
        Order::Oldest => i32::from(app.metrics.list.1),
    };
    put(app, newest);
}

/// Selects the item again that was selected before, on its line; or what is nearest to it in time.
fn stay(app: &mut App, before: Option<Anchor>) {
    let Some(Anchor {
        position,
        stamp,
        line,
    }) = before
    else {
        return follow(app);
    };
    let spot = app
        .shown
        .find_at(position, stamp, app.list.hint)
        .or_else(|| app.shown.nearest(position.day, stamp));
    app.list.line = line;
    put(app, spot);
}

/// Takes the list back to where it was, or to the newest end if it followed there.
pub(super) fn go_back(app: &mut App, list: &List, anchor: Option<Anchor>) {
    app.list.wanted = list.wanted;
    if list.following {
        follow(app);
    } else {
        stay(app, anchor);
    }
    refit(app);
}

/// Selects an item; the detail begins at its top if it is another one.
pub(super) fn put(app: &mut App, spot: Option<Spot>) {
    let selected = spot.and_then(|spot| app.shown.position(spot));
    if selected != app.list.selected {
        app.detail_scroll = 0;
        app.wording = None;
    }
    app.list.selected = selected;
    app.list.hint = spot.unwrap_or_default();
}

/// Keeps the selected item in view, and the list without gaps.
pub(super) fn refit(app: &mut App) {
    if let Some(spot) = app.selected_spot() {
        app.list.line = Geometry::of(app).hold(spot, app.list.line);
    }
}

/// Whether the newest item is selected, in view, and not being read.
pub(super) fn is_following(app: &App) -> bool {
    let Some(spot) = app.selected_spot() else {
        return true;
    };
    if app.focus != Focus::List || app.detail_scroll > 0 || app.shown.newest() != Some(spot) {
        return false;
    }
    let geometry = Geometry::of(app);
    match app.shown.order() {
        Order::Newest => app.list.line >= 0,
        Order::Oldest => {
            geometry.height == 0 || app.list.line + geometry.item(spot) <= geometry.height
        }
    }
}

/// How many items that have not been on screen stand beyond the newest end of what is in view.
///
/// Of a day that the filter has thinned out it walks the items from the newest end on, until it has met all new ones.
pub(super) fn waiting(app: &App) -> usize {
    let (Some(spot), true) = (app.selected_spot(), app.fresh.unseen() > 0) else {
        return 0;
    };
    let geometry = Geometry::of(app);
    let edge = match app.shown.order() {
        Order::Newest => geometry.first_in_view(spot, app.list.line),
        Order::Oldest => geometry.last_in_view(spot, app.list.line),
    };
    let beyond = match app.shown.order() {
        Order::Newest => 0..edge.day + 1,
        Order::Oldest => edge.day..app.shown.days.len(),
    };
    beyond.map(|day| waiting_in(app, day, edge)).sum()
}

/// The same within one whole day. Only what went out at the very moment of the edge has to be walked.
fn waiting_beyond(app: &App, edge: Spot) -> usize {
    let Some(item) = app.shown.item(edge) else {
        return 0;
    };
    let newer = |spot: Spot| match app.shown.order() {
        Order::Newest => app.shown.previous(spot),
        Order::Oldest => app.shown.next(spot),
    };
    let beside = successors(newer(edge), |&spot| newer(spot)).map_while(|spot| {
        let same = spot.day == edge.day && app.shown.item(spot)?.stamp() == item.stamp();
        same.then(|| app.shown.position(spot))?
    });
    let beside = beside
        .filter(|&position| app.fresh.is_unseen(position))
        .count();
    beside + app.fresh.unseen_after(item.day(), item.stamp())
}

fn waiting_in(app: &App, index: usize, edge: Spot) -> usize {
    let Some(day) = app.shown.days.get(index) else {
        return 0;
    };
    let unseen = app.fresh.unseen_of(day.day.day());
    if day.rows.is_none() {
        return if index == edge.day {
            waiting_beyond(app, edge)
        } else {
            unseen
        };
    }
    let newest = match app.shown.order() {
        Order::Newest => Spot { day: index, nth: 0 },
        Order::Oldest => Spot {
            day: index,
            nth: day.len() - 1,
        },
    };
    let mut count = 0;
    let mut at = Some(newest);
    while let Some(spot) = at.filter(|spot| count < unseen && spot.day == index && *spot != edge) {
        count += usize::from(
            app.shown
                .position(spot)
                .is_some_and(|position| app.fresh.is_unseen(position)),
        );
        at = match app.shown.order() {
            Order::Newest => app.shown.next(spot),
            Order::Oldest => app.shown.previous(spot),
        };
    }
    count
}
