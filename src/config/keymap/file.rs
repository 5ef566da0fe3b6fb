//! The keymap file: `action = ["keys", …]` by scope.

use std::collections::BTreeMap;
use std::ops::Range;

use super::binding::Binding;
use crate::action::{Action, Scope};
use crate::config::document::{Document, SpannedValue};
use crate::config::error::{ConfigError, ConfigErrorKind, ConfigErrors, Expectation};
use crate::config::key::{KeyStroke, format_sequence};
use crate::config::settings::Digits;

/// The embedded keymap: the default bindings, and their documentation.
pub const DEFAULT: &str = include_str!("../../../assets/keymap.toml");

/// The name of the section for all scopes.
const COMMON: &str = "common";

/// The sequences of one line.
#[derive(Debug, Clone)]
struct BindingLine {
    sequences: Vec<Vec<KeyStroke>>,
    /// Its place in the user's file; `None` for a line of the embedded one.
    at: Option<Range<usize>>,
}

/// The lines of a keymap file, by section (`None` for `common`) and action.
#[derive(Debug, Default)]
pub(super) struct KeymapFile(BTreeMap<(Option<Scope>, Action), BindingLine>);

impl KeymapFile {
    /// Parses a user's file and puts its lines in place of the embedded ones.
    pub(super) fn parse(user: Document<'_>, digits: Digits) -> Result<Self, ConfigErrors> {
        let embedded = Document {
            name: "keymap.toml",
            text: DEFAULT,
        };
        let mut file = Self::parse_alone(embedded, Digits::Views)?;
        if digits == Digits::Counts {
            file.drop_digits();
        }
        for line in file.0.values_mut() {
            line.at = None;
        }
        file.0.extend(Self::parse_alone(user, digits)?.0);
        file.check(user)?;
        Ok(file)
    }

    /// Drops the sequences that begin with a digit: digits count, except on the page of rules.
    fn drop_digits(&mut self) {
        let counting = |(section, _): &(Option<Scope>, Action)| *section != Some(Scope::Rules);
        let lines = self.0.iter_mut().filter(|(key, _)| counting(key));
        for (_, line) in lines {
            line.sequences
                .retain(|keys| keys.first().is_none_or(|first| !first.is_count()));
        }
    }

    fn parse_alone(document: Document<'_>, digits: Digits) -> Result<Self, ConfigErrors> {
        let (mut file, mut errors) = (Self::default(), Vec::new());
        for (name, value) in &document.parse()? {
            let scopes = Scope::ALL.iter().map(|&scope| (scope.name(), Some(scope)));
            let sections = [(COMMON, None)].into_iter().chain(scopes);
            let unknown = |name| ConfigErrorKind::UnknownSection { name };
            let section = document
                .known(name.get_ref(), &name.span(), sections, unknown)
                .and_then(|scope| Ok((scope, document.table(name.get_ref(), value)?)));
            match section {
                Ok((scope, table)) => {
                    for (name, value) in table {
                        match parse_line(document, name.get_ref(), &name.span(), value, digits) {
                            Ok((action, line)) => drop(file.0.insert((scope, action), line)),
                            Err(error) => errors.push(error),
                        }
                    }
                }
                Err(error) => errors.push(error),
            }
        }
        ConfigErrors::check(errors)?;
        Ok(file)
    }

    /// Returns the lines in force in a scope: its own, and the common ones that it does not replace.
    fn lines(&self, scope: Scope) -> impl Iterator<Item = (Action, &BindingLine)> {
        let in_force = move |&(section, action): &(Option<Scope>, Action)| match section {
            Some(section) => section == scope,
            None => !self.0.contains_key(&(Some(scope), action)),
        };
        let lines = self.0.iter().filter(move |(key, _)| in_force(key));
        lines.map(|((_, action), line)| (*action, line))
    }

