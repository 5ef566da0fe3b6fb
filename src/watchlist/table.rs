//! Tables: CSV with a heading, and what market programs export.

use super::code::{bare, code_of, is_like_code};
use super::entry::{ListEntry, plain_name};
use super::error::{ListError, ListProblem};
use super::heading::{TableHeading, cells};

/// Separators of the aliases of a stock.
const SEPARATORS: [char; 6] = [';', '；', '|', '｜', '、', '/'];

/// Reads a row; `None` for one that is empty.
pub(super) fn row(
    line: u32,
    text: &str,
    heading: &TableHeading,
) -> Option<Result<ListEntry, ListProblem>> {
    let cells = cells(text, heading.separator);
    if cells.iter().all(|cell| bare(cell).is_empty()) {
        return None;
    }
    let cell = |column: Option<usize>| cells.get(column?).map(|cell| bare(cell));
    let (code, name) = (cell(heading.code), cell(heading.name));
    let names = name.into_iter().map(plain_name);
    let aliases = cell(heading.aliases).unwrap_or_default().split(SEPARATORS);
    let mut words: Vec<String> = names.chain(aliases.map(plain_name)).collect();
    words.retain(|word| !word.is_empty());
    let normal = code.and_then(code_of);
    // A footer such as the source of the data.
    let is_footer = normal.is_none() && cells.len() < heading.columns && heading.columns > 2;
    // A typo: as a word it becomes a problem.
    let unknown = code.filter(|code| normal.is_none() && is_like_code(code));
    words.extend(unknown.map(str::to_owned));
    if is_footer || normal.is_none() && words.is_empty() {
        return Some(Err(ListProblem {
            line: Some(line),
            error: ListError::NoStock,
        }));
    }
    Some(Ok(ListEntry {
        line,
        code: normal,
        words,
    }))
}
