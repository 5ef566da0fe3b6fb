//! Which keys do what: keys of the terminal -> an action, or the first keys of one.

use crossterm::event::KeyEvent;

use crate::action::Action;

/// Where keys are typed; each has bindings of its own beside the common ones.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Scope {
    /// The list takes the keys.
    List,
    /// The detail takes the keys.
    Detail,
    /// A page of text (help, problems) takes the keys.
    Page,
}

/// What the keys typed so far mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// They are an action.
    Action(Action),
    /// They are the beginning of one or more.
    Prefix,
    /// They are nothing.
    Nothing,
}

/// The bindings in force.
#[derive(Clone, Debug)]
pub struct Keymap {}

impl Keymap {
    /// What these keys, typed one after another, mean.
    pub fn meaning(&self, scope: Scope, keys: &[KeyEvent]) -> Meaning {
        let _ = (scope, keys);
        todo!("config helper")
    }

    /// The keys bound to an action, written as in the keymap file (`Ctrl-d`, `g g`), the most usual first.
    pub fn keys(&self, scope: Scope, action: Action) -> Vec<String> {
        let _ = (scope, action);
        todo!("config helper")
    }
}

impl Default for Keymap {
    fn default() -> Self {
        todo!("config helper: parses assets/keymap.toml")
    }
}
