//! The formats of the user: the tables `[[format]]` of `config.toml`.
//!
//! Every value is checked here, with its place in the file. `dump` gets formats that can be read by.

mod fields;
mod table;

use std::path::Path;

use chrono::format::{Item, StrftimeItems};

use super::document::Document;
use super::document_table::DocumentTable;
use super::error::{ConfigError, ConfigErrorKind, ConfigErrors, Expectation, TableKind};
use super::layers::FORMAT_KEY;
use crate::dump::format::{
    FileGlob, FormatField, FormatLayout, FormatRole, LinePattern, UserFormat, parse_zone,
};
use crate::item::BEIJING;
use fields::read_fields;
use table::{check_keys, kind};

/// The values of `kind`, each with the keys that only it has.
const KINDS: [(&str, &[&str]); 3] = [
    ("json", &["items"]),
    ("csv", &["separator", "heading"]),
    ("lines", &["pattern"]),
];
/// The keys of every kind.
const COMMON_KEYS: [&str; 8] = [
    "name",
    "glob",
    "kind",
    "fields",
    "zone",
    "time_format",
    "wire",
    "channel",
];

/// Reads the formats of a configuration file, in its order. `~` in a glob is the home folder.
pub(super) fn read(
    document: Document<'_>,
    home: Option<&Path>,
) -> Result<Vec<UserFormat>, ConfigErrors> {
    let parsed = document.parse()?;
    let Some((_, value)) = parsed.iter().find(|(key, _)| key.get_ref() == FORMAT_KEY) else {
        return Ok(Vec::new());
    };
    let (mut formats, mut errors) = (Vec::<UserFormat>::new(), Vec::new());
    let (kind, expected) = (TableKind::Format, Expectation::FormatTables);
    for table in DocumentTable::all(document, kind, (FORMAT_KEY, value), expected)? {
        if let Some(format) = read_one(&table, home, &mut errors) {
            if formats.iter().any(|other| other.name == format.name) {
                let name = format.name.to_string();
                let kind = ConfigErrorKind::RepeatedFormat { name };
                errors.push(table.error("name", kind, Expectation::OtherName));
            }
            formats.push(format);
        }
    }
    ConfigErrors::check(errors)?;
    Ok(formats)
}

/// Reads one format. Adds its errors; `None` if there are any.
fn read_one(
    table: &DocumentTable<'_, '_>,
    home: Option<&Path>,
    errors: &mut Vec<ConfigError>,
) -> Option<UserFormat> {
    let before = errors.len();
    let mut keep = |error| errors.push(error);
    let kind = kind(table, &KINDS).map_err(&mut keep).ok();
    check_keys(table, &COMMON_KEYS, &KINDS, kind, &mut keep);
    let name = table.required("name", "\"robot\"").map_err(&mut keep).ok();
    let glob = read_glob(table, home).map_err(&mut keep).ok();
    let layout = kind.and_then(|kind| read_layout(table, kind).map_err(&mut keep).ok());
    let fields = layout
        .as_ref()
        .and_then(|layout| checked_fields(table, layout, &mut keep));
    let zone = table.parsed("zone", Expectation::Zone, parse_zone);
    let zone = zone.map_err(&mut keep).ok().flatten();
    let time_format = table.parsed("time_format", Expectation::TimeFormat, parse_time_format);
    let time_format = time_format.map_err(&mut keep).ok().flatten();
    let [wire, channel] = ["wire", "channel"].map(|key| {
        let text = table.parsed(key, Expectation::String, |text| Some(text.into()));
        text.map_err(&mut keep).ok().flatten()
    });
    if errors.len() > before {
        return None;
    }
    Some(UserFormat {
        name: name?.into(),
        glob: glob?,
        layout: layout?,
        fields: fields?,
        zone: zone.unwrap_or(BEIJING),
        time_format,
        wire,
        channel,
    })
}

fn read_glob(table: &DocumentTable<'_, '_>, home: Option<&Path>) -> Result<FileGlob, ConfigError> {
    let glob = table.required("glob", "\"robot-*.json\"")?;
    let in_home = glob.strip_prefix("~/").zip(home);
    let anchored = in_home.map(|(rest, home)| format!("{}/{rest}", home.display()));
    FileGlob::new(anchored.as_deref().unwrap_or(glob)).map_err(|error| {
        let message = error.to_string();
        table.error(
            "glob",
            ConfigErrorKind::InvalidGlob { message },
            Expectation::Glob,
        )
    })
}

fn read_layout(table: &DocumentTable<'_, '_>, kind: &str) -> Result<FormatLayout, ConfigError> {
    match kind {
        "json" => Ok(FormatLayout::Json {
            items: table.text("items")?.unwrap_or_default().into(),
        }),
        "csv" => {
            let separator = table.parsed("separator", Expectation::Separator, parse_separator)?;
            Ok(FormatLayout::Csv {
                separator: separator.unwrap_or(b','),
                has_heading: table.boolean("heading")?.unwrap_or(true),
            })
        }
        _ => Ok(FormatLayout::Lines(read_pattern(table)?)),
    }
}

fn read_pattern(table: &DocumentTable<'_, '_>) -> Result<LinePattern, ConfigError> {
    let text = table.required("pattern", r"'^\[(?<time>[^\]]+)\] (?<text>.*)'")?;
    LinePattern::new(text).map_err(|error| {
        let message = error.what.trim_end_matches('.').to_owned();
        let kind = ConfigErrorKind::InvalidPattern { message };
        table.error_within("pattern", text, error.at, kind, Expectation::Pattern)
    })
}

/// A character in ASCII that is no quote and no line break.
fn parse_separator(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [byte] if !matches!(byte, b'"' | b'\n' | b'\r') => Some(*byte),
        _ => None,
    }
}

fn parse_time_format(text: &str) -> Option<Box<str>> {
    let is_known = !text.is_empty() && StrftimeItems::new(text).all(|item| item != Item::Error);
    is_known.then(|| text.into())
}

/// The fields of a format. They must have a time and something to show.
fn checked_fields(
    table: &DocumentTable<'_, '_>,
    layout: &FormatLayout,
    keep: &mut dyn FnMut(ConfigError),
) -> Option<Vec<FormatField>> {
    let fields = read_fields(table, layout, keep)?;
    let has = |roles: &[FormatRole]| fields.iter().any(|field| roles.contains(&field.role));
    let texts = [FormatRole::Title, FormatRole::Text, FormatRole::Summary];
    if !has(&[FormatRole::Time]) {
        keep(table.error(
            "fields",
            ConfigErrorKind::NoTimeField,
            Expectation::TimeField,
        ));
    } else if !has(&texts) && !matches!(layout, FormatLayout::Lines(_)) {
        keep(table.error(
            "fields",
            ConfigErrorKind::NoTextField,
            Expectation::TextField,
        ));
    }
    Some(fields)
}

#[cfg(test)]
mod tests;