    /// Returns the bindings in force in a scope, in the order of the actions.
    pub(super) fn bindings(&self, scope: Scope) -> Vec<Binding> {
        let mut lines: Vec<_> = self.lines(scope).collect();
        lines.sort_by_key(|(action, _)| *action);
        let mut bindings = Vec::new();
        for (action, line) in lines {
            let keys = line.sequences.iter().cloned();
            bindings.extend(keys.map(|keys| Binding { keys, action }));
        }
        let own = self.embedded_of(scope);
        let is_own = |action| self.0.contains_key(&(Some(scope), action));
        let is_hidden = |binding: &Binding| {
            !is_own(binding.action) && own.iter().any(|own| own.clashes(binding))
        };
        bindings.retain(|binding| !is_hidden(binding));
        bindings
    }

    /// The embedded bindings of a section. They hide common ones: a user who binds a key everywhere does not know of them.
    fn embedded_of(&self, scope: Scope) -> Vec<Binding> {
        let own = self
            .0
            .iter()
            .filter(|((section, _), line)| *section == Some(scope) && line.at.is_none());
        let bindings = own.flat_map(|((_, action), line)| {
            let keys = line.sequences.iter().cloned();
            keys.map(|keys| Binding {
                keys,
                action: *action,
            })
        });
        bindings.collect()
    }

    /// Fails if in one scope a sequence has two actions, or is a prefix of another one.
    fn check(&self, document: Document<'_>) -> Result<(), ConfigErrors> {
        let mut errors = Vec::new();
        for scope in Scope::ALL {
            let bindings = self.bindings(scope);
            for (index, one) in bindings.iter().enumerate() {
                let clashing = bindings[index + 1..].iter().filter(|o| one.clashes(o));
                errors.extend(clashing.map(|other| self.clash(document, scope, one, other)));
            }
        }
        // Common lines clash in every scope alike.
        errors.dedup();
        ConfigErrors::check(errors)
    }

    /// Makes the error of two clashing bindings, at the user's line that comes last.
    fn clash(
        &self,
        document: Document<'_>,
        scope: Scope,
        one: &Binding,
        other: &Binding,
    ) -> ConfigError {
        let of_either = |action| action == one.action || action == other.action;
        let places = self.lines(scope).filter(|(action, _)| of_either(*action));
        let at = places
            .filter_map(|(_, line)| line.at.clone())
            .max_by_key(|at| at.start)
            .unwrap_or(0..0);
        let (one, other) = if one.keys.len() > other.keys.len() {
            (other, one)
        } else {
            (one, other)
        };
        let (keys, longer) = (format_sequence(&one.keys), format_sequence(&other.keys));
        let (one, other) = (one.action.name(), other.action.name());
        let kind = if keys == longer {
            ConfigErrorKind::RepeatedKeys { keys, one, other }
        } else {
            ConfigErrorKind::PrefixKeys {
                keys,
                one,
                longer,
                other,
            }
        };
        document.error(&at, kind, Expectation::OtherKeys { action: one })
    }
}

fn parse_line(
    document: Document<'_>,
    name: &str,
    at: &Range<usize>,
    value: &SpannedValue<'_>,
    digits: Digits,
) -> Result<(Action, BindingLine), ConfigError> {
    let actions = Action::ALL.iter().map(|&action| (action.name(), action));
    let unknown = |name| ConfigErrorKind::UnknownAction { name };
    let action = document.known(name, at, actions, unknown)?;
    let keys = match value.get_ref().as_str() {
        Some(one) => vec![one],
        None => document.strings(name, value)?,
    };
    let sequences = keys
        .into_iter()
        .map(|keys| KeyStroke::parse_sequence(keys, digits));
    let sequences: Result<_, _> = sequences.collect();
    let sequences = sequences
        .map_err(|error| document.invalid(name, &value.span(), Expectation::Keys { error }))?;
    let at = Some(at.clone());
    Ok((action, BindingLine { sequences, at }))
}
