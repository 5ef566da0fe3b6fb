//! The layers of settings, from below: the embedded defaults, the configuration file, the command line.
//!
//! A layer is a TOML table that may leave keys out. Layers are merged as tables; [`Settings`] is made of the result.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use toml::{Spanned, Table, Value};

use super::document::{Document, SpannedValue};
use super::error::{ConfigError, ConfigErrorKind, ConfigErrors};
use super::settings::{Settings, expectation};

/// The embedded `config.toml`: the defaults, and the documentation of every key.
pub const DEFAULT: &str = include_str!("../../assets/config.toml");

/// The key of the user's formats, which are no setting.
pub(super) const FORMAT_KEY: &str = "format";

/// Settings by key; keys may be missing.
pub type SettingsLayer = Table;

/// Keys and values with their places.
type SpannedEntries = Vec<(Spanned<String>, Spanned<Value>)>;

/// Returns the keys of a document with their values, in its order.
fn entries(document: Document<'_>) -> Result<SpannedEntries, ConfigError> {
    let table: BTreeMap<Spanned<String>, Spanned<Value>> =
        toml::from_str(document.text).map_err(|error| document.syntax_error(&error))?;
    let mut entries = Vec::new();
    for (key, value) in table {
        match value.get_ref() {
            Value::Table(values) if !values.is_empty() => {
                entries.extend(dotted(document, key.get_ref(), values)?);
            }
            _ => entries.push((key, value)),
        }
    }
    entries.sort_by_key(|(key, _)| key.span().start);
    Ok(entries)
}

/// Returns the keys of a table as keys of the document: `tmux.status`.
fn dotted(
    document: Document<'_>,
    name: &str,
    values: &Table,
) -> Result<SpannedEntries, ConfigError> {
    let parsed = document.parse()?;
    let mut tables = parsed.iter().filter(|(key, _)| key.get_ref() == name);
    let table = tables
        .next()
        .and_then(|(_, table)| table.get_ref().as_table());
    let places = table.into_iter().flat_map(|table| table.iter());
    let entry = |(key, place): (&Spanned<_>, &SpannedValue<'_>)| {
        let inner: &std::borrow::Cow<'_, str> = key.get_ref();
        let value = values.get(inner.as_ref())?.clone();
        let dotted = Spanned::new(key.span(), format!("{name}.{inner}"));
        Some((dotted, Spanned::new(place.span(), value)))
    };
    Ok(places.filter_map(entry).collect())
}

/// Returns every key with its default, in the order of the embedded file.
fn defaults() -> &'static [(String, Value)] {
    static DEFAULTS: LazyLock<Vec<(String, Value)>> = LazyLock::new(|| {
        let document = Document {
            name: "assets/config.toml",
            text: DEFAULT,
        };
        let entries = entries(document).unwrap_or_default().into_iter();
        entries
            .map(|(key, value)| (key.into_inner(), value.into_inner()))
            .collect()
    });
    &DEFAULTS
}

/// Whether a name is the key of a setting.
pub(super) fn is_setting(name: &str) -> bool {
    defaults().iter().any(|(key, _)| key == name)
}

/// Reads the layer of a configuration file, without the user's formats. Each value is checked by itself, to report all errors at once.
pub(super) fn read(document: Document<'_>) -> Result<SettingsLayer, ConfigErrors> {
    let (mut layer, mut errors) = (Table::new(), Vec::new());
    for (key, value) in entries(document)? {
        let name = key.get_ref();
        if name == FORMAT_KEY {
            continue;
        }
        let known = defaults()
            .iter()
            .map(|(key, default)| (key.as_str(), default));
        let unknown = |name| ConfigErrorKind::UnknownSetting { name };
        let default = match document.known(name, &key.span(), known, unknown) {
            Ok(default) => default,
            Err(error) => {
                errors.push(error);
                continue;
            }
        };
        let (span, alone) = (value.span(), (name.clone(), value.into_inner()));
        if merge([&Table::from_iter([alone.clone()])]).is_err() {
            errors.push(document.invalid(name, &span, expectation(name, default)));
        }
        layer.extend([alone]);
    }
    ConfigErrors::check(errors)?;
    Ok(layer)
}

/// Merges layers, the lowest first, over the defaults.
pub(super) fn merge<const N: usize>(
    layers: [&SettingsLayer; N],
) -> Result<Settings, toml::de::Error> {
    let mut merged: Table = defaults().iter().cloned().collect();
    for layer in layers {
        merged.extend(layer.clone());
    }
    Settings::deserialize(merged)
}

