//! The bindings in force, and what typed keys mean by them.
//!
//! Each scope has a short list of bindings that is searched from end to end: some sixty comparisons a key press.

use crossterm::event::KeyEvent;

use super::binding::Binding;
use super::file::KeymapFile;
use crate::action::{Action, Scope};
use crate::config::document::Document;
use crate::config::error::ConfigErrors;
use crate::config::key::{KeyStroke, format_sequence};
use crate::config::settings::Digits;

/// What the keys typed so far mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyMatch {
    /// An action.
    Action(Action),
    /// The first keys of one or more actions.
    Prefix,
    /// Nothing.
    Nothing,
}

/// The bindings in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keymap {
    /// In the order of [`Scope::ALL`].
    scopes: [Vec<Binding>; Scope::ALL.len()],
}

impl Keymap {
    /// Parses a user's file; lines that it does not have are those of the embedded one. `name` is its name in errors.
    pub fn parse(name: &str, text: &str, digits: Digits) -> Result<Self, ConfigErrors> {
        let file = KeymapFile::parse(Document { name, text }, digits)?;
        Ok(Self {
            scopes: Scope::ALL.map(|scope| file.bindings(scope)),
        })
    }

    /// Returns what a sequence of typed keys means.
    pub fn lookup(&self, scope: Scope, keys: &[KeyEvent]) -> KeyMatch {
        let typed = strokes(keys);
        let mut bindings = self.bindings(scope).iter();
        match bindings.find(|binding| binding.keys.starts_with(&typed)) {
            Some(binding) if binding.keys.len() == typed.len() => KeyMatch::Action(binding.action),
            Some(_) if !typed.is_empty() => KeyMatch::Prefix,
            Some(_) | None => KeyMatch::Nothing,
        }
    }

    /// Returns the keys of an action as in the keymap file (`Ctrl-d`, `g g`), in the order of the file.
    pub fn keys(&self, scope: Scope, action: Action) -> Vec<String> {
        let bindings = self.bindings(scope).iter();
        let bound = bindings.filter(|binding| binding.action == action);
        bound
            .map(|binding| format_sequence(&binding.keys))
            .collect()
    }

    /// Returns the keys that may follow a [`KeyMatch::Prefix`], with their actions.
    pub fn continuations(&self, scope: Scope, keys: &[KeyEvent]) -> Vec<(String, Action)> {
        let typed = strokes(keys);
        let bindings = self.bindings(scope).iter();
        let begun = bindings.filter_map(|binding| {
            let rest = binding.keys.strip_prefix(typed.as_slice())?;
            (!rest.is_empty()).then(|| (format_sequence(rest), binding.action))
        });
        begun.collect()
    }

    fn bindings(&self, scope: Scope) -> &[Binding] {
        &self.scopes[scope as usize]
    }
}

fn strokes(keys: &[KeyEvent]) -> Vec<KeyStroke> {
    keys.iter().copied().map(KeyStroke::from).collect()
}

impl Default for Keymap {
    /// Returns the embedded bindings; a test makes sure that they can be parsed.
    fn default() -> Self {
        Self::parse("keymap.toml", "", Digits::Counts).unwrap_or(Self {
            scopes: Default::default(),
        })
    }
}

#[cfg(test)]
mod tests;
