//! A table whose columns are maps, `{"标题": {"0": …}, "内容": {"0": …}}`, as pandas' `to_json` writes by default, or lists,
//! `{"标题": ["…"], "内容": ["…"]}`.

use std::borrow::Cow;
use std::collections::HashMap;

use super::scanner::{JsonScanner, JsonToken, unescape};
use super::values::skip_value;
use crate::dump::dialect::item_field::{ItemField, ItemKind};
use crate::dump::dialect::roles::{NamedRole, role_of};

/// How many objects are tried.
const MAX_TRIES: usize = 8;

/// The fields of each row. A text in another form gives none, or rows that are no items.
pub(super) fn rows(text: &str) -> Vec<Vec<ItemField<'_>>> {
    let tables = table_starts(text).take(MAX_TRIES).map(|start| {
        let mut columns = ColumnReader {
            text,
            scanner: JsonScanner::new(text, start),
            places: HashMap::new(),
            rows: Vec::new(),
        };
        columns.read();
        columns.rows
    });
    let has_item = |rows: &Vec<Vec<_>>| rows.iter().any(|row| ItemKind::of(row) == ItemKind::Item);
    tables.into_iter().find(has_item).unwrap_or_default()
}

/// The objects whose first field is a list or object.
fn table_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut scanner = JsonScanner::new(text, 0);
    std::iter::from_fn(move || {
        loop {
            match scanner.next()? {
                JsonToken::OpenObject if opens_column(text, scanner.at) => {
                    return Some(scanner.start);
                }
                JsonToken::TornText | JsonToken::Other => return None,
                JsonToken::OpenObject
                | JsonToken::CloseObject
                | JsonToken::OpenArray
                | JsonToken::CloseArray
                | JsonToken::Colon
                | JsonToken::Comma
                | JsonToken::Text(_)
                | JsonToken::Word(_) => {}
            }
        }
    })
}

/// Whether a name and a list or object follow.
fn opens_column(text: &str, at: usize) -> bool {
    let mut scanner = JsonScanner::new(text, at);
    let is_named = matches!(scanner.next(), Some(JsonToken::Text(_)))
        && scanner.next() == Some(JsonToken::Colon);
    is_named
        && matches!(
            scanner.next(),
            Some(JsonToken::OpenObject | JsonToken::OpenArray)
        )
}

struct ColumnReader<'a> {
    text: &'a str,
    scanner: JsonScanner<'a>,
    /// The place of each row by its name in a column.
    places: HashMap<&'a str, usize>,
    rows: Vec<Vec<ItemField<'a>>>,
}

impl<'a> ColumnReader<'a> {
    /// Reads up to the end, or to something that such a table does not have.
    fn read(&mut self) -> Option<()> {
        self.expect(JsonToken::OpenObject)?;
        loop {
            let name = unescape(self.name()?);
            let role = role_of(&name);
            match self.scanner.next()? {
                JsonToken::OpenObject => self.read_map(&name, role)?,
                JsonToken::OpenArray => self.read_list(&name, role)?,
                // A number or text beside the columns.
                JsonToken::Text(_) | JsonToken::Word(_) => {}
                JsonToken::CloseObject
                | JsonToken::CloseArray
                | JsonToken::Colon
                | JsonToken::Comma
                | JsonToken::TornText
                | JsonToken::Other => return None,
            }
            self.expect(JsonToken::Comma)?;
        }
    }

    /// Reads a column with a name for each row.
    fn read_map(&mut self, name: &str, role: Option<NamedRole>) -> Option<()> {
        loop {
            let row = self.name()?;
            let value = self.value()?;
            if let Some(role) = role {
                let count = self.places.len();
                let place = *self.places.entry(row).or_insert(count);
                self.add(place, name, role, value);
            }
            if self.ends(JsonToken::CloseObject)? {
                return Some(());
            }
        }
    }

    /// Reads a column that is a list.
    fn read_list(&mut self, name: &str, role: Option<NamedRole>) -> Option<()> {
        for place in 0.. {
            let value = self.value()?;
            if let Some(role) = role {
                self.add(place, name, role, value);
            }
            if self.ends(JsonToken::CloseArray)? {
                break;
            }
        }
        Some(())
    }

    fn add(&mut self, row: usize, name: &str, role: NamedRole, value: Cow<'a, str>) {
        let count = self.rows.len().max(row + 1);
        self.rows.resize_with(count, Vec::new);
        if let Some(fields) = self.rows.get_mut(row) {
            fields.push(ItemField::new(name.to_owned().into(), role, value));
        }
    }

    /// Reads a comma or this token. Returns whether it is the token.
    fn ends(&mut self, end: JsonToken<'_>) -> Option<bool> {
        let token = self.scanner.next()?;
        let is_end = token == end;
        (is_end || token == JsonToken::Comma).then_some(is_end)
    }

    fn expect(&mut self, token: JsonToken<'_>) -> Option<()> {
        (self.scanner.next()? == token).then_some(())
    }

    /// Reads a name and its colon.
    fn name(&mut self) -> Option<&'a str> {
        let JsonToken::Text(name) = self.scanner.next()? else {
            return None;
        };
        self.expect(JsonToken::Colon)?;
        Some(name)
    }

    fn value(&mut self) -> Option<Cow<'a, str>> {
        match self.scanner.next()? {
            JsonToken::Text(text) => Some(unescape(text)),
            JsonToken::Word(word) => Some(word.into()),
            JsonToken::OpenObject | JsonToken::OpenArray => {
                let start = self.scanner.start;
                let json = skip_value(self.text, start)?;
                self.scanner.at = start + json.len();
                Some(json.into())
            }
            JsonToken::CloseObject
            | JsonToken::CloseArray
            | JsonToken::Colon
            | JsonToken::Comma
            | JsonToken::TornText
            | JsonToken::Other => None,
        }
    }
}
