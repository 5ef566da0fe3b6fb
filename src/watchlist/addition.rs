//! A line for another stock, as a list writes its other lines.

use super::code::{bare, code_of};
use super::entry::ListEntry;
use super::error::ListError;
use super::heading::{TableHeading, cells};
use super::list_file::{ListFile, ListLayout};
use crate::item::{Stock, normalize_code};

/// The line for a stock, without its end; `None` if the list cannot be continued: it ends with something else than a stock, it is
/// damaged, or its format has no place for this one.
pub(super) fn line_for(list: &ListFile, text: &str, stock: &Stock) -> Option<String> {
    let is_sound = !text.contains(char::REPLACEMENT_CHARACTER)
        && list.problems.iter().all(|problem| problem.line.is_some());
    let sample = list
        .entries
        .iter()
        .rev()
        .find_map(|entry| SampleLine::of(entry, list, text));
    let line = match &list.layout {
        ListLayout::Lines => Some(plain_line(sample.as_ref(), stock)),
        ListLayout::Table(heading) => {
            ends_with_stock(list, text).then(|| row(heading, sample.as_ref(), stock))
        }
        ListLayout::Blocks => block(&stock.code),
    };
    line.filter(|_| is_sound)
}

/// How a stock with a code is written.
struct SampleLine<'t> {
    code: String,
    /// What is between code and name, in a line without a heading.
    gap: Option<&'t str>,
}

impl<'t> SampleLine<'t> {
    fn of(entry: &ListEntry, list: &ListFile, text: &'t str) -> Option<Self> {
        let wanted = entry.code.as_deref()?;
        let line = text.lines().nth(entry.line as usize - 1)?;
        if let ListLayout::Table(heading) = &list.layout {
            let code = cells(line, heading.separator)
                .into_iter()
                .nth(heading.code?)?;
            return Some(Self { code, gap: None });
        }
        let is_gap = |c: char| c.is_whitespace() || "，、；;|｜,".contains(c);
        let code = line
            .split(is_gap)
            .find(|word| code_of(word).as_deref() == Some(wanted))?;
        let after = line.get(line.find(code)? + code.len()..)?;
        let name = after.trim_start_matches(is_gap);
        let has_name = !name.is_empty() && !name.starts_with(['#', '/']);
        Some(Self {
            code: code.to_owned(),
            gap: after
                .get(..after.len() - name.len())
                .filter(|gap| has_name && !gap.is_empty()),
        })
    }
}

fn plain_line(sample: Option<&SampleLine<'_>>, stock: &Stock) -> String {
    let code = like(
        sample.map_or("000001", |sample| sample.code.as_str()),
        &stock.code,
    );
    if stock.name.is_empty() || stock.name == stock.code {
        return code;
    }
    let gap = sample.and_then(|sample| sample.gap).unwrap_or(" ");
    let needs_quotes = stock
        .name
        .contains(|c: char| c.is_whitespace() || "，、；;|｜,#".contains(c));
    let quote = if needs_quotes { "\"" } else { "" };
    format!("{code}{gap}{quote}{}{quote}", stock.name)
}

fn row(heading: &TableHeading, sample: Option<&SampleLine<'_>>, stock: &Stock) -> String {
    let code = like(
        sample.map_or("000001", |sample| sample.code.as_str()),
        &stock.code,
    );
    let cell = |column: usize| {
        if heading.code == Some(column) {
            code.as_str()
        } else if heading.name == Some(column) {
            stock.name.as_str()
        } else {
            ""
        }
    };
    let quoted = |cell: &str| {
        if cell.contains(heading.separator) || cell.starts_with('"') {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_owned()
        }
    };
    let cells: Vec<String> = (0..heading.columns)
        .map(|column| quoted(cell(column)))
        .collect();
    cells.join(&heading.separator.to_string())
}

/// Whether the last line that is not blank is a stock, and no source of the data.
fn ends_with_stock(list: &ListFile, text: &str) -> bool {
    let lines = (1..).zip(text.lines());
    let last_line = lines.filter(|(_, line)| !line.trim().is_empty()).last();
    let problems = list.problems.iter();
    let wrong = problems.filter(|problem| problem.error == ListError::NoStock);
    let last_wrong = wrong.filter_map(|problem| problem.line).max();
    last_line.is_none_or(|(number, _)| last_wrong != Some(number))
}

fn block(code: &str) -> Option<String> {
    let (symbol, market) = code.rsplit_once('.')?;
    let market = ["SZ", "SH", "BJ"]
        .iter()
        .position(|known| *known == market)?;
    Some(format!("{market}{symbol}"))
}

/// A code in its normal form, written as another one: `SZ300308` if that is `SH600519`.
fn like(sample: &str, code: &str) -> String {
    let plain = bare(sample);
    let (before, after) = sample.split_once(plain).unwrap_or_default();
    let Some((symbol, market)) = code.rsplit_once('.') else {
        return code.to_owned();
    };
    let lower = market.to_ascii_lowercase();
    let letters = plain.chars().take_while(char::is_ascii_alphabetic).count();
    let is_lower = plain.starts_with(|c: char| c.is_ascii_lowercase());
    let dot = if plain
        .get(letters..)
        .is_some_and(|rest| rest.starts_with('.'))
    {
        "."
    } else {
        ""
    };
    let written = match letters {
        0 if !plain.contains('.') => symbol.to_owned(),
        2 if is_lower => format!("{lower}{dot}{symbol}"),
        2 => format!("{market}{dot}{symbol}"),
        _ => code.to_owned(),
    };
    let forms = [written, code.to_owned()].into_iter();
    let mut forms = forms.map(|form| format!("{before}{form}{after}"));
    let means_it = |form: &String| code_of(form) == normalize_code(code);
    forms.find(means_it).unwrap_or_else(|| code.to_owned())
}
