//! Comma-separated values (RFC 4180 with `\n`) with the fields of the JSON. Lists are joined by `;`.
//!
//! [`export_cell`] has the rules for texts that a cell cannot hold as they are.

use std::borrow::Cow;

use super::jsonl::is_hidden;
use super::known_fields::KnownFields;
use crate::dump::export_cell;
use crate::timeline::ItemRef;

/// The fields of a row.
pub(super) const COLUMNS: [&str; 23] = [
    "id", "time", "day", "wire", "channel", "level", "title", "column", "body", "text", "source",
    "stocks", "subjects", "url", "file", "line", "revision", "files", "promoted", "seen",
    "starred", "note", "rules",
];

/// Returns the names of the columns, after a byte order mark that makes spreadsheets recognise UTF-8.
pub(super) fn heading() -> String {
    format!("\u{feff}{}\n", COLUMNS.join(","))
}

pub(super) fn print(out: &mut Vec<u8>, item: ItemRef<'_>, known: &KnownFields) {
    let fields = known.item(item);
    let rules = fields.rules.iter().flatten().map(|rule| element(rule));
    let stocks = fields
        .stocks
        .iter()
        .map(|stock| format!("{} {}", element(&stock.name), code(&stock.code)));
    let subjects = fields.subjects.iter().map(|subject| element(subject));
    let files = fields
        .files
        .iter()
        .map(|place| format!("{}:{}", element(&place.file), place.line));
    let row: [String; COLUMNS.len()] = [
        fields.id.to_string(),
        fields.time,
        fields.day.to_string(),
        text(fields.wire),
        text(fields.channel),
        fields.level.unwrap_or_default().to_owned(),
        text(fields.title),
        text(fields.column),
        text(Some(fields.body)),
        text(Some(fields.text)),
        text(fields.source),
        joined(stocks),
        joined(subjects),
        text(fields.url),
        text(Some(fields.file)),
        fields.line.to_string(),
        fields.revision.to_string(),
        joined(files),
        fields.promoted.to_string(),
        fields
            .seen
            .map_or_else(String::new, |seen| seen.to_string()),
        fields
            .starred
            .map_or_else(String::new, |starred| starred.to_string()),
        text(fields.note.flatten().map(Cow::Owned)),
        joined(rules),
    ];
    // Writing to memory does not fail.
    let mut writer = csv::WriterBuilder::new()
        .buffer_capacity(1024)
        .from_writer(out);
    let _ = writer.write_record(row.iter().map(|cell| export_cell::guard(cell).into_owned()));
    let _ = writer.flush();
}

fn text(text: Option<Cow<'_, str>>) -> String {
    let text = text.unwrap_or_default();
    export_cell::escape(&text, is_hidden).into_owned()
}

/// An element of a list.
fn element(text: &str) -> String {
    export_cell::escape(text, |c| is_hidden(c) || matches!(c, ';' | '[')).into_owned()
}

/// A code after a name.
fn code(code: &str) -> String {
    export_cell::escape(code, |c| is_hidden(c) || matches!(c, ';' | ' ')).into_owned()
}

fn joined(elements: impl Iterator<Item = String>) -> String {
    elements.collect::<Vec<_>>().join(";")
}
