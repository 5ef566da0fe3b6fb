//! `标题,内容,发布日期,发布时间`: what AKShare's table 财联社-电报 is exported as.

use csv::{ReaderBuilder, StringRecord};
use memchr::{memchr, memchr_iter};

use super::draft::Draft;
use super::lines::line_at;
use super::normalised::{Fields, Gathered, time_of};
use super::{Dialect, Evidence, Source, Way};
use crate::dump::error::DumpError;

pub(super) struct Csv;

/// How often reading begins anew after a quote that is never closed; each time costs a pass over the rest.
const RESTARTS: usize = 16;

impl Way for Csv {
    fn dialect(&self) -> Dialect {
        Dialect::Csv
    }

    fn evidence(&self, text: &str) -> Option<Evidence> {
        Columns::of(line_at(text, 0))
            .map(|_| Evidence::certain("a row of columns with 内容 and 发布时间"))
    }

    fn read(&self, source: &Source<'_>) -> Draft {
        let mut gathered = Gathered::new(source);
        let Some(columns) = Columns::of(line_at(source.text, 0)) else {
            return gathered.finish();
        };
        let mut place = Place { at: 0, line: 1 }.next_line(source.text);
        for _ in 0..RESTARTS {
            let Some(next) = columns.read(source.text, place, &mut gathered) else {
                break;
            };
            place = next;
        }
        let mut draft = gathered.finish();
        if !source.text.ends_with('\n') {
            draft.last_is_provisional();
        }
        draft
    }
}

/// In which columns a table has what an item needs.
struct Columns {
    delimiter: u8,
    title: Option<usize>,
    content: usize,
    date: Option<usize>,
    time: usize,
}

impl Columns {
    fn of(heading: &str) -> Option<Self> {
        let delimiter = *[b',', b'\t', b';']
            .iter()
            .find(|&&delimiter| heading.as_bytes().contains(&delimiter))?;
        let names: Vec<&str> = heading
            .split(char::from(delimiter))
            .map(|name| name.trim().trim_matches('"'))
            .collect();
        let column = |name: &str| names.iter().position(|known| *known == name);
        Some(Self {
            delimiter,
            title: column("标题"),
            content: column("内容")?,
            date: column("发布日期"),
            time: column("发布时间")?,
        })
    }

    /// Reads rows from a place on; gives where to begin anew if a row was not to be understood.
    fn read(&self, text: &str, from: Place, gathered: &mut Gathered) -> Option<Place> {
        let rest = text.get(from.at..)?;
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(rest.as_bytes());
        let (mut row, mut place) = (StringRecord::new(), from);
        while reader.read_record(&mut row).unwrap_or(false) {
            let begin = row.position().map_or(0, csv::Position::byte) as usize;
            let end = reader.position().byte() as usize;
            place = place.moved(text, from.at + begin);
            let item = self.fields(&row, place.line);
            let runs_on = text
                .get(place.at..from.at + end)
                .unwrap_or_default()
                .trim_end()
                .contains('\n');
            if item.time.is_none() && runs_on {
                gathered.problem(place.line, DumpError::RowUnclosed);
                return Some(place.next_line(text));
            }
            gathered.add(item);
        }
        None
    }

    fn fields<'a>(&self, row: &'a StringRecord, line: u32) -> Fields<'a> {
        let cell = |column: usize| row.get(column).unwrap_or_default();
        let time = cell(self.time);
        let date = self.date.map_or(time, cell);
        let clock = time.rsplit([' ', 'T']).next().unwrap_or(time);
        Fields {
            line,
            title: self.title.map_or("", cell),
            texts: [cell(self.content), ""],
            time: time_of(date, clock),
            ..Fields::default()
        }
    }
}

/// A place in the file, in bytes, and its line. The reader's own count of lines is one behind where lines end with CRLF.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    line: u32,
}

impl Place {
    /// A later place, or the first one after it that is no line break.
    fn moved(self, text: &str, at: usize) -> Self {
        let rest = text.get(at..).unwrap_or_default();
        let at = at + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let passed = text.get(self.at..at).unwrap_or_default();
        Self {
            at,
            line: self.line + memchr_iter(b'\n', passed.as_bytes()).count() as u32,
        }
    }

    /// The beginning of the next line.
    fn next_line(self, text: &str) -> Self {
        let rest = text.get(self.at..).unwrap_or_default();
        self.moved(
            text,
            memchr(b'\n', rest.as_bytes()).map_or(text.len(), |end| self.at + end + 1),
        )
    }
}
