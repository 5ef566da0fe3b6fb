//! `标题,内容,发布日期,发布时间`: AKShare's table 财联社-电报, exported.

use csv::{ReaderBuilder, StringRecord};
use memchr::{memchr, memchr_iter};

use super::item_builder::{ItemBuilder, ItemFields, parse_datetime};
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
    let mut position = CsvPosition { at: 0, line: 1 }.next_line(input.text);
    for _ in 0..MAX_RESTARTS {
        let Some(restart) = columns.read(input.text, position, &mut builder) else {
            break;
        };
        position = restart;
    }
    let mut draft = builder.finish();
    if !input.text.ends_with('\n') {
        draft.mark_last_provisional();
    }
    draft
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

    /// Reads rows from a position on. Returns where to restart after a row with an unclosed quote.
    fn read(
        &self,
        text: &str,
        from: CsvPosition,
        builder: &mut ItemBuilder,
    ) -> Option<CsvPosition> {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(text.get(from.at..)?.as_bytes());
        let (mut row, mut position) = (StringRecord::new(), from);
        while reader.read_record(&mut row).unwrap_or(false) {
            let start = row.position().map_or(0, csv::Position::byte) as usize;
            let end = from.at + reader.position().byte() as usize;
            position = position.skip_to(text, from.at + start);
            let item = self.fields(&row, position.line);
            let raw = text.get(position.at..end).unwrap_or_default().trim_end();
            if item.time.is_none() && raw.contains('\n') {
                builder.report(position.line, DumpError::RowUnclosed);
                return Some(position.next_line(text));
            }
            builder.add(item);
        }
        None
    }

    fn fields<'a>(&self, row: &'a StringRecord, line: u32) -> ItemFields<'a> {
        let cell = |column: usize| row.get(column).unwrap_or_default();
        let time = cell(self.time);
        let clock = time.rsplit([' ', 'T']).next().unwrap_or(time);
        ItemFields {
            line,
            title: self.title.map_or("", cell),
            texts: [cell(self.content), ""],
            time: parse_datetime(self.date.map_or(time, cell), clock),
            ..ItemFields::default()
        }
    }
}

/// An offset in the file, in bytes, and its line. The reader's own line numbers are one behind in files with CRLF.
#[derive(Clone, Copy)]
struct CsvPosition {
    at: usize,
    line: u32,
}

impl CsvPosition {
    /// Moves to a later offset, and past line breaks there.
    fn skip_to(self, text: &str, at: usize) -> Self {
        let rest = text.get(at..).unwrap_or_default();
        let at = at + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let skipped = text.get(self.at..at).unwrap_or_default();
        Self {
            at,
            line: self.line + memchr_iter(b'\n', skipped.as_bytes()).count() as u32,
        }
    }

    fn next_line(self, text: &str) -> Self {
        let rest = text.get(self.at..).unwrap_or_default();
        let end = memchr(b'\n', rest.as_bytes());
        self.skip_to(text, end.map_or(text.len(), |end| self.at + end + 1))
    }
}
