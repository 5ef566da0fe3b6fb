//! A table with a row of names, such as `标题,内容,发布日期,发布时间`: what AKShare's tables and spreadsheets export.

use csv::{ReaderBuilder, StringRecord};
use memchr::memchr;

use super::cursor::LineCursor;
use super::item_builder::ItemBuilder;
use super::item_field::{ItemField, ItemKind};
use super::lines::line_at;
use super::roles::{ItemRole, NamedRole, role_of};
use crate::dump::draft::Draft;
use crate::dump::error::DumpError;
use crate::dump::input::{Detection, ParseInput};

/// How often reading restarts after an unclosed quote. Each restart costs a pass over the rest.
const MAX_RESTARTS: usize = 16;

pub(super) fn detect(text: &str) -> Option<Detection> {
    let feature = "a row of names with a time and a text";
    CsvColumns::parse(line_at(text, 0)).map(|_| Detection::Certain(feature))
}

pub(super) fn parse(input: &ParseInput<'_>) -> Draft {
    let mut builder = ItemBuilder::new(input);
    let Some(columns) = CsvColumns::parse(line_at(input.text, 0)) else {
        return builder.finish();
    };
    let mut cursor = LineCursor::new(input.text, 1);
    for _ in 0..MAX_RESTARTS {
        next_line(input.text, &mut cursor);
        if columns.read(input.text, &mut cursor, &mut builder) {
            break;
        }
    }
    let mut draft = builder.finish();
    if !input.text.ends_with('\n') {
        draft.mark_last_provisional();
    }
    draft
}

/// Moves to the next line that is not empty.
fn next_line(text: &str, cursor: &mut LineCursor<'_>) {
    let rest = text.get(cursor.at..).unwrap_or_default();
    let end = memchr(b'\n', rest.as_bytes());
    cursor.move_to(end.map_or(text.len(), |end| cursor.at + end + 1));
    cursor.skip(&['\r', '\n']);
}

/// The columns that have a role.
struct CsvColumns {
    delimiter: u8,
    columns: Vec<(usize, String, NamedRole)>,
}

impl CsvColumns {
    fn parse(heading: &str) -> Option<Self> {
        let delimiter = *[b',', b'\t', b';']
            .iter()
            .find(|&&delimiter| heading.as_bytes().contains(&delimiter))?;
        let names = heading
            .split(char::from(delimiter))
            .map(|name| name.trim().trim_matches('"'));
        let columns: Vec<_> = names
            .enumerate()
            .filter_map(|(at, name)| Some((at, name.to_owned(), role_of(name)?)))
            .collect();
        let has = |roles: &[ItemRole]| columns.iter().any(|(_, _, (role, _))| roles.contains(role));
        (has(&[ItemRole::Time, ItemRole::StoredTime])
            && has(&[ItemRole::Title, ItemRole::Text, ItemRole::Summary]))
        .then_some(Self { delimiter, columns })
    }

    /// Reads the rows after the cursor. Stops at a row with an unclosed quote and returns `false`.
    fn read(&self, text: &str, cursor: &mut LineCursor<'_>, builder: &mut ItemBuilder) -> bool {
        let from = cursor.at;
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(text.get(from..).unwrap_or_default().as_bytes());
        let mut row = StringRecord::new();
        while reader.read_record(&mut row).unwrap_or(false) {
            let start = row.position().map_or(0, csv::Position::byte) as usize;
            let end = from + reader.position().byte() as usize;
            // The reader's own line numbers are one behind in files with CRLF.
            cursor.move_to(from + start);
            cursor.skip(&['\r', '\n']);
            let fields = self.fields(&row);
            let raw = text.get(cursor.at..end).unwrap_or_default().trim_end();
            let kind = ItemKind::of(&fields);
            if matches!(kind, ItemKind::Timeless | ItemKind::Other) && raw.contains('\n') {
                builder.report(cursor.line, DumpError::UnclosedRow);
                return false;
            }
            builder.take(&fields, cursor.line);
        }
        true
    }

    fn fields<'a>(&'a self, row: &'a StringRecord) -> Vec<ItemField<'a>> {
        let field = |(at, name, role): &'a (usize, String, NamedRole)| {
            Some(ItemField::new(name.into(), *role, row.get(*at)?.into()))
        };
        self.columns.iter().filter_map(field).collect()
    }
}
