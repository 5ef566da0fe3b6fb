//! The names of keys as they are typed: `gg`, `Ctrl-d`.

use crate::action::{Action, Scope};
use crate::app::App;
use crate::config::key::join_keys;

/// Returns the keys of an action in a scope; digits in a row are one entry.
pub(super) fn keys(app: &App, scope: Scope, action: Action) -> Vec<String> {
    let keys = app.config.keymap.listed_keys(scope, action);
    keys.iter().map(|key| join_keys(key)).collect()
}

/// Returns the first key of an action in a scope; `None` if it has none.
pub(super) fn first_key(app: &App, scope: Scope, action: Action) -> Option<String> {
    keys(app, scope, action).into_iter().next()
}
