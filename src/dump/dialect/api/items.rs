//! The items in the lists of a response, each with its line.

use memchr::memchr_iter;
use serde_json::{Deserializer, Error, Map, Value};

use super::list_after;
use super::responses::Response;
use crate::dump::dialect::json_item;
use crate::dump::error::DumpError;

/// How many times its own length a response is read at most in search of items between broken ones: what is nested deeply
/// could else be read again from each of its levels.
const PATIENCE: usize = 8;

/// Stands for a list where there is none.
const NONE: usize = usize::MAX;

/// Goes through the lists of a response.
pub(super) struct Items<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    /// Whether a list is open here.
    inside: bool,
    /// Where the next list begins, if it lies behind this place; else it is yet to be looked for.
    next_list: usize,
    /// How many bytes may still be read in vain.
    patience: usize,
    is_last: bool,
}

impl<'a> Items<'a> {
    /// Those of a response. Where it has no list, it is taken for a piece of one.
    pub(super) fn of(response: &Response<'a>) -> Self {
        let Response {
            line,
            text,
            is_last,
            ..
        } = *response;
        let first = list_after(text, 0);
        let is_array = text.starts_with('[');
        let patience = text.len().saturating_mul(PATIENCE);
        let mut items = Self {
            text,
            at: 0,
            line,
            inside: is_array || first.is_none(),
            next_list: first.unwrap_or(NONE),
            patience,
            is_last,
        };
        items.advance(usize::from(is_array));
        items
    }

    fn advance(&mut self, by: usize) {
        let passed = self.text.get(self.at..self.at + by).unwrap_or_default();
        self.line += memchr_iter(b'\n', passed.as_bytes()).count() as u32;
        self.at += by;
    }

    /// Goes to the first item of the next list, if there is one.
    fn enter(&mut self) -> Option<()> {
        let list = self.following_list()?;
        self.advance(list - self.at);
        self.inside = true;
        Some(())
    }

    fn following_list(&mut self) -> Option<usize> {
        if self.next_list <= self.at {
            self.next_list = list_after(self.text, self.at).unwrap_or(NONE);
        }
        (self.next_list != NONE).then_some(self.next_list)
    }

    /// Goes to the next thing in the list; `None` where it has ended, or the response has.
    fn next_in_list(&mut self) -> Option<&'a str> {
        let rest = self.text.get(self.at..)?;
        let start = rest.trim_start_matches([',', ' ', '\t', '\r', '\n']);
        self.advance(rest.len() - start.len());
        (!start.is_empty() && !start.starts_with(']')).then_some(start)
    }

    /// The value that begins a text, and its length.
    fn value(&mut self, text: &str) -> Result<(Value, usize), DumpError> {
        let mut values = Deserializer::from_str(text).into_iter::<Value>();
        match values.next() {
            Some(Ok(value)) => Ok((value, values.byte_offset())),
            Some(Err(error)) => {
                self.patience = self.patience.saturating_sub(place_of(&error, text));
                Err(if error.is_eof() && self.is_last {
                    DumpError::ItemUnfinished
                } else {
                    DumpError::ItemNoJson
                })
            }
            None => Err(DumpError::ItemNoJson),
        }
    }

    /// Goes on behind a broken item: at the next one, or in the next list.
    fn recover(&mut self) {
        let list = self.following_list();
        let until = list.unwrap_or(self.text.len());
        let item = self.next_item(until);
        self.advance(item.unwrap_or(until) - self.at);
    }

    /// Where an item stands before `until`. Some begin with their number, of the others the whole tells.
    fn next_item(&mut self, until: usize) -> Option<usize> {
        let from = self.at + 1;
        let text = self.text;
        let between = text.get(from..until)?;
        memchr_iter(b'{', between.as_bytes())
            .map(|at| from + at)
            .find(|&at| {
                let opened = text.get(at..).unwrap_or_default();
                let inner = opened.get(1..).unwrap_or_default().trim_start();
                let is_separate = || {
                    text.get(..at)
                        .is_some_and(|before| before.trim_end().ends_with([',', '[']))
                };
                inner.starts_with('"')
                    && self.patience > 0
                    && (is_numbered(inner) || is_separate())
                    && self
                        .value(opened)
                        .map_or_else(|_| is_numbered(inner), |(value, _)| is_item(&value))
            })
    }
}

impl Iterator for Items<'_> {
    type Item = (u32, Result<Map<String, Value>, DumpError>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if !self.inside {
                self.enter()?;
            }
            let Some(rest) = self.next_in_list() else {
                self.inside = false;
                continue;
            };
            let line = self.line;
            match self.value(rest) {
                // Another response, which stands where the list of a torn one goes on.
                Ok((value, len))
                    if !is_item(&value)
                        && self.following_list().is_some_and(|at| at < self.at + len) =>
                {
                    self.inside = false;
                }
                Ok((Value::Object(object), len)) => {
                    self.advance(len);
                    return Some((line, Ok(object)));
                }
                Ok((_, len)) => {
                    self.advance(len);
                    return Some((line, Err(DumpError::NoItem)));
                }
                Err(error) => {
                    self.recover();
                    return Some((line, Err(error)));
                }
            }
        }
    }
}

fn is_item(value: &Value) -> bool {
    value.as_object().is_some_and(json_item::is_item)
}

/// Whether an object begins as nearly all items do.
fn is_numbered(inner: &str) -> bool {
    inner.starts_with("\"id\"") || inner.starts_with("\"ctime\"")
}

/// How far a text was read until it was broken.
fn place_of(error: &Error, text: &str) -> usize {
    let line = match error.line() {
        0 | 1 => 0,
        nth => memchr_iter(b'\n', text.as_bytes())
            .nth(nth - 2)
            .unwrap_or(text.len()),
    };
    line + error.column()
}
