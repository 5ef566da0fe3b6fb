//! `标题,内容,发布日期,发布时间`: AKShare's table 财联社-电报, exported.

use csv::{ReaderBuilder, StringRecord};
use memchr::memchr;

use super::cursor::LineCursor;
use super::item_builder::{ItemBuilder, RawItem, parse_datetime};
use super::lines::line_at;
use crate::dump::draft::Draft;
use crate::dump::error::DumpError;
use crate::dump::input::{Detection, ParseInput};

/// How often reading restarts after an unclosed quote. Each restart costs a pass over the rest.
const MAX_RESTARTS: usize = 16;

pub(super) fn detect(text: &str) -> Option<Detection> {
    let feature = "a row of columns with 内容 and 发布时间";
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

/// The indexes of the columns of an item.
struct CsvColumns {
    delimiter: u8,
    title: Option<usize>,
    content: usize,
    date: Option<usize>,
    time: usize,
}

impl CsvColumns {
    fn parse(heading: &str) -> Option<Self> {
        let delimiter = *[b',', b'\t', b';']
            .iter()
            .find(|&&delimiter| heading.as_bytes().contains(&delimiter))?;
        let column = |name: &str| {
            heading
                .split(char::from(delimiter))
                .position(|cell| cell.trim().trim_matches('"') == name)
        };
        Some(Self {
            delimiter,
            title: column("标题"),
            content: column("内容")?,
            date: column("发布日期"),
            time: column("发布时间")?,
        })
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
            let item = self.fields(&row, cursor.line);
            let raw = text.get(cursor.at..end).unwrap_or_default().trim_end();
            if item.time.is_none() && raw.contains('\n') {
                builder.report(cursor.line, DumpError::UnclosedRow);
                return false;
            }
            builder.add(item);
        }
        true
    }

    fn fields<'a>(&self, row: &'a StringRecord, line: u32) -> RawItem<'a> {
        let cell = |column: usize| row.get(column).unwrap_or_default();
        let time = cell(self.time);
        let clock = time.rsplit([' ', 'T']).next().unwrap_or(time);
        RawItem {
            line,
            title: self.title.map_or("", cell),
            texts: [cell(self.content), ""],
            time: parse_datetime(self.date.map_or(time, cell), clock),
            ..RawItem::default()
        }
    }
}
