//! A table with a row of names, such as `标题,内容,发布日期,发布时间`: what AKShare's tables and spreadsheets export. Lines may
//! precede the names. A table of Markdown is one too.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};
use memchr::memchr;

use super::cursor::LineCursor;
use super::item_builder::ItemBuilder;
use super::item_field::{ItemField, ItemKind};
use super::item_role::ItemRole;
use super::lines::{line_at, lines};
use super::roles::{NamedRole, role_of};
use crate::dump::decode::prefix;
use crate::dump::draft::Draft;
use crate::dump::error::DumpError;
use crate::dump::export_cell;
use crate::dump::input::{Detection, PROBE_LEN, ParseInput};

/// How often reading restarts after an unclosed quote. Each restart costs a pass over the rest.
const MAX_RESTARTS: usize = 16;

/// How many lines may precede the names: a title, the time of the export, `sep=;`.
const MAX_CAPTION: usize = 10;

pub(super) fn detect(text: &str) -> Option<Detection> {
    let feature = "a row of names with a time and a text";
    CsvColumns::find(&with_line_feeds(text)).map(|_| Detection::Certain(feature))
}

pub(super) fn parse(input: &ParseInput<'_>) -> Draft {
    let mut builder = ItemBuilder::new(input);
    let text = with_line_feeds(input.text);
    let Some((at, columns)) = CsvColumns::find(&text) else {
        return builder.finish();
    };
    let mut cursor = LineCursor::new(&text, 1);
    cursor.move_to(at);
    next_line(&text, &mut cursor);
    read_rows(&text, cursor, &columns, &mut builder);
    let mut draft = builder.finish();
    if !text.ends_with('\n') {
        draft.mark_last_provisional();
    }
    draft
}

/// A text that may end its lines as spreadsheets on a Mac do, with CR alone.
pub(super) fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let start = prefix(text, PROBE_LEN);
    if start.contains('\r') && !start.contains('\n') {
        text.replace('\r', "\n").into()
    } else {
        text.into()
    }
}

/// Reads the rows after the cursor.
pub(super) fn read_rows(
    text: &str,
    mut cursor: LineCursor<'_>,
    columns: &CsvColumns,
    builder: &mut ItemBuilder<'_>,
) {
    for _ in 0..MAX_RESTARTS {
        if columns.read(text, &mut cursor, builder) {
            break;
        }
        next_line(text, &mut cursor);
    }
}

/// The names in the heading of a table.
pub(super) fn names_in(heading: &str, delimiter: u8) -> Vec<&str> {
    let names = heading.split(char::from(delimiter));
    names.map(|name| name.trim().trim_matches('"')).collect()
}

/// Moves to the next line that is not empty.
pub(super) fn next_line(text: &str, cursor: &mut LineCursor<'_>) {
    let rest = text.get(cursor.at..).unwrap_or_default();
    let end = memchr(b'\n', rest.as_bytes());
    cursor.move_to(end.map_or(text.len(), |end| cursor.at + end + 1));
    cursor.skip(&['\r', '\n']);
}

/// The text of a cell in an export. The elements of a list stay escaped.
fn of_export<'a>(cell: &'a str, name: &str) -> Cow<'a, str> {
    let cell = export_cell::unguard(cell);
    if matches!(name, "stocks" | "subjects" | "files") {
        Cow::Borrowed(cell)
    } else {
        export_cell::unescape(cell)
    }
}

/// The columns that have a role.
pub(super) struct CsvColumns {
    pub(super) delimiter: u8,
    /// Whether quotes may be around a cell.
    pub(super) is_quoted: bool,
    /// How many names there are, also those without a role; 0 if this is unknown.
    pub(super) count: usize,
    /// Index, name and role of each.
    pub(super) columns: Vec<(usize, String, NamedRole)>,
    /// Whether it is an export of this program.
    pub(super) is_export: bool,
}

impl CsvColumns {
    /// Finds the row of names, and where it starts.
    fn find(text: &str) -> Option<(usize, Self)> {
        lines(text)
            .take(MAX_CAPTION)
            .find_map(|(_, at)| Some((at, Self::parse(line_at(text, at))?)))
    }

