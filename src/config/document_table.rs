//! One table of a TOML document, such as a `[[format]]`, read key by key.

use std::ops::Range;

use toml::de::DeTable;

use super::document::{Document, SpannedValue};
use super::error::{ConfigError, ConfigErrorKind, Expectation, TableKind};

/// A table of a document.
pub struct DocumentTable<'v, 'd> {
    /// The document.
    pub document: Document<'v>,
    kind: TableKind,
    table: &'v DeTable<'d>,
    at: Range<usize>,
}

impl<'v, 'd> DocumentTable<'v, 'd> {
    /// Reads the value of a key that occurs once for each table: `[[key]]`. `expected` words the error of any other value.
    pub fn all(
        document: Document<'v>,
        kind: TableKind,
        (key, value): (&str, &'v SpannedValue<'d>),
        expected: Expectation,
    ) -> Result<Vec<Self>, ConfigError> {
        let list = value.get_ref().as_array();
        let tables: Option<Vec<_>> = list.and_then(|list| {
            let table = |value: &'v SpannedValue<'d>| {
                Some(Self {
                    document,
                    kind,
                    table: value.get_ref().as_table()?,
                    at: value.span(),
                })
            };
            list.iter().map(table).collect()
        });
        tables.ok_or_else(|| document.invalid(key, &value.span(), expected))
    }

    /// The keys, each with its place.
    pub fn keys(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        let keys = self.table.iter();
        keys.map(|(key, _)| (key.get_ref().as_ref(), key.span()))
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&'v SpannedValue<'d>> {
        let mut entries = self.table.iter();
        entries
            .find(|(name, _)| name.get_ref() == key)
            .map(|(_, value)| value)
    }

    /// The string of a key; `None` if the key is missing.
    pub fn text(&self, key: &str) -> Result<Option<&'v str>, ConfigError> {
        let value = self.get(key);
        value
            .map(|value| self.document.string(key, value))
            .transpose()
    }

    /// A string that the table must have and that must not be empty.
    pub fn required(
        &self,
        key: &'static str,
        example: &'static str,
    ) -> Result<&'v str, ConfigError> {
        self.text(key)?
            .filter(|text| !text.is_empty())
            .ok_or_else(|| {
                let kind = ConfigErrorKind::MissingKey {
                    table: self.kind,
                    key,
                };
                self.error(key, kind, Expectation::KeyLike { key, example })
            })
    }

    /// Parses the string of a key; `None` if the key is missing.
    pub fn parsed<T>(
        &self,
        key: &str,
        expected: Expectation,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, ConfigError> {
        self.value(key, expected, |value| {
            value.get_ref().as_str().and_then(parse)
        })
    }

    /// The boolean of a key; `None` if the key is missing.
    pub fn boolean(&self, key: &str) -> Result<Option<bool>, ConfigError> {
        self.value(key, Expectation::Boolean, |value| value.get_ref().as_bool())
    }

    /// Reads the value of a key; `None` if the key is missing.
    pub fn value<T>(
        &self,
        key: &str,
        expected: Expectation,
        read: impl FnOnce(&'v SpannedValue<'d>) -> Option<T>,
    ) -> Result<Option<T>, ConfigError> {
        let Some(value) = self.get(key) else {
            return Ok(None);
        };
        let read = read(value).map(Some);
        read.ok_or_else(|| self.document.invalid(key, &value.span(), expected))
    }

    /// Makes the error of a key that such a table does not have.
    pub fn unknown_key(
        &self,
        (name, at): (&str, &Range<usize>),
        expected: Expectation,
    ) -> ConfigError {
        let kind = ConfigErrorKind::UnknownKey {
            table: self.kind,
            name: name.to_owned(),
        };
        self.document.error(at, kind, expected)
    }

    /// Makes an error at the value of a key, or at the table if it has no such key.
    pub fn error(&self, key: &str, kind: ConfigErrorKind, expected: Expectation) -> ConfigError {
        self.document.error(&self.place(key), kind, expected)
    }

    /// Makes an error at an offset in the string of a key, in bytes.
    pub fn error_within(
        &self,
        key: &str,
        text: &str,
        offset: Option<usize>,
        kind: ConfigErrorKind,
        expected: Expectation,
    ) -> ConfigError {
        let span = self.place(key);
        let written = self.document.text.get(span.clone()).unwrap_or_default();
        // A string with escapes is written otherwise. Its error is at its beginning.
        let shift = written
            .find(text)
            .zip(offset)
            .map(|(at, offset)| at + offset);
        let at = span.start + shift.unwrap_or_default();
        self.document.error(&(at..span.end), kind, expected)
    }

    /// The place of the value of a key, or of the table if it has no such key.
    pub fn place(&self, key: &str) -> Range<usize> {
        self.get(key).map_or(self.at.clone(), SpannedValue::span)
    }
}
