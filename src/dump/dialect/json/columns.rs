//! A table whose columns are maps, `{"标题": {"0": …}, "内容": {"0": …}}`: what pandas' `to_json` writes by default.

use std::borrow::Cow;
use std::collections::HashMap;

use super::scanner::{JsonScanner, JsonToken, unescape};
use super::values::skip_value;
use crate::dump::dialect::item_field::ItemField;
use crate::dump::dialect::roles::{NamedRole, role_of};

/// The fields of each row. A text in another form gives none, or rows that are no items.
pub(super) fn rows(text: &str) -> Vec<Vec<ItemField<'_>>> {
    let mut columns = ColumnReader {
        text,
        scanner: JsonScanner::new(text, 0),
        places: HashMap::new(),
        rows: Vec::new(),
    };
    columns.read();
    columns.rows
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
            self.expect(JsonToken::OpenObject)?;
            let role = role_of(&name);
            self.read_column(&name, role)?;
            self.expect(JsonToken::Comma)?;
        }
    }

    fn read_column(&mut self, name: &str, role: Option<NamedRole>) -> Option<()> {
        loop {
            let row = self.name()?;
            let value = self.value()?;
            if let Some(role) = role {
                let count = self.rows.len();
                let place = *self.places.entry(row).or_insert(count);
                self.rows.resize_with(count.max(place + 1), Vec::new);
                let field = ItemField::new(name.to_owned().into(), role, value);
                self.rows.get_mut(place)?.push(field);
            }
            let token = self.scanner.next()?;
            if token != JsonToken::Comma {
                return (token == JsonToken::CloseObject).then_some(());
            }
        }
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
