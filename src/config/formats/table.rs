//! One table `[[format]]`, read key by key.

use std::ops::Range;

use toml::de::DeTable;

use crate::config::document::{Document, SpannedValue};
use crate::config::error::{ConfigError, ConfigErrorKind, Expectation, suggest};
use crate::config::layers;
use crate::lang::ChoiceList;

/// The name of a kind, and the keys that only it has.
type KindKeys<'k> = (&'k str, &'k [&'k str]);

/// A table of a document.
pub(super) struct FormatTable<'v, 'd> {
    pub(super) document: Document<'v>,
    table: &'v DeTable<'d>,
    at: Range<usize>,
}

impl<'v, 'd> FormatTable<'v, 'd> {
    pub(super) const fn new(
        document: Document<'v>,
        table: &'v DeTable<'d>,
        at: Range<usize>,
    ) -> Self {
        Self {
            document,
            table,
            at,
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&'v SpannedValue<'d>> {
        let mut entries = self.table.iter();
        entries
            .find(|(name, _)| name.get_ref() == key)
            .map(|(_, value)| value)
    }

    pub(super) fn text(&self, key: &str) -> Result<Option<&'v str>, ConfigError> {
        let value = self.get(key);
        value
            .map(|value| self.document.string(key, value))
            .transpose()
    }

    /// A text that a format must have and that must not be empty.
    pub(super) fn required(
        &self,
        key: &'static str,
        example: &'static str,
    ) -> Result<&'v str, ConfigError> {
        self.text(key)?
            .filter(|text| !text.is_empty())
            .ok_or_else(|| {
                let expected = Expectation::FormatKey { key, example };
                self.error(key, ConfigErrorKind::MissingFormatKey { key }, expected)
            })
    }

    /// Parses the text of a key; `None` if the key is missing.
    pub(super) fn parsed<T>(
        &self,
        key: &str,
        expected: Expectation,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, ConfigError> {
        let Some(value) = self.get(key) else {
            return Ok(None);
        };
        let parsed = value.get_ref().as_str().and_then(parse);
        parsed
            .map(Some)
            .ok_or_else(|| self.document.invalid(key, &value.span(), expected))
    }

    pub(super) fn boolean(&self, key: &str) -> Result<Option<bool>, ConfigError> {
        let Some(value) = self.get(key) else {
            return Ok(None);
        };
        value.get_ref().as_bool().map(Some).ok_or_else(|| {
            self.document
                .invalid(key, &value.span(), Expectation::Boolean)
        })
    }

    /// The kind, one of these.
    pub(super) fn kind<'k>(&self, kinds: &[KindKeys<'k>]) -> Result<&'k str, ConfigError> {
        let text = self.required("kind", "\"json\"")?;
        let found = kinds.iter().find(|(kind, _)| *kind == text);
        found.map(|(kind, _)| *kind).ok_or_else(|| {
            let names = kinds.iter().map(|(kind, _)| format!("\"{kind}\""));
            let values = ChoiceList(names.collect());
            let at = self.get("kind").map_or(self.at.clone(), SpannedValue::span);
            self.document
                .invalid("kind", &at, Expectation::Choice { values })
        })
    }

    /// Reports keys that no format has, or only formats of another kind.
    pub(super) fn check_keys(
        &self,
        common: &[&'static str],
        kinds: &[KindKeys<'static>],
        own: Option<&str>,
        keep: &mut dyn FnMut(ConfigError),
    ) {
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            let owner = kinds.iter().find(|(_, keys)| keys.contains(&name));
            let (kind, expected) = match owner {
                _ if common.contains(&name) => continue,
                Some((kind, _)) if own.is_none_or(|own| own == *kind) => continue,
                Some((kind, _)) => {
                    let name = name.to_owned();
                    let kind = ConfigErrorKind::KeyOfOtherKind { name, kind };
                    (kind, Expectation::NoSuchKey)
                }
                None => (
                    ConfigErrorKind::UnknownFormatKey {
                        name: name.to_owned(),
                    },
                    expected_instead(name, common, kinds),
                ),
            };
            keep(self.document.error(&key.span(), kind, expected));
        }
    }

    /// Makes an error at the value of a key, or at the table if it has no such key.
    pub(super) fn error(
        &self,
        key: &str,
        kind: ConfigErrorKind,
        expected: Expectation,
    ) -> ConfigError {
        let at = self.get(key).map_or(self.at.clone(), SpannedValue::span);
        self.document.error(&at, kind, expected)
    }

    /// Makes an error at an offset in the text of a key, in bytes.
    pub(super) fn error_within(
        &self,
        key: &str,
        text: &str,
        offset: Option<usize>,
        kind: ConfigErrorKind,
        expected: Expectation,
    ) -> ConfigError {
        let span = self.get(key).map_or(self.at.clone(), SpannedValue::span);
        let written = self.document.text.get(span.clone()).unwrap_or_default();
        // A text with escapes is written otherwise. Its error is at its beginning.
        let shift = written
            .find(text)
            .zip(offset)
            .map(|(at, offset)| at + offset);
        let at = span.start + shift.unwrap_or_default();
        self.document.error(&(at..span.end), kind, expected)
    }
}

/// What to do about a key that no format has. TOML takes the lines below `[[format]]` for keys of it.
fn expected_instead(
    name: &str,
    common: &[&'static str],
    kinds: &[KindKeys<'static>],
) -> Expectation {
    if layers::is_setting(name) {
        return Expectation::AboveFormats;
    }
    let own = kinds.iter().flat_map(|(_, keys)| keys.iter().copied());
    suggest(name, common.iter().copied().chain(own))
}
