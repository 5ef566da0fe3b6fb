//! Comma-separated values (RFC 4180 with `\n`) with the fields of the JSON. Lists are joined by `;`.

use std::borrow::Cow;

use super::item::PrintedItem;
use crate::knowledge::Knowledge;
use crate::text::sanitise;
use crate::timeline::ItemRef;

/// The fields of a row.
pub(super) const COLUMNS: [&str; 17] = [
    "id", "time", "day", "wire", "channel", "level", "title", "column", "body", "text", "source",
    "stocks", "subjects", "url", "file", "line", "revision",
];

/// Returns the names of the columns, after a byte order mark that makes spreadsheets recognise UTF-8.
pub(super) fn heading() -> String {
    format!("\u{feff}{}\n", COLUMNS.join(","))
}

pub(super) fn print(out: &mut Vec<u8>, item: ItemRef<'_>, knowledge: &Knowledge) {
    let fields = PrintedItem::new(item, knowledge);
    let stocks: Vec<String> = fields
        .stocks
        .iter()
        .map(|stock| format!("{} {}", stock.name, stock.code))
        .collect();
    let text = |text: Option<Cow<'_, str>>| text.unwrap_or_default().into_owned();
    let row: [String; COLUMNS.len()] = [
        fields.id.to_string(),
        fields.time,
        fields.day.to_string(),
        text(fields.wire),
        text(fields.channel),
        fields.level.unwrap_or_default().to_owned(),
        text(fields.title),
        text(fields.column),
        fields.body.into_owned(),
        fields.text.into_owned(),
        text(fields.source),
        stocks.join(";"),
        fields.subjects.join(";"),
        text(fields.url),
        fields.file.into_owned(),
        fields.line.to_string(),
        fields.revision.to_string(),
    ];
    // Writing to memory does not fail.
    let mut writer = csv::WriterBuilder::new()
        .buffer_capacity(1024)
        .from_writer(out);
    let _ = writer.write_record(row.iter().map(|field| harmless(field)));
    let _ = writer.flush();
}

/// Quotes a field that a spreadsheet would take for a formula, and removes characters that a terminal would hide, since CSV
/// cannot escape them. Line breaks stay.
fn harmless(field: &str) -> String {
    let printable = sanitise(field);
    let field = printable.as_str();
    let is_number = field.parse::<f64>().is_ok();
    if field.starts_with(['=', '+', '-', '@']) && !is_number {
        format!("'{field}")
    } else {
        field.to_owned()
    }
}
