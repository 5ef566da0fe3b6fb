//! Which keys do something right now, in few words.

use crate::action::{Action, Scope};
use crate::app::{App, Focus, Mode};

/// A key and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hint {
    pub key: String,
    pub does: String,
}

/// The keys that take the user on from here, the most useful first.
pub(super) fn now(app: &App) -> Vec<Hint> {
    let scope = scope(app);
    if !app.pending.is_empty() {
        let follow = app
            .config
            .keymap
            .continuations(scope, &app.pending)
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

/// Which bindings are in force.
const fn scope(app: &App) -> Scope {
    match (&app.mode, app.focus) {
        (Mode::Page(_), _) => Scope::Page,
        (Mode::Normal | Mode::Prompt(_), Focus::List) => Scope::List,
        (Mode::Normal | Mode::Prompt(_), Focus::Detail | Focus::Zen) => Scope::Detail,
    }
}

fn useful(app: &App) -> Vec<Action> {
    if matches!(app.mode, Mode::Page(_)) {
        return vec![Action::Back, Action::Down, Action::PageDown];
    }
    if app.shown.total == 0 {
        return useful_without_items(app);
    }
    let mut useful = Vec::new();
    if app.list.waiting > 0 && app.focus == Focus::List {
        useful.push(match app.config.order {
            crate::config::Order::Newest => Action::Top,
            crate::config::Order::Oldest => Action::Bottom,
        });
    }
    match app.focus {
        Focus::List => useful.push(Action::Open),
        Focus::Detail => useful.extend([Action::Back, Action::Zen]),
        Focus::Zen => useful.extend([Action::Back, Action::Down, Action::DetailDown]),
    }
    if app.find.matcher.is_some() {
        useful.extend([Action::FindNext, Action::FindPrevious]);
    }
    if app.filter.matcher.is_some() {
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
    if app.shown.days.len() > 1 {
        useful.extend([Action::PreviousDay, Action::NextDay]);
    }
    useful.push(Action::Quit);
    useful
}

/// What helps where the list is empty: nothing can be gone to, opened or copied.
fn useful_without_items(app: &App) -> Vec<Action> {
    let focus = (app.focus != Focus::List).then_some(Action::Back);
    let filter = app.filter.matcher.as_ref().map(|_| Action::ToggleFilter);
    let other = (!app.timeline.is_empty()).then_some(Action::Filter);
    let problems = (app.status.problems > 0).then_some(Action::Problems);
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
