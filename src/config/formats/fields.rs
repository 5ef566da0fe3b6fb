//! Which field of a format has which part of an item: `fields = { time = "pushed", text = ["msg", "body"] }`.

use toml::de::DeValue;

use crate::config::document::SpannedValue;
use crate::config::document_table::DocumentTable;
use crate::config::error::{ConfigError, ConfigErrorKind, Expectation, suggest};
use crate::dump::format::{FieldPlace, FormatField, FormatLayout, FormatRole, LinePattern};

/// Reads the fields of a format. A group of a pattern that has the name of a role needs no entry. `None` if they are no table.
pub(super) fn read_fields(
    table: &DocumentTable<'_, '_>,
    layout: &FormatLayout,
    keep: &mut dyn FnMut(ConfigError),
) -> Option<Vec<FormatField>> {
    let mut fields = Vec::new();
    if let Some(value) = table.get("fields") {
        let entries = table.document.table("fields", value);
        let entries = entries.map_err(&mut *keep).ok()?;
        for (name, value) in entries {
            let role = role(table, name.get_ref(), &name.span());
            match role.and_then(|role| Ok((role, places(table, layout, name.get_ref(), value)?))) {
                Ok((role, places)) => {
                    fields.extend(places.into_iter().map(|place| FormatField { role, place }));
                }
                Err(error) => keep(error),
            }
        }
    }
    if let FormatLayout::Lines(pattern) = layout {
        add_groups(&mut fields, pattern);
    }
    Some(fields)
}

fn role(
    table: &DocumentTable<'_, '_>,
    name: &str,
    at: &std::ops::Range<usize>,
) -> Result<FormatRole, ConfigError> {
    FormatRole::from_name(name).ok_or_else(|| {
        let expected = suggest(name, FormatRole::ALL.iter().map(|role| role.name()));
        let name = name.to_owned();
        table
            .document
            .error(at, ConfigErrorKind::UnknownFormatRole { name }, expected)
    })
}

/// The place or the places that an entry names.
fn places(
    table: &DocumentTable<'_, '_>,
    layout: &FormatLayout,
    key: &str,
    value: &SpannedValue<'_>,
) -> Result<Vec<FieldPlace>, ConfigError> {
    let one = std::slice::from_ref(value);
    let values = match value.get_ref() {
        DeValue::Array(values) => values.iter().as_slice(),
        _ => one,
    };
    let place = |value: &SpannedValue<'_>| {
        let found = place(value.get_ref()).filter(|place| fits(place, layout));
        let place = found.ok_or_else(|| {
            let expected = expectation(layout);
            table.document.invalid(key, &value.span(), expected)
        })?;
        check_group(table, layout, value, &place)?;
        Ok(place)
    };
    values.iter().map(place).collect()
}

fn place(value: &DeValue<'_>) -> Option<FieldPlace> {
    match value {
        DeValue::String(name) if !name.is_empty() => Some(FieldPlace::Name((&**name).into())),
        DeValue::Integer(number) => {
            let number = usize::from_str_radix(number.as_str(), number.radix()).ok()?;
            (number > 0).then_some(FieldPlace::Number(number))
        }
        _ => None,
    }
}

/// Whether a layout has fields with a name or a number.
const fn fits(place: &FieldPlace, layout: &FormatLayout) -> bool {
    match (place, layout) {
        (FieldPlace::Number(_), FormatLayout::Lines(_)) => false,
        (FieldPlace::Name(_), FormatLayout::Csv { has_heading, .. }) => *has_heading,
        (FieldPlace::Name(_), FormatLayout::Json { .. } | FormatLayout::Lines(_))
        | (FieldPlace::Number(_), FormatLayout::Json { .. } | FormatLayout::Csv { .. }) => true,
    }
}

const fn expectation(layout: &FormatLayout) -> Expectation {
    match layout {
        FormatLayout::Json { .. } => Expectation::JsonField,
        FormatLayout::Csv {
            has_heading: true, ..
        } => Expectation::ColumnField,
        FormatLayout::Csv { .. } => Expectation::NumberedField,
        FormatLayout::Lines(_) => Expectation::GroupField,
    }
}

fn check_group(
    table: &DocumentTable<'_, '_>,
    layout: &FormatLayout,
    value: &SpannedValue<'_>,
    place: &FieldPlace,
) -> Result<(), ConfigError> {
    let (FormatLayout::Lines(pattern), FieldPlace::Name(name)) = (layout, place) else {
        return Ok(());
    };
    if pattern.groups().any(|group| group == &**name) {
        return Ok(());
    }
    let expected = suggest(name, pattern.groups());
    let kind = ConfigErrorKind::UnknownGroup {
        name: name.to_string(),
    };
    Err(table.document.error(&value.span(), kind, expected))
}

/// Adds the groups that have the name of a role and no entry.
fn add_groups(fields: &mut Vec<FormatField>, pattern: &LinePattern) {
    for name in pattern.groups() {
        let place = FieldPlace::Name(name.into());
        let is_used = fields.iter().any(|field| field.place == place);
        if let Some(role) = FormatRole::from_name(name).filter(|_| !is_used) {
            fields.push(FormatField { role, place });
        }
    }
}
