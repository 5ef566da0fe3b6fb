//! Names of stocks: when they are learnt, and what is done anew once they are.
//!
//! They are asked for by a detail that is shown, and by a filter or a find for stocks; not before everything is loaded,
//! and while dumps go on being written once a minute at most.

use std::mem;

use super::{App, Effect, Focus, filtering, finding};
use crate::knowledge::KnowledgePart;
use crate::query::Matcher;

/// What was learnt from, and when.
#[derive(Debug, Default)]
pub(super) struct Learning {
    /// The timeline's generation, and the minute; `None` before the first time.
    asked: Option<(u64, u32)>,
    /// Whether the answer is still to come.
    waits: bool,
}

/// Asks for names where somebody wants them and the timeline has others.
pub(super) fn ask(app: &mut App) -> Option<Effect> {
    let now = (app.timeline.generation(), app.now.minute());
    let is_known = app
        .learning
        .asked
        .is_some_and(|asked| asked.0 == now.0 || asked.1 == now.1);
    if is_known
        || app.learning.waits
        || app.status.loading > 0
        || app.timeline.is_empty()
        || !is_wanted(app)
    {
        return None;
    }
    app.learning = Learning {
        asked: Some(now),
        waits: true,
    };
    Some(Effect::LearnNames)
}

fn is_wanted(app: &App) -> bool {
    let asks = |matcher: &Option<Matcher>| matcher.as_ref().is_some_and(Matcher::reads_stock_names);
    let shows = app.focus == Focus::Zen || app.metrics.detail.1 > 0;
    shows || asks(&app.filter.matcher) || asks(&app.find.matcher)
}

/// Takes in what a worker has learnt; a pass whose matcher depends on it begins anew.
pub(super) fn learnt(app: &mut App, part: KnowledgePart) -> Vec<Effect> {
    match part {
        KnowledgePart::StockNames(_) => app.learning.waits = false,
    }
    let Some(knowledge) = app.knowledge.with(part) else {
        app.version -= 1;
        return Vec::new();
    };
    let before = mem::replace(&mut app.knowledge, knowledge);
    let mut effects = filtering::again(app, &before);
    effects.extend(finding::again(app, &before));
    effects
}

/// Learning panicked: it may be tried again.
pub(super) const fn failed(app: &mut App) {
    app.learning.waits = false;
}
