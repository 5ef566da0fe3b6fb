//! Which keys do what: keys of the terminal -> an action, or the first keys of one.
//!
//! The bindings are `assets/keymap.toml`, changed line by line by the user's own file. Bindings are a short list per scope,
//! searched from end to end: some sixty comparisons a key press.

mod file;

use crossterm::event::KeyEvent;

use super::document::Document;
use super::fault::ConfigError;
use super::key::{Key, written};
use crate::action::{Action, Scope};

/// The bindings as they are shipped, and their documentation.
pub const DEFAULT: &str = include_str!("../../assets/keymap.toml");

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

/// A sequence of keys and what it does.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Binding {
    keys: Vec<Key>,
    action: Action,
}

/// The bindings in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keymap {
    /// By scope, in the order of [`Scope::ALL`].
    scopes: [Vec<Binding>; 3],
}

impl Keymap {
    /// The shipped bindings with those of the user's file in their place.
    ///
    /// `name` is the file as messages are to call it, `text` what stands in it.
    pub fn with(name: &str, text: &str) -> Result<Self, ConfigError> {
        let mut lines = file::read(Document {
            name: "keymap.toml",
            text: DEFAULT,
        })?;
        lines.replace(file::read(Document { name, text })?);
        let keymap = Self {
            scopes: Scope::ALL.map(|scope| lines.bindings(scope)),
        };
        lines.check(Document { name, text })?;
        Ok(keymap)
    }

    /// What these keys, typed one after another, mean.
    pub fn meaning(&self, scope: Scope, keys: &[KeyEvent]) -> Meaning {
        let typed: Vec<Key> = keys.iter().copied().map(Key::of).collect();
        let begun = self
            .bindings(scope)
            .iter()
            .find(|binding| binding.keys.starts_with(&typed));
        match begun {
            Some(binding) if binding.keys.len() == typed.len() => Meaning::Action(binding.action),
            Some(_) if !typed.is_empty() => Meaning::Prefix,
            Some(_) | None => Meaning::Nothing,
        }
    }

    /// The keys bound to an action, written as in the keymap file (`Ctrl-d`, `g g`), the most usual first.
    pub fn keys(&self, scope: Scope, action: Action) -> Vec<String> {
        let bound = self
            .bindings(scope)
            .iter()
            .filter(|binding| binding.action == action);
        bound.map(|binding| written(&binding.keys)).collect()
    }

    /// What may follow keys that are a [`Meaning::Prefix`]: the keys still to be typed, and what they do.
    pub fn continuations(&self, scope: Scope, keys: &[KeyEvent]) -> Vec<(String, Action)> {
        let typed: Vec<Key> = keys.iter().copied().map(Key::of).collect();
        let begun = self.bindings(scope).iter().filter_map(|binding| {
            let rest = binding.keys.strip_prefix(typed.as_slice())?;
            (!rest.is_empty()).then(|| (written(rest), binding.action))
        });
        begun.collect()
    }

    fn bindings(&self, scope: Scope) -> &[Binding] {
        match scope {
            Scope::List => &self.scopes[0],
            Scope::Detail => &self.scopes[1],
            Scope::Page => &self.scopes[2],
        }
    }
}

impl Default for Keymap {
    /// The shipped bindings; a test makes sure that they can be read.
    fn default() -> Self {
        Self::with("keymap.toml", "").unwrap_or(Self {
            scopes: [Vec::new(), Vec::new(), Vec::new()],
        })
    }
}

#[cfg(test)]
mod tests;
