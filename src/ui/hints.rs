//! Which keys do something right now, in few words.

use crate::action::{Action, Scope};
use crate::app::{App, Focus, Mode, SearchKind};

/// A key and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hint {
    pub key: String,
    pub does: String,
}

/// The keys that take the user on from here, the most useful first.
pub(super) fn now(app: &App) -> Vec<Hint> {
    let scope = app.scope();
    if !app.keys.pending().is_empty() {
        let follow = app
            .config
            .keymap
            .continuations(scope, app.keys.pending())
            .into_iter();
        return follow
            .map(|(key, action)| Hint {
                key: compact(&key),
                does: action.hint(scope, app.config.lang).to_owned(),
            })
            .collect();
    }
    let hint = |action| {
        let key = keys(app, scope, action).into_iter().next()?;
        Some(Hint {
            key,
            does: action.hint(scope, app.config.lang).to_owned(),
        })
    };
    useful(app).into_iter().filter_map(hint).collect()
}

/// The keys of an action, as they are typed: `gg`, `Ctrl-d`.
pub(super) fn keys(app: &App, scope: Scope, action: Action) -> Vec<String> {
    app.config
        .keymap
        .keys(scope, action)
        .iter()
        .map(|key| compact(key))
        .collect()
}

fn useful(app: &App) -> Vec<Action> {
    if matches!(app.mode, Mode::Page(_)) {
        return vec![Action::Back, Action::Down, Action::PageDown];
    }
    if app.list.visible().is_empty() {
        return useful_without_items(app);
    }
    let mut useful = Vec::new();
    if app.focus == Focus::List && app.waiting() > 0 {
        useful.push(match app.list.visible().order() {
            crate::config::Order::Newest => Action::Top,
            crate::config::Order::Oldest => Action::Bottom,
        });
    }
    match app.focus {
        Focus::List => useful.push(Action::Open),
        Focus::Detail => useful.extend([Action::Back, Action::Zen]),
        Focus::Zen => useful.extend([Action::Back, Action::Down, Action::DetailDown]),
    }
    if app.search(SearchKind::Find).is_active() {
        useful.extend([Action::FindNext, Action::FindPrevious]);
    }
    if app.search(SearchKind::Filter).is_active() {
        useful.push(Action::ToggleFilter);
    }
    useful.extend([
        Action::Filter,
        Action::Find,
        Action::Help,
        Action::GoTo,
        Action::Density,
        Action::CopyText,
    ]);
    if app.list.visible().days().len() > 1 {
        useful.extend([Action::PreviousDay, Action::NextDay]);
    }
    useful.push(Action::Quit);
    useful
}

/// What helps where the list is empty: nothing can be gone to, opened or copied.
fn useful_without_items(app: &App) -> Vec<Action> {
    let focus = (app.focus != Focus::List).then_some(Action::Back);
    let filter = app.search(SearchKind::Filter).is_active();
    let filter = filter.then_some(Action::ToggleFilter);
    let other = (!app.timeline.is_empty()).then_some(Action::Filter);
    let problems = (app.status().problems > 0).then_some(Action::Problems);
    let all = [
        focus,
        filter,
        other,
        problems,
        Some(Action::Help),
        Some(Action::Quit),
    ];
    all.into_iter().flatten().collect()
}

/// `g g` is typed as `gg`; names of keys stay apart.
fn compact(keys: &str) -> String {
    let single = keys.split(' ').all(|key| key.chars().count() == 1);
    if single {
        keys.replace(' ', "")
    } else {
        keys.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn keys_are_written_as_they_are_typed() {
        assert_eq!(compact("g g"), "gg");
        assert_eq!(compact("Ctrl-d"), "Ctrl-d");
        assert_eq!(compact("Ctrl-x u"), "Ctrl-x u");
    }
}
