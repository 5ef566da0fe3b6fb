//! What an item in a format of the user lacks, with the names of the user's fields.

use super::item_field::ItemField;
use super::item_role::ItemRole;
use super::item_time::ItemTime;
use super::raw_item::RawItem;
use crate::dump::error::DumpError;
use crate::dump::format::UserFormat;

/// The longest value that a message quotes, in characters.
const MAX_QUOTED: usize = 40;
const TIMES: &[ItemRole] = &[ItemRole::Time];
const TEXTS: &[ItemRole] = &[ItemRole::Title, ItemRole::Text, ItemRole::Summary];

/// The error of an item without a time or a text.
pub(super) fn format_error(
    format: &UserFormat,
    fields: &[ItemField<'_>],
    item: &RawItem<'_>,
) -> Option<DumpError> {
    if item.text.is_empty() && item.title.is_empty() {
        return Some(DumpError::NoFormatText {
            format: format.name.to_string(),
            fields: named(format, TEXTS),
        });
    }
    (item.time == ItemTime::Missing).then(|| DumpError::NoFormatTime {
        format: format.name.to_string(),
        fields: named(format, TIMES),
        found: quoted(fields),
    })
}

/// The names of the user's fields for some roles.
fn named(format: &UserFormat, roles: &[ItemRole]) -> String {
    let of_role = format
        .fields
        .iter()
        .filter(|field| roles.contains(&field.role.item_role()));
    let names: Vec<String> = of_role.map(|field| format!("`{}`", field.place)).collect();
    names.join(", ")
}

/// The values where a time should be.
fn quoted(fields: &[ItemField<'_>]) -> String {
    let times = fields.iter().filter(|field| TIMES.contains(&field.role));
    let values: Vec<&str> = times.map(|field| field.value.trim()).collect();
    values.join(" ").chars().take(MAX_QUOTED).collect()
}
