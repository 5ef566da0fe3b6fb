//! A table whose rows are lists: `{"columns": ["标题", …], "data": [["…", …], …]}`, as pandas' `orient="split"`, query services
//! and databases write it; or one list after another, the first with the names.

use std::borrow::Cow;

use super::scanner::{JsonScanner, JsonToken, unescape};
use super::values::{elements, skip_value};
use crate::dump::dialect::cursor::LineCursor;
use crate::dump::dialect::item_field::ItemField;
use crate::dump::dialect::item_role::ItemRole;
use crate::dump::dialect::roles::{NamedRole, place_of, role_of};

/// Names of the name in an object that describes a column.
const COLUMN_NAMES: &[&str] = &["name", "field", "columnname", "key", "title"];

/// The fields of a row, and its line.
pub(super) type TableRow<'a> = (u32, Vec<ItemField<'a>>);

/// Deepest list that is looked at. Services have about three levels.
const MAX_DEPTH: usize = 8;

/// Hands each row to `take`, until that returns `false`.
pub(super) fn each_row<'a>(text: &'a str, mut take: impl FnMut(TableRow<'a>) -> bool) {
    let names = |list: RowList<'a>| Columns::of(&cells(list.json)?);
    let Some(mut columns) = lists(text).find_map(names) else {
        return;
    };
    let mut cursor = LineCursor::new(text, 1);
    for list in lists(text) {
        let Some(cells) = cells(list.json) else {
            continue;
        };
        if let Some(others) = Columns::of(&cells) {
            columns = others;
        } else if list.is_row
            && let Some(fields) = columns.fields(&cells)
        {
            cursor.move_to(list.start);
            if !take((cursor.line, fields)) {
                return;
            }
        }
    }
}

/// A list that does not begin with a list.
struct RowList<'a> {
    json: &'a str,
    start: usize,
    /// Whether it is in a list or in nothing. The index of a table is in an object.
    is_row: bool,
}

/// The lists of a text that do not begin with a list.
fn lists(text: &str) -> impl Iterator<Item = RowList<'_>> {
    let mut scanner = JsonScanner::new(text, 0);
    // For each bracket that is open: where it is, and whether it is a list's.
    let mut open: Vec<(usize, bool)> = Vec::new();
    std::iter::from_fn(move || {
        loop {
            match scanner.next()? {
                JsonToken::OpenArray => open.push((scanner.start, true)),
                JsonToken::OpenObject => open.push((scanner.start, false)),
                JsonToken::CloseObject => drop(open.pop()),
                JsonToken::CloseArray => {
                    let is_row =
                        open.len() < 2 || open.get(open.len() - 2).is_some_and(|outer| outer.1);
                    let list = open.pop().filter(|list| list.1 && open.len() < MAX_DEPTH);
                    let json =
                        list.and_then(|(start, _)| Some((start, text.get(start..scanner.at)?)));
                    if let Some((start, json)) = json
                        && !json
                            .get(1..)
                            .is_some_and(|rest| rest.trim_start().starts_with('['))
                    {
                        return Some(RowList {
                            json,
                            start,
                            is_row,
                        });
                    }
                }
                JsonToken::Colon | JsonToken::Comma | JsonToken::Text(_) | JsonToken::Word(_) => {}
                JsonToken::TornText => return None,
                JsonToken::Other => scanner.at = next_char(text, scanner.start),
            }
        }
    })
}

fn next_char(text: &str, at: usize) -> usize {
    let len = text.get(at..).and_then(|rest| rest.chars().next());
    at + len.map_or(1, char::len_utf8)
}

/// The JSON of each element of a list; `None` if it is broken.
fn cells(json: &str) -> Option<Vec<&str>> {
    let mut scanner = JsonScanner::new(json, 1);
    let mut cells = Vec::new();
    loop {
        match scanner.next()? {
            JsonToken::Comma => {}
            JsonToken::CloseArray => return Some(cells),
            JsonToken::OpenObject | JsonToken::OpenArray => {
                let start = scanner.start;
                let cell = skip_value(json, start)?;
                scanner.at = start + cell.len();
                cells.push(cell);
            }
            JsonToken::Text(_) | JsonToken::Word(_) => {
                cells.push(json.get(scanner.start..scanner.at)?);
            }
            JsonToken::CloseObject | JsonToken::Colon | JsonToken::TornText | JsonToken::Other => {
                return None;
            }
        }
    }
}

/// The text of a cell, or its JSON if it is a list or object.
fn plain(cell: &str) -> Cow<'_, str> {
    match JsonScanner::new(cell, 0).next() {
        Some(JsonToken::Text(text)) => unescape(text),
        Some(_) | None => cell.into(),
    }
}

/// The names of a table's columns, with their roles.
struct Columns<'a>(Vec<(Cow<'a, str>, Option<NamedRole>)>);

impl<'a> Columns<'a> {
    /// Reads a list of names, or of objects with names. `None` if these name no time or no text.
    fn of(cells: &[&'a str]) -> Option<Self> {
        let named = |cell: &&'a str| {
            let name = column_name(cell);
            let role = role_of(&name);
            (name, role)
        };
        let columns: Vec<_> = cells.iter().map(named).collect();
        let has = |roles: &[ItemRole]| {
            let mut known = columns.iter().filter_map(|(_, role)| *role);
            known.any(|(role, _)| roles.contains(&role))
        };
        let is_table = has(&[ItemRole::Time, ItemRole::StoredTime])
            && has(&[ItemRole::Title, ItemRole::Text, ItemRole::Summary]);
        is_table.then_some(Self(columns))
    }

    /// The fields of a row; `None` if it has another length.
    fn fields(&self, cells: &[&'a str]) -> Option<Vec<ItemField<'a>>> {
        let field = |((name, role), cell): (&(Cow<'a, str>, Option<NamedRole>), &&'a str)| {
            Some(ItemField::new(name.clone(), (*role)?, plain(cell)))
        };
        let is_row = cells.len() == self.0.len();
        is_row.then(|| self.0.iter().zip(cells).filter_map(field).collect())
    }
}

/// The name in a cell, or in the object that describes a column.
fn column_name(cell: &str) -> Cow<'_, str> {
    if !cell.starts_with('{') {
        return plain(cell);
    }
    let values = elements(cell).into_iter().flatten();
    let named = values.filter_map(|(name, value)| Some((place_of(&name, COLUMN_NAMES)?, value)));
    let best = named.min_by_key(|(place, _)| *place);
    best.map_or(Cow::Borrowed(""), |(_, value)| value)
}
