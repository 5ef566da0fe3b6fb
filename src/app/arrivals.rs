//! The timeline changed: the list takes the new days in, and the selection stays where it is or follows the news.

use super::selection::show;
use super::{App, Effect, List, Mode, Position, clock, filtering, finding};
use crate::item::ItemId;
use crate::timeline::Update;

pub(super) fn timeline(app: &mut App, update: Update) -> Vec<Effect> {
    let Update {
        timeline,
        changed,
        arrived,
        moved,
        renamed,
    } = update;
    app.timeline = timeline;
    app.total = app.timeline.len();
    for (old, new) in renamed {
        rename(app, old, new);
    }
    arrived
        .into_iter()
        .for_each(|arrived| app.fresh.arrive(arrived));
    if moved {
        app.fresh.prune(&changed, &app.timeline);
    }
    let mut effects = filtering::expect(app, &changed);
    effects.extend(finding::expect(app, &changed));
    let shown = filtering::shown(app);
    let keep = filtering::keep(app);
    show(app, shown, keep);
    effects.extend(clock::next_change(app));
    effects
}

/// A story is known by another identity now: whatever holds the old one goes with it.
fn rename(app: &mut App, old: ItemId, new: ItemId) {
    app.fresh.rename(old, new);
    let seek = app.find.seek.as_mut().map(|seek| &mut seek.from);
    let now = held(&mut app.list).chain(seek);
    let prompt = match &mut app.mode {
        Mode::Prompt(prompt) => Some(prompt.before.as_mut()),
        Mode::Normal | Mode::Page(_) => None,
    };
    let before = prompt.into_iter().flat_map(|before| {
        held(&mut before.list).chain(before.anchor.as_mut().map(|anchor| &mut anchor.position))
    });
    for position in now.chain(before) {
        if position.id == old {
            position.id = new;
        }
    }
}

/// What a list holds on to.
fn held(list: &mut List) -> impl Iterator<Item = &mut Position> {
    list.selected
        .iter_mut()
        .chain(list.wanted.as_mut().map(|anchor| &mut anchor.position))
}
