//! A TOML file whose values know their place: errors name line and column.
//!
//! Settings (`layers`), keymaps and themes are read value by value. All errors of a file are reported at once.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{ConfigError, ConfigErrorKind, Expectation, suggest};

/// The longest part of a value that an error quotes, in characters.
const MAX_QUOTED: usize = 60;

/// A configuration file.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// Its name in error messages.
    pub name: &'a str,
    /// Its content.
    pub text: &'a str,
}

/// A value with its place in the document.
pub type SpannedValue<'a> = Spanned<DeValue<'a>>;

impl<'a> Document<'a> {
    /// Parses the whole document.
    pub fn parse(self) -> Result<DeTable<'a>, ConfigError> {
        let parsed = DeTable::parse(self.text).map_err(|error| self.syntax_error(&error))?;
        Ok(parsed.into_inner())
    }

    /// Turns an error of the TOML parser into one with its place.
    pub fn syntax_error(self, error: &toml::de::Error) -> ConfigError {
        let kind = ConfigErrorKind::InvalidToml {
            message: error.message().to_owned(),
        };
        self.error(&error.span().unwrap_or(0..0), kind, Expectation::Toml)
    }

    /// Makes an error at a place, in bytes.
    pub fn error(
        self,
        at: &Range<usize>,
        kind: ConfigErrorKind,
        expected: Expectation,
    ) -> ConfigError {
        let before = self.text.get(..at.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let before_in_line = before.get(line_start..).unwrap_or_default();
        ConfigError {
            file: self.name.to_owned(),
            line: Some(1 + before.matches('\n').count()),
            column: Some(1 + before_in_line.chars().count()),
            kind: Box::new(kind),
            expected,
        }
    }

    /// Makes an error that quotes the value at a place.
    pub fn invalid(self, key: &str, at: &Range<usize>, expected: Expectation) -> ConfigError {
        let text = self.text.get(at.clone()).unwrap_or_default();
        let mut value: String = text
            .chars()
            .take_while(|&c| c != '\n')
            .take(MAX_QUOTED)
            .collect();
        if value.len() < text.len() {
            value.push('…');
        }
        let key = key.to_owned();
        self.error(at, ConfigErrorKind::InvalidValue { key, value }, expected)
    }

    /// Returns the value of a known name; the error suggests others.
    pub fn known<'n, T>(
        self,
        name: &str,
        at: &Range<usize>,
        known: impl Iterator<Item = (&'n str, T)> + Clone,
        unknown: impl FnOnce(String) -> ConfigErrorKind,
    ) -> Result<T, ConfigError> {
        let found = known.clone().find(|(known, _)| *known == name);
        found.map(|(_, value)| value).ok_or_else(|| {
            let expected = suggest(name, known.map(|(known, _)| known));
            self.error(at, unknown(name.to_owned()), expected)
        })
    }

    /// Reads a string.
    pub fn string<'v>(
        self,
        key: &str,
        value: &'v SpannedValue<'_>,
    ) -> Result<&'v str, ConfigError> {
        let string = value.get_ref().as_str();
        string.ok_or_else(|| self.invalid(key, &value.span(), Expectation::String))
    }

    /// Reads a list of strings.
    pub fn strings<'v>(
        self,
        key: &str,
        value: &'v SpannedValue<'_>,
    ) -> Result<Vec<&'v str>, ConfigError> {
        let array = value.get_ref().as_array();
        let strings = array.and_then(|array| array.iter().map(|v| v.get_ref().as_str()).collect());
        strings.ok_or_else(|| self.invalid(key, &value.span(), Expectation::StringList))
    }

    /// Reads a table.
    pub fn table<'v, 'd>(
        self,
        key: &str,
        value: &'v SpannedValue<'d>,
    ) -> Result<&'v DeTable<'d>, ConfigError> {
        value.get_ref().as_table().ok_or_else(|| {
            let key = key.to_owned();
            let kind = ConfigErrorKind::NotATable { key: key.clone() };
            self.error(&value.span(), kind, Expectation::Table { key })
        })
    }
}