/// Lists every key with its value and the layer that it comes from, as a configuration file.
pub(super) fn list(file: &SettingsLayer, flags: &SettingsLayer) -> String {
    let line = |(key, default): &(String, Value)| {
        let (value, layer) = match (flags.get(key), file.get(key)) {
            (Some(value), _) => (value, "command line"),
            (None, Some(value)) => (value, "file"),
            (None, None) => (default, "default"),
        };
        format!("{key} = {value}  # {layer}\n")
    };
    defaults().iter().map(line).collect()
}

/// Lists the formats of a configuration file, as it has them.
pub(super) fn list_formats(text: &str) -> String {
    let mut table: Table = text.parse().unwrap_or_default();
    table.retain(|key, _| key == FORMAT_KEY);
    if table.is_empty() {
        return String::new();
    }
    format!("\n{}", toml::to_string(&table).unwrap_or_default())
}

impl Default for Settings {
    /// Returns the defaults of the embedded `config.toml`.
    fn default() -> Self {
        merge([]).unwrap_or_else(|error| unreachable!("a test reads assets/config.toml: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> String {
        let name = "config.toml";
        read(Document { name, text }).unwrap_err().to_string()
    }

    #[test]
    fn every_key_has_a_comment_above() {
        assert!(defaults().len() > 15);
        for (key, _) in defaults() {
            let (above, _) = DEFAULT.split_once(&format!("\n{key} = ")).unwrap();
            assert!(above.lines().last().unwrap().starts_with("# "), "{key}");
        }
    }

    #[test]
    fn every_default_is_a_field() {
        let used = |key: &str| {
            let mut table: Table = defaults().iter().cloned().collect();
            table.insert(key.to_owned(), Value::Table(Table::new()));
            Settings::deserialize(table).is_err()
        };
        for (key, _) in defaults() {
            assert!(used(key), "{key} is no field of Settings");
        }
    }

    #[test]
    fn errors_name_place_and_expectation() {
        let cases = [
            (
                "\nthem = 'dark'",
                "2:1: unknown setting `them`; did you mean `theme`?",
            ),
            (
                "order = 'new'",
                "1:9: invalid value `order = 'new'`; expected \"newest\" or \"oldest\"",
            ),
            (
                "rollover = 05:30:00",
                "1:12: invalid value `rollover = 05:30:00`; expected a time of day in quotes, \"05:30\"",
            ),
            (
                "ambiguous_width = 3",
                "1:19: invalid value `ambiguous_width = 3`; expected 1 or 2",
            ),
            (
                "red_up = 'yes'",
                "1:10: invalid value `red_up = 'yes'`; expected `true` or `false`",
            ),
            (
                "poll = -1",
                "1:8: invalid value `poll = -1`; expected a whole number, 0 or more",
            ),
            (
                "sources = [1]",
                "1:11: invalid value `sources = [1]`; expected a list of strings, [\"a\", \"b\"]",
            ),
            (
                "mouse = true\ntmux.status = 'yes'",
                "2:15: invalid value `tmux.status = 'yes'`; expected `true` or `false`",
            ),
            (
                "[tmux]\nstate = true",
                "2:1: unknown setting `tmux.state`; did you mean `tmux.status`?",
            ),
            (
                "theme = 1",
                "1:9: invalid value `theme = 1`; expected a string in quotes",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text), format!("config.toml:{expected}"));
        }
        assert!(wrong("order = \n").starts_with("config.toml:1:"));
    }

    #[test]
    fn all_errors_are_reported_at_once() {
        assert_eq!(wrong("mouse = 1\nred_up = 2").lines().count(), 2);
    }

    #[test]
    fn table_and_dotted_key_are_the_same() {
        for text in ["tmux.status = true", "[tmux]\nstatus = true"] {
            let file = read(Document { name: "file", text }).unwrap();
            assert!(merge([&file]).unwrap().tmux_status, "{text}");
            assert!(list(&file, &Table::new()).contains("\ntmux.status = true  # file\n"));
        }
    }

    #[test]
    fn upper_layers_win_and_are_named() {
        let text = "order = 'oldest'\nmouse = true\npoll = 3";
        let file = read(Document { name: "file", text }).unwrap();
        let flags = Table::from_iter([("mouse".to_owned(), Value::Boolean(false))]);
        let settings = merge([&file, &flags]).unwrap();
        assert_eq!(settings.poll.unwrap().as_secs(), 3);
        assert!(!settings.mouse && settings.red_up);
        let listed = list(&file, &flags);
        assert!(listed.contains("order = \"oldest\"  # file\n"), "{listed}");
        assert!(listed.contains("mouse = false  # command line\n"));
        assert!(listed.contains("language = \"auto\"  # default\n"));
        let name = "listed";
        assert!(
            read(Document {
                name,
                text: &listed
            })
            .is_ok()
        );
    }
}
