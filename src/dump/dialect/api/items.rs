//! The items in the lists of a response.

use memchr::{memchr_iter, memmem};
use serde_json::{Deserializer, Error, Map, Value};

use super::responses::ApiResponse;
use crate::dump::dialect::cursor::LineCursor;
use crate::dump::dialect::json_item;
use crate::dump::error::DumpError;

/// The key of a list of items.
pub(super) const ITEM_LIST: &str = "\"roll_data\"";

/// How many times its own length a response is parsed at most while looking for items between broken ones. Deep nesting would
/// otherwise be parsed again from each level.
const MAX_PASSES: usize = 8;

/// The offset of a list if there is none.
const NO_LIST: usize = usize::MAX;

/// Iterates over the lists of a response: each item or error with its line.
pub(super) struct ResponseItems<'a> {
    text: &'a str,
    cursor: LineCursor<'a>,
    /// Whether the cursor is in a list.
    in_list: bool,
    /// Where the next list starts. Outdated if that is not after the cursor.
    next_list: usize,
    /// How many bytes may still be parsed without success.
    budget: usize,
    is_last: bool,
}

impl<'a> ResponseItems<'a> {
    /// A response without a list is taken for a piece of one.
    pub(super) fn new(response: &ApiResponse<'a>) -> Self {
        let text = response.text;
        let first = find_list(text, 0);
        let is_array = text.starts_with('[');
        let mut cursor = LineCursor::new(text, response.line);
        cursor.move_to(usize::from(is_array));
        Self {
            text,
            cursor,
            in_list: is_array || first.is_none(),
            next_list: first.unwrap_or(NO_LIST),
            budget: text.len().saturating_mul(MAX_PASSES),
            is_last: response.is_last,
        }
    }

    fn following_list(&mut self) -> Option<usize> {
        if self.next_list <= self.cursor.at {
            self.next_list = find_list(self.text, self.cursor.at).unwrap_or(NO_LIST);
        }
        (self.next_list != NO_LIST).then_some(self.next_list)
    }

    /// Advances to the next value in the list; `None` at the end of the list or of the response.
    fn next_in_list(&mut self) -> Option<&'a str> {
        let start = self.cursor.skip(&[',', ' ', '\t', '\r', '\n']);
        (!start.is_empty() && !start.starts_with(']')).then_some(start)
    }

    /// Parses the value at the start of a text. Also returns its length.
    fn parse_value(&mut self, text: &str) -> Result<(Value, usize), DumpError> {
        let mut values = Deserializer::from_str(text).into_iter::<Value>();
        match values.next() {
            Some(Ok(value)) => Ok((value, values.byte_offset())),
            Some(Err(error)) => {
                self.budget = self.budget.saturating_sub(error_offset(&error, text));
                Err(if error.is_eof() && self.is_last {
                    DumpError::UnfinishedItem
                } else {
                    DumpError::InvalidItem
                })
            }
            None => Err(DumpError::InvalidItem),
        }
    }

    /// Advances past a broken item: to the next item, or to the next list.
    fn recover(&mut self) {
        let until = self.following_list().unwrap_or(self.text.len());
        let item = self.find_item(until);
        self.cursor.move_to(item.unwrap_or(until));
    }

    /// Finds the next item before `until`: an object that starts with its id or time, or one that parses as an item.
    fn find_item(&mut self, until: usize) -> Option<usize> {
        let from = self.cursor.at + 1;
        let text = self.text;
        let between = text.get(from..until)?;
        memchr_iter(b'{', between.as_bytes())
            .map(|at| from + at)
            .find(|&at| {
                let (before, object) = text.split_at_checked(at).unwrap_or_default();
                let inner = object.get(1..).unwrap_or_default().trim_start();
                let is_separate = || before.trim_end().ends_with([',', '[']);
                inner.starts_with('"')
                    && self.budget > 0
                    && (starts_as_item(inner) || is_separate())
                    && self
                        .parse_value(object)
                        .map_or_else(|_| starts_as_item(inner), |(value, _)| is_item(&value))
            })
    }
}

impl Iterator for ResponseItems<'_> {
    type Item = (u32, Result<Map<String, Value>, DumpError>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if !self.in_list {
                let list = self.following_list()?;
                self.cursor.move_to(list);
                self.in_list = true;
            }
            let Some(rest) = self.next_in_list() else {
                self.in_list = false;
                continue;
            };
            let (at, line) = (self.cursor.at, self.cursor.line);
            match self.parse_value(rest) {
                // Another response where the list of a torn one should go on.
                Ok((value, len))
                    if !is_item(&value)
                        && self.following_list().is_some_and(|list| list < at + len) =>
                {
                    self.in_list = false;
                }
                Ok((value, len)) => {
                    self.cursor.move_to(at + len);
                    let item = match value {
                        Value::Object(object) => Ok(object),
                        _ => Err(DumpError::NotAnItem),
                    };
                    return Some((line, item));
                }
                Err(error) => {
                    self.recover();
                    return Some((line, Err(error)));
                }
            }
        }
    }
}

/// Finds the first item of the next list at or after `from`.
pub(super) fn find_list(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    memmem::find_iter(rest.as_bytes(), ITEM_LIST.as_bytes()).find_map(|key| {
        let value = rest.get(key + ITEM_LIST.len()..)?.trim_start();
        let list = value.strip_prefix(':')?.trim_start().strip_prefix('[')?;
        Some(text.len() - list.len())
    })
}

fn is_item(value: &Value) -> bool {
    value.as_object().is_some_and(json_item::is_item)
}

/// Whether an object starts as nearly all items do.
fn starts_as_item(inner: &str) -> bool {
    inner.starts_with("\"id\"") || inner.starts_with("\"ctime\"")
}

/// The offset at which parsing failed.
fn error_offset(error: &Error, text: &str) -> usize {
    let line = match error.line() {
        0 | 1 => 0,
        line => memchr_iter(b'\n', text.as_bytes())
            .nth(line - 2)
            .unwrap_or(text.len()),
    };
    line + error.column()
}
