//! A TOML file that knows its lines: the ground that config, keymap and themes are read from.
//!
//! Values are taken one by one rather than by derived code, so that every fault can name its line, its value and what
//! would do, and so that all faults of a file are told at once.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{ConfigError, Fault};
use super::settings::Choices;
use crate::lang::{ChoiceList, Found, Instead};

/// A file of settings: its name for messages, and its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Document<'a> {
    /// As it was named.
    pub(super) name: &'a str,
    /// What stands in it.
    pub(super) text: &'a str,
}

/// A value, and where it stands.
pub(super) type Value<'a> = Spanned<DeValue<'a>>;

impl<'a> Document<'a> {
    /// The table of the whole file; fails where it is no TOML.
    pub(super) fn parse(self) -> Result<DeTable<'a>, ConfigError> {
        let parsed = DeTable::parse(self.text).map_err(|error| {
            let found = Found::NoToml {
                what: error.message().to_owned(),
            };
            self.fault(&error.span().unwrap_or(0..0), found, Instead::Toml)
        })?;
        Ok(parsed.into_inner())
    }

    /// A fault at a place in the file, given in bytes.
    pub(super) fn fault(self, at: &Range<usize>, found: Found, instead: Instead) -> Fault {
        let before = self.text.get(..at.start).unwrap_or_default();
        let line = 1 + before.matches('\n').count();
        Fault {
            file: self.name.to_owned(),
            line: Some(line),
            found: Box::new(found),
            instead,
        }
    }

    /// A fault of a value: `key = value`, and what would do.
    pub(super) fn wrong(self, key: &str, value: &Value<'_>, instead: Instead) -> Fault {
        let found = Found::Value {
            key: key.to_owned(),
            value: self.written(value),
        };
        self.fault(&value.span(), found, instead)
    }

    /// A value as the file has it, cut where it is long.
    fn written(self, value: &Value<'_>) -> String {
        let text = self.text.get(value.span()).unwrap_or_default();
        let mut line: String = text.chars().take_while(|&c| c != '\n').take(60).collect();
        if line.len() < text.len() {
            line.push('…');
        }
        line
    }

    /// A text.
    pub(super) fn string<'v>(self, key: &str, value: &'v Value<'_>) -> Result<&'v str, Fault> {
        value
            .get_ref()
            .as_str()
            .ok_or_else(|| self.wrong(key, value, Instead::Text))
    }

    /// `true` or `false`.
    pub(super) fn boolean(self, key: &str, value: &Value<'_>) -> Result<bool, Fault> {
        value
            .get_ref()
            .as_bool()
            .ok_or_else(|| self.wrong(key, value, Instead::Boolean))
    }

    /// A whole number from 0.
    pub(super) fn number(self, key: &str, value: &Value<'_>) -> Result<u64, Fault> {
        let number = value
            .get_ref()
            .as_integer()
            .filter(|number| number.radix() == 10);
        number
            .and_then(|number| number.as_str().parse().ok())
            .ok_or_else(|| self.wrong(key, value, Instead::WholeNumber))
    }

    /// A list of texts.
    pub(super) fn strings<'v>(
        self,
        key: &str,
        value: &'v Value<'_>,
    ) -> Result<Vec<&'v str>, Fault> {
        let wrong = || self.wrong(key, value, Instead::Texts);
        let array = value.get_ref().as_array().ok_or_else(wrong)?;
        array
            .iter()
            .map(|element| element.get_ref().as_str().ok_or_else(wrong))
            .collect()
    }

    /// A table.
    pub(super) fn table<'v, 'd>(
        self,
        key: &str,
        value: &'v Value<'d>,
    ) -> Result<&'v DeTable<'d>, Fault> {
        value.get_ref().as_table().ok_or_else(|| {
            let key = key.to_owned();
            self.fault(
                &value.span(),
                Found::NoTable { key: key.clone() },
                Instead::Table { key },
            )
        })
    }

    /// One of several texts, each of which stands for something.
    pub(super) fn choice<T: Copy>(
        self,
        key: &str,
        value: &Value<'_>,
        choices: Choices<T>,
    ) -> Result<T, Fault> {
        let chosen = value
            .get_ref()
            .as_str()
            .and_then(|text| choices.iter().find(|(name, _)| *name == text));
        chosen.map(|(_, meaning)| *meaning).ok_or_else(|| {
            let values = ChoiceList(
                choices
                    .iter()
                    .map(|(name, _)| format!("\"{name}\""))
                    .collect(),
            );
            self.wrong(key, value, Instead::OneOf { values })
        })
    }
}
