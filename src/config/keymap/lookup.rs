//! The bindings in force, and what typed keys mean by them.
//!
//! Each scope has a short list of bindings that is searched from end to end: some sixty comparisons a key press.

use std::sync::LazyLock;

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

    /// Returns the keys of an action for a list of keys, where digits in a row are one entry: `1…9`.
    pub fn listed_keys(&self, scope: Scope, action: Action) -> Vec<String> {
        let mut listed: Vec<(String, String)> = Vec::new();
        for keys in self.keys(scope, action) {
            match listed.last_mut() {
                Some((_, last)) if is_next_digit(last, &keys) => *last = keys,
                Some(_) | None => listed.push((keys.clone(), keys)),
            }
        }
        let entry = |(first, last)| {
            if first == last {
                first
            } else {
                format!("{first}…{last}")
            }
        };
        listed.into_iter().map(entry).collect()
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

/// Whether both are digits, the second one more than the first.
fn is_next_digit(one: &str, other: &str) -> bool {
    let digit = |key: &str| key.parse::<u8>().ok().filter(|digit| *digit < 10);
    let (one, other) = (digit(one), digit(other));
    one.is_some_and(|one| other == Some(one + 1))
}

fn strokes(keys: &[KeyEvent]) -> Vec<KeyStroke> {
    keys.iter().copied().map(KeyStroke::from).collect()
}

impl Default for Keymap {
    /// Returns the embedded bindings; a test makes sure that they can be parsed. That takes longer than all the rest of an
    /// empty reader, so it is done once.
    fn default() -> Self {
        static EMBEDDED: LazyLock<Keymap> = LazyLock::new(|| {
            let parsed = Keymap::parse("keymap.toml", "", Digits::default());
            parsed.unwrap_or(Keymap {
                scopes: Default::default(),
            })
        });
        EMBEDDED.clone()
    }
}

#[cfg(test)]
mod tests;
