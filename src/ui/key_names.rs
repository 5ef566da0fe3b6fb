//! The names of keys as they are typed: `gg`, `Ctrl-d`.

use crate::action::{Action, Scope};
use crate::app::App;

/// Returns the keys of an action in a scope.
pub(super) fn keys(app: &App, scope: Scope, action: Action) -> Vec<String> {
    let keys = app.config.keymap.keys(scope, action);
    keys.iter().map(|key| join(key)).collect()
}

/// Writes `g g` as `gg`. Names of keys stay apart.
pub(super) fn join(keys: &str) -> String {
    if keys.split(' ').all(|key| key.chars().count() == 1) {
        keys.replace(' ', "")
    } else {
        keys.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn single_characters_are_joined() {
        assert_eq!(join("g g"), "gg");
        assert_eq!(join("Ctrl-d"), "Ctrl-d");
        assert_eq!(join("Ctrl-x u"), "Ctrl-x u");
    }
}
