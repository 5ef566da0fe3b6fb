//! The keys that are useful at the moment, for the status line.

use super::panes;
use crate::action::{Action, PageKind};
use crate::app::{App, Mode, PaneId, SearchKind};
use crate::config::Order;
use crate::config::key::join_keys;

/// A key and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeyHint {
    pub key: String,
    pub text: &'static str,
}

/// Returns the useful keys, the most useful first. After the first key of a sequence, returns the keys that continue it.
pub(super) fn current(app: &App) -> Vec<KeyHint> {
    let scope = app.scope();
    let hint = |key: &str, action: Action| KeyHint {
        key: join_keys(key),
        text: action.hint(scope, app.config.lang),
    };
    let keymap = &app.config.keymap;
    if !app.keys.pending().is_empty() {
        let continuations = keymap.continuations(scope, app.keys.pending());
        return continuations
            .into_iter()
            .map(|(key, action)| hint(&key, action))
            .collect();
    }
    let first_key = |action| Some(hint(keymap.keys(scope, action).first()?, action));
    useful(app).into_iter().filter_map(first_key).collect()
}

fn useful(app: &App) -> Vec<Action> {
    if let Mode::Page(page) = &app.mode {
        match page.kind {
            PageKind::Basket => return useful_in_basket(app),
            PageKind::Rules => return USEFUL_ON_RULES.into(),
            PageKind::Help | PageKind::Problems => {}
        }
    }
    if matches!(app.mode, Mode::Page(_)) {
        let opens = (!app.metrics.page_entries.is_empty()).then_some(Action::Open);
        let moves = [Action::Back, Action::Down, Action::PageDown];
        return opens.into_iter().chain(moves).collect();
    }
    if app.list.visible().is_empty() {
        return useful_without_items(app);
    }
    let mut useful = Vec::new();
    if app.focus.pane == PaneId::List && app.waiting() > 0 {
        useful.push(match app.list.visible().order() {
            Order::Newest => Action::Top,
            Order::Oldest => Action::Bottom,
        });
    }
    if !app.unseen.is_empty() {
        useful.push(Action::NextUnseen);
    }
    useful.extend((panes::view(app.focus.pane).hints)(app.focus));
    if app.search(SearchKind::Find).is_active() {
        useful.extend([Action::FindNext, Action::FindPrevious]);
    }
    if app.search(SearchKind::Filter).is_active() {
        useful.push(Action::ToggleFilter);
    }
    if app.can_jump_back() {
        useful.push(Action::JumpBack);
    }
    useful.extend([
        Action::Filter,
        Action::Find,
        Action::Page(PageKind::Help),
        Action::GoTo,
        Action::Density,
        Action::CopyText,
    ]);
    if app.list.visible().days().len() > 1 {
        useful.extend([Action::PreviousDay, Action::NextDay]);
    }
    useful.push(Action::Leave);
    useful
}

/// The useful actions on the page of rules.
const USEFUL_ON_RULES: [Action; 13] = [
    Action::Open,
    Action::NewRule,
    Action::RuleQuery,
    Action::RuleStyle,
    Action::RuleKey,
    Action::RuleName,
    Action::RuleAlert,
    Action::RuleFold,
    Action::RuleView,
    Action::DeleteRule,
    Action::Edit,
    Action::Undo,
    Action::Back,
];

/// Returns the useful actions among starred items. Those of other days are always near.
fn useful_in_basket(app: &App) -> Vec<Action> {
    let on_stories = [
        Action::Open,
        Action::Note,
        Action::Compare,
        Action::CopyStarred,
        Action::SaveStarred,
        Action::TakeOut,
        Action::Undo,
    ];
    let has_stories = app.basket.stories().len() > 0;
    let on_stories = on_stories.into_iter().filter(|_| has_stories);
    let moves = [Action::PreviousDay, Action::NextDay, Action::Back];
    on_stories.chain(moves).collect()
}

/// Returns the useful actions of an empty list, which has nothing to open or to copy.
fn useful_without_items(app: &App) -> Vec<Action> {
    let candidates = [
        (app.focus.pane != PaneId::List, Action::Back),
        (
            app.search(SearchKind::Filter).is_active(),
            Action::ToggleFilter,
        ),
        (!app.timeline.is_empty(), Action::Filter),
        (app.status().problems > 0, Action::Page(PageKind::Problems)),
        (true, Action::Page(PageKind::Help)),
        (true, Action::Leave),
    ];
    let useful = candidates.into_iter().filter(|(is_useful, _)| *is_useful);
    useful.map(|(_, action)| action).collect()
}
