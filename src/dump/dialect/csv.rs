//! `标题,内容,发布日期,发布时间`: what AKShare's table 财联社-电报 is exported as.

use csv::{ReaderBuilder, StringRecord};

use super::draft::Draft;
use super::lines::line_at;
use super::normalised::{Fields, Gathered, time_of};
use super::{Dialect, Evidence, Source, Way};

pub(super) struct Csv;

/// How often reading begins anew after a quote that is never closed; each time costs a pass over the rest.
const RESTARTS: usize = 16;

impl Way for Csv {
    fn dialect(&self) -> Dialect {
        Dialect::Csv
    }

    fn evidence(&self, text: &str) -> Option<Evidence> {
        Columns::of(line_at(text, 0)).map(|_| Evidence::certain("a row of columns with 内容 and 发布时间"))
    }

    fn read(&self, source: &Source<'_>) -> Draft {
        let mut gathered = Gathered::new(source);
        let Some(columns) = Columns::of(line_at(source.text, 0)) else { return gathered.finish() };
        let (mut at, mut line) = (next_line(source.text, 0), 2);
        for _ in 0..RESTARTS {
            let Some((from, number)) = columns.read(source.text, at, line, &mut gathered) else { break };
            (at, line) = (from, number);
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
        let delimiter = *[b',', b'\t', b';'].iter().find(|&&delimiter| heading.as_bytes().contains(&delimiter))?;
        let names: Vec<&str> = heading.split(char::from(delimiter)).map(|name| name.trim().trim_matches('"')).collect();
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
    fn read(&self, text: &str, at: usize, line: u32, gathered: &mut Gathered) -> Option<(usize, u32)> {
        let rest = text.get(at..)?;
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(rest.as_bytes());
        let mut row = StringRecord::new();
        while reader.read_record(&mut row).unwrap_or(false) {
            let begin = row.position().map_or((0, 1), |place| (place.byte(), place.line()));
            let number = line + begin.1 as u32 - 1;
            let item = self.fields(&row, number);
            let runs_on = reader.position().line() > begin.1 + 1;
            if item.time.is_none() && runs_on {
                gathered.problem(number, "a row that is not closed", "as many quotes at its end as at its beginning");
                let next = next_line(text, at + begin.0 as usize);
                return Some((next, number + 1));
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

/// Where the line after the one at a place begins.
fn next_line(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    memchr::memchr(b'\n', rest.as_bytes()).map_or(text.len(), |end| at + end + 1)
}
