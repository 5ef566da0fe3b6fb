//! A table whose columns the user names, or numbers if it has no heading.

use crate::dump::dialect::csv::{CsvColumns, names_in, next_line, read_rows, with_line_feeds};
use crate::dump::dialect::cursor::LineCursor;
use crate::dump::dialect::item_builder::ItemBuilder;
use crate::dump::dialect::lines::line_at;
use crate::dump::error::DumpError;
use crate::dump::format::{FieldPlace, FormatField, UserFormat};

pub(super) fn read(
    text: &str,
    separator: u8,
    has_heading: bool,
    format: &UserFormat,
    builder: &mut ItemBuilder<'_>,
) {
    let text = &*with_line_feeds(text);
    let mut cursor = LineCursor::new(text, 1);
    cursor.skip(&['\u{feff}', '\r', '\n']);
    let mut names = Vec::new();
    if has_heading {
        names = names_in(line_at(text, cursor.at), separator);
        report_missing(&names, format, cursor.line, builder);
        next_line(text, &mut cursor);
    }
    let columns = format.ranked_fields().filter_map(|(field, rank)| {
        let role = (field.role.item_role(), rank);
        Some((column_of(field, &names)?, field.place.to_string(), role))
    });
    let columns = CsvColumns {
        is_export: false,
        delimiter: separator,
        is_quoted: true,
        count: names.len(),
        columns: columns.collect(),
    };
    read_rows(text, cursor, &columns, builder);
}

/// The index of the column of a field.
fn column_of(field: &FormatField, names: &[&str]) -> Option<usize> {
    match &field.place {
        FieldPlace::Name(name) => names.iter().position(|known| *known == &**name),
        FieldPlace::Number(number) => number.checked_sub(1),
    }
}

/// Reports the columns that a heading lacks, unless another one has the same role.
fn report_missing(names: &[&str], format: &UserFormat, line: u32, builder: &mut ItemBuilder<'_>) {
    let is_there = |field: &FormatField| column_of(field, names).is_some();
    for field in &format.fields {
        let mut same = format
            .fields
            .iter()
            .filter(|other| other.role == field.role);
        if !is_there(field) && !same.any(is_there) && !names.is_empty() {
            let error = DumpError::MissingFormatColumn {
                format: format.name.to_string(),
                column: field.place.to_string(),
                columns: names.join(", "),
            };
            builder.report(line, error);
        }
    }
}
