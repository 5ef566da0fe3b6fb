//! The keymap file: `action = ["keys", …]` by scope.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Binding;
use crate::action::{Action, Scope};
use crate::config::document::{Document, Value};
use crate::config::fault::{ConfigError, Fault, instead};
use crate::config::key::{Key, written};
use crate::lang::{Found, Instead};

const COMMON: &str = "common";

/// A section of the file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Section {
    /// What holds in every scope.
    Common,
    /// The scope of this name.
    Scope(&'static str),
}

/// What a line binds.
#[derive(Debug, Clone)]
struct Line {
    sequences: Vec<Vec<Key>>,
    /// Where it stands in the user's file; `None` for a line of the shipped one.
    at: Option<Range<usize>>,
}

/// The lines of a keymap, by section and action.
#[derive(Debug, Default)]
pub(super) struct Lines(BTreeMap<(Section, Action), Line>);

/// Reads a keymap file.
pub(super) fn read(document: Document<'_>) -> Result<Lines, ConfigError> {
    let (mut lines, mut faults) = (Lines::default(), Vec::new());
    for (named, value) in &document.parse()? {
        match section(named.get_ref()) {
            Some(section) => match document.table(named.get_ref(), value) {
                Ok(table) => {
                    for (name, value) in table {
                        match line(document, name.get_ref(), &name.span(), value) {
                            Ok((action, line)) => drop(lines.0.insert((section, action), line)),
                            Err(fault) => faults.push(fault),
                        }
                    }
                }
                Err(fault) => faults.push(fault),
            },
            None => faults.push(unknown_section(document, named.get_ref(), &named.span())),
        }
    }
    ConfigError::check(faults)?;
    Ok(lines)
}

/// The section of this name.
fn section(name: &str) -> Option<Section> {
    if name == COMMON {
        return Some(Section::Common);
    }
    Scope::ALL
        .into_iter()
        .map(Scope::name)
        .find(|known| *known == name)
        .map(Section::Scope)
}

fn unknown_section(document: Document<'_>, name: &str, at: &Range<usize>) -> Fault {
    let known = [COMMON].into_iter().chain(Scope::ALL.map(Scope::name));
    document.fault(
        at,
        Found::NoSection {
            name: name.to_owned(),
        },
        instead(name, known),
    )
}

fn line(
    document: Document<'_>,
    name: &str,
    at: &Range<usize>,
    value: &Value<'_>,
) -> Result<(Action, Line), Fault> {
    let action = Action::from_name(name).ok_or_else(|| {
        let names = Action::ALL.iter().map(|action| action.name());
        document.fault(
            at,
            Found::NoAction {
                name: name.to_owned(),
            },
            instead(name, names),
        )
    })?;
    let written = match value.get_ref().as_str() {
        Some(one) => vec![one],
        None => document.strings(name, value)?,
    };
    let sequences: Result<_, _> = written.into_iter().map(Key::sequence).collect();
    let sequences = sequences.map_err(|why| document.wrong(name, value, Instead::Keys { why }))?;
    Ok((
        action,
        Line {
            sequences,
            at: Some(at.clone()),
        },
    ))
}

impl Lines {
    /// Puts the user's lines in the place of the shipped ones.
    pub(super) fn replace(&mut self, user: Self) {
        for line in self.0.values_mut() {
            line.at = None;
        }
        self.0.extend(user.0);
    }

    /// The lines that hold in a scope: its own, and the common ones of actions that have none there.
    fn of(&self, scope: Scope) -> impl Iterator<Item = (Action, &Line)> {
        let common = move |action| !self.0.contains_key(&(Section::Scope(scope.name()), action));
        self.0.iter().filter_map(move |(&(section, action), line)| {
            let holds = match section {
                Section::Common => common(action),
                Section::Scope(name) => name == scope.name(),
            };
            holds.then_some((action, line))
        })
    }

    /// The bindings that hold in a scope, in the order of the actions.
    pub(super) fn bindings(&self, scope: Scope) -> Vec<Binding> {
        let mut lines: Vec<_> = self.of(scope).collect();
        lines.sort_by_key(|(action, _)| *action);
        let each = |(action, line): (Action, &Line)| {
            line.sequences
                .iter()
                .map(|keys| Binding {
                    keys: keys.clone(),
                    action,
                })
                .collect::<Vec<_>>()
        };
        lines.into_iter().flat_map(each).collect()
    }

    /// Fails where, in one scope, a sequence stands for two actions or begins another that is bound.
    pub(super) fn check(&self, document: Document<'_>) -> Result<(), ConfigError> {
        let mut faults = Vec::new();
        for scope in Scope::ALL {
            let bindings = self.bindings(scope);
            for (index, one) in bindings.iter().enumerate() {
                for other in &bindings[index + 1..] {
                    if clash(one, other) {
                        faults.push(self.conflict(document, scope, one, other));
                    }
                }
            }
        }
        // A clash of common lines is one in every scope; it is told once.
        faults.dedup();
        ConfigError::check(faults)
    }

    fn conflict(
        &self,
        document: Document<'_>,
        scope: Scope,
        one: &Binding,
        other: &Binding,
    ) -> Fault {
        let place = |action| {
            self.of(scope)
                .find(|(other, _)| *other == action)
                .and_then(|(_, line)| line.at.clone())
        };
        let at = place(one.action)
            .into_iter()
            .chain(place(other.action))
            .max_by_key(|at| at.start)
            .unwrap_or(0..0);
        let (one, other) = if one.keys.len() > other.keys.len() {
            (other, one)
        } else {
            (one, other)
        };
        let (keys, longer) = (written(&one.keys), written(&other.keys));
        let (one, other) = (one.action.name(), other.action.name());
        let found = if keys == longer {
            Found::KeysTwice { keys, one, other }
        } else {
            Found::KeysBegin {
                keys,
                one,
                longer,
                other,
            }
        };
        document.fault(&at, found, Instead::OtherKeys { action: one })
    }
}

fn clash(one: &Binding, other: &Binding) -> bool {
    one.keys.starts_with(&other.keys) || other.keys.starts_with(&one.keys)
}
