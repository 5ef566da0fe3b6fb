//! One binding of the keymap.

use crate::action::Action;
use crate::config::key::KeyStroke;

/// A sequence of keys and its action.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Binding {
    pub(super) keys: Vec<KeyStroke>,
    pub(super) action: Action,
}

impl Binding {
    /// Returns whether one sequence is a prefix of the other.
    pub(super) fn clashes(&self, other: &Self) -> bool {
        self.keys.starts_with(&other.keys) || other.keys.starts_with(&self.keys)
    }
}
