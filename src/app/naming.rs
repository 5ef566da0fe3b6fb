//! Names of stocks: when they are learnt, and what is done anew once they are.
//!
//! They are asked for by a detail that is shown, and by a filter or a find for stocks; not before everything is loaded,
//! and while dumps go on being written once a minute at most.

use std::sync::Arc;

use super::{App, Effect, Focus, filtering, finding};
use crate::names::Names;
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
    let asks = |matcher: &Option<Matcher>| matcher.as_ref().is_some_and(Matcher::asks_for_stocks);
    let shows = app.focus == Focus::Zen || app.metrics.detail.1 > 0;
    shows || asks(&app.filter.matcher) || asks(&app.find.matcher)
}

/// Names were learnt: what they decide is decided anew.
pub(super) fn learnt(app: &mut App, names: Arc<Names>) -> Vec<Effect> {
    app.learning.waits = false;
    if app.names == names {
        app.version -= 1;
        return Vec::new();
    }
    app.names = names;
    let mut effects = filtering::again(app);
    effects.extend(finding::again(app));
    effects
}
