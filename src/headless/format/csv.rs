//! Comma-separated values (RFC 4180, line ends `\n`) with the fields of the JSON; lists are joined by `;`.

use std::borrow::Cow;

use super::jsonl::Fields;
use crate::knowledge::Knowledge;
use crate::text::sanitise;
use crate::timeline::ItemRef;

const NAMES: [&str; 17] = [
    "id", "time", "day", "wire", "channel", "level", "title", "column", "body", "text", "source",
    "stocks", "subjects", "url", "file", "line", "revision",
];

/// A byte order mark, by which spreadsheets know UTF-8, and the names of the columns.
pub(super) fn heading() -> String {
    format!("\u{feff}{}\n", NAMES.join(","))
}

pub(super) fn print(out: &mut Vec<u8>, item: ItemRef<'_>, knowledge: &Knowledge) {
    let fields = Fields::of(item, knowledge);
    let stocks: Vec<String> = fields
        .stocks
        .iter()
        .map(|stock| format!("{} {}", stock.name, stock.code))
        .collect();
    let text = |text: Option<Cow<'_, str>>| text.unwrap_or_default().into_owned();
    let row: [String; NAMES.len()] = [
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

/// A field that no spreadsheet takes for a formula: a news text that begins with `=` is a text. It is as printable as what
/// goes to a terminal, since CSV has no way to write what hides or turns text other than as it is; line breaks stay.
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
