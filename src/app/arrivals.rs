//! The timeline changed: the list takes the new days in, and the selection stays where it is or follows the news.

use std::sync::Arc;

use super::selection::{Keep, show};
use super::{App, Effect, Shown};
use crate::item::ItemId;
use crate::timeline::Update;

pub(super) fn timeline(app: &mut App, update: Update) -> Vec<Effect> {
    let Update { timeline, changed, arrived, renamed } = update;
    app.timeline = timeline;
    app.total = app.timeline.len();
    for (old, new) in renamed {
        rename(app, old, new);
    }
    for (day, id) in arrived {
        app.fresh.arrive(day, id);
    }
    app.fresh.prune(&changed, &app.timeline);
    let shown = shown(app);
    show(app, shown, Keep::Follow);
    Vec::new()
}

/// A story is known by another identity now: whatever holds the old one goes with it.
fn rename(app: &mut App, old: ItemId, new: ItemId) {
    app.fresh.rename(old, new);
    let list = &mut app.list;
    for position in list.selected.iter_mut().chain(list.wanted.as_mut().map(|anchor| &mut anchor.position)) {
        if position.id == old {
            position.id = new;
        }
    }
}

/// What the list holds now.
pub(super) fn shown(app: &App) -> Shown {
    let order = app.config.order;
    if app.is_filtered() {
        let days = app.filter.shown.values();
        Shown::new(order, days.map(|found| (Arc::clone(&found.day), Some(Arc::clone(&found.rows)))))
    } else {
        Shown::new(order, app.timeline.days().iter().map(|day| (Arc::clone(day), None)))
    }
}
