//! The guess for a table: which character divides its columns, and whether its first row has names.

use csv::{ReaderBuilder, StringRecord};

use super::columns::{SampledColumn, assign};
use super::layout_guess::LayoutGuess;
use super::line_time::{is_whole_time, time_regexes};
use crate::dump::decode::prefix;
use crate::dump::format::{FieldPlace, FormatLayout};

/// How many bytes are looked at.
const SAMPLE: usize = 64 << 10;
/// Characters between columns, the usual ones first.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

pub(super) fn guess(text: &str) -> Option<LayoutGuess> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let sample = prefix(text, SAMPLE);
    let guesses = SEPARATORS
        .iter()
        .filter_map(|separator| divided(sample, *separator));
    // More columns in as many rows: the texts of one may have the separator of another.
    let best = guesses.max_by_key(|(rows, guess)| (*rows, guess.fields.len()));
    best.map(|(_, guess)| guess)
}

/// The guess for a separator, and how many rows have as many cells as most.
fn divided(text: &str, separator: u8) -> Option<(usize, LayoutGuess)> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let rows: Vec<StringRecord> = reader.records().map_while(Result::ok).collect();
    let width = usual_width(&rows)?;
    let regular = |row: &&StringRecord| row.len() == width;
    let count = rows.iter().filter(regular).count();
    if width < 2 || count * 10 < rows.len() * 7 {
        return None;
    }
    let has_heading = rows.first().is_some_and(is_heading);
    let roles = assign(&columns(&rows, width, has_heading))?;
    let guess = LayoutGuess {
        layout: FormatLayout::Csv {
            separator,
            has_heading,
        },
        fields: roles.fields,
        unused: roles.unused,
    };
    Some((count, guess))
}

fn columns(rows: &[StringRecord], width: usize, has_heading: bool) -> Vec<SampledColumn> {
    let names = rows.first().filter(|_| has_heading);
    let column = |at: usize| {
        let name = names.and_then(|names| names.get(at)).map(str::trim);
        let place = match name.filter(|name| !name.is_empty()) {
            Some(name) => FieldPlace::Name(name.into()),
            None => FieldPlace::Number(at + 1),
        };
        let body = rows.iter().skip(usize::from(has_heading));
        let cells = body.filter_map(|row| row.get(at));
        SampledColumn::new(place, cells.map(|cell| cell.trim().to_owned()))
    };
    (0..width).map(column).collect()
}

/// The number of cells of most rows.
fn usual_width(rows: &[StringRecord]) -> Option<usize> {
    let count = |width: usize| rows.iter().filter(|row| row.len() == width).count();
    let widths = rows.iter().take(20).map(StringRecord::len);
    widths.max_by_key(|width| count(*width))
}

/// Whether a row has names: words that are different, and no time.
fn is_heading(row: &StringRecord) -> bool {
    let is_time =
        |cell: &str| is_whole_time(cell) && time_regexes().iter().any(|time| time.is_match(cell));
    let is_number = |cell: &str| !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
    !row.iter()
        .any(|cell| is_time(cell.trim()) || is_number(cell.trim()))
}