    fn parse(heading: &str) -> Option<Self> {
        let heading = heading.trim();
        if heading.starts_with(['{', '[']) {
            return None;
        }
        [b',', b'\t', b';', b'|']
            .into_iter()
            .filter(|delimiter| heading.as_bytes().contains(delimiter))
            .find_map(|delimiter| Self::divided(heading, delimiter))
    }

    fn divided(heading: &str, delimiter: u8) -> Option<Self> {
        let names = names_in(heading, delimiter);
        let count = names.len();
        let columns: Vec<_> = names
            .into_iter()
            .enumerate()
            .filter_map(|(at, name)| Some((at, name.to_owned(), role_of(name)?)))
            .collect();
        let has = |roles: &[ItemRole]| columns.iter().any(|(_, _, (role, _))| roles.contains(role));
        (has(&[ItemRole::Time, ItemRole::StoredTime])
            && has(&[ItemRole::Title, ItemRole::Text, ItemRole::Summary]))
        .then_some(Self {
            delimiter,
            // A log may have a quote at the start of a text.
            is_quoted: delimiter != b'|',
            count,
            is_export: columns
                .iter()
                .any(|(_, name, (role, _))| *role == ItemRole::Export && name == "files"),
            columns,
        })
    }

    /// Reads the rows after the cursor. Stops at a row with an unclosed quote and returns `false`.
    fn read(&self, text: &str, cursor: &mut LineCursor<'_>, builder: &mut ItemBuilder<'_>) -> bool {
        let from = cursor.at;
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .quoting(self.is_quoted)
            .from_reader(text.get(from..).unwrap_or_default().as_bytes());
        let mut row = StringRecord::new();
        while reader.read_record(&mut row).unwrap_or(false) {
            let start = row.position().map_or(0, csv::Position::byte) as usize;
            let end = from + reader.position().byte() as usize;
            // The reader's own line numbers are one behind in files with CRLF.
            cursor.move_to(from + start);
            cursor.skip(&['\r', '\n']);
            let fields = self.fields(&row);
            if is_heading(&fields) {
                continue;
            }
            let raw = text.get(cursor.at..end).unwrap_or_default().trim_end();
            let kind = ItemKind::of_times(&fields, builder.times());
            if matches!(kind, ItemKind::Timeless | ItemKind::Other) && raw.contains('\n') {
                builder.report(cursor.line, DumpError::UnclosedRow);
                return false;
            }
            builder.take(&fields, cursor.line, None);
        }
        true
    }

    fn fields<'a>(&'a self, row: &'a StringRecord) -> Vec<ItemField<'a>> {
        let field = |(at, name, role): &'a (usize, String, NamedRole)| {
            let cell = self.cell(row, *at)?;
            let value = match cell {
                Cow::Borrowed(cell) if self.is_export => of_export(cell, name),
                cell => cell,
            };
            Some(ItemField::new(name.into(), *role, value))
        };
        self.columns.iter().filter_map(field).collect()
    }

    /// The cell of a column. The last one takes the rest of a row that is too long: a text with delimiters and no quotes.
    fn cell<'r>(&self, row: &'r StringRecord, at: usize) -> Option<Cow<'r, str>> {
        let cell = row.get(at)?;
        let is_cut = at + 1 == self.count && row.len() > self.count && self.is_quoted;
        Some(if is_cut {
            let rest: Vec<&str> = row.iter().skip(at).collect();
            let delimiter = char::from(self.delimiter).to_string();
            rest.join(&delimiter)
                .trim_end_matches(&*delimiter)
                .to_owned()
                .into()
        } else {
            plain(cell).into()
        })
    }
}

/// The value of a cell. Some exports write a formula, to keep a spreadsheet from changing it: `="000001"`.
fn plain(cell: &str) -> &str {
    let formula = cell.strip_prefix("=\"");
    formula
        .and_then(|inner| inner.strip_suffix('"'))
        .unwrap_or(cell)
}

/// Whether a row repeats the names, as a program writes them that appends tables, or is the rule below them.
fn is_heading(fields: &[ItemField<'_>]) -> bool {
    let is_name = |field: &ItemField<'_>| {
        let value = field.value.trim_start_matches('\u{feff}').trim();
        let is_rule =
            value.starts_with([':', '-']) && value.bytes().all(|byte| matches!(byte, b':' | b'-'));
        value == field.name || is_rule && value.len() > 2
    };
    !fields.is_empty() && fields.iter().all(is_name)
}
