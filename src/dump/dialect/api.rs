//! The service's own response, `{"data": {"roll_data": [{"id": …, "ctime": …, "content": …}, …]}}`, or an array of items.
//!
//! The items are read one by one, so that the rest of a response that was cut off, or one broken item, takes no other
//! item with it, and so that each has its line where the response was printed over several.

use memchr::{memchr_iter, memmem};
use serde_json::Value;

use super::draft::Draft;
use super::normalised::Gathered;
use super::{Dialect, Evidence, Source, Way, json_item};
use crate::lang::Flaw;

pub(super) struct Api;

const LIST: &str = "\"roll_data\"";

impl Way for Api {
    fn dialect(&self) -> Dialect {
        Dialect::Api
    }

    fn evidence(&self, text: &str) -> Option<Evidence> {
        if text.trim_start().starts_with('{') && memmem::find(text.as_bytes(), LIST.as_bytes()).is_some() {
            return Some(Evidence::certain("a JSON object with roll_data"));
        }
        let mut first = Items { text, at: array(text)?, line: 1 };
        let is_item = matches!(first.next(), Some((_, Ok(Value::Object(object)))) if json_item::is_item(&object));
        is_item.then(|| Evidence::certain("a JSON array of items with content and time"))
    }

    fn read(&self, source: &Source<'_>) -> Draft {
        let mut gathered = Gathered::new(source);
        let text = source.text;
        let Some(at) = array(text) else {
            gathered.problem(1, Flaw::ListMissing);
            return gathered.finish();
        };
        let line = 1 + memchr_iter(b'\n', text.get(..at).unwrap_or_default().as_bytes()).count() as u32;
        for (line, item) in (Items { text, at, line }) {
            match item {
                Ok(Value::Object(object)) => json_item::add(&object, line, &mut gathered),
                Ok(_) => gathered.problem(line, Flaw::NoItem),
                Err(flaw) => gathered.problem(line, flaw),
            }
        }
        gathered.finish()
    }
}

/// Where the first item of the list stands.
fn array(text: &str) -> Option<usize> {
    let start = match memmem::find(text.as_bytes(), LIST.as_bytes()) {
        Some(at) => at + LIST.len(),
        None => text.len() - text.trim_start().len(),
    };
    let rest = text.get(start..)?;
    let list = rest.trim_start_matches([':', ' ', '\t', '\r', '\n']).strip_prefix('[')?;
    Some(text.len() - list.len())
}

/// The values of a list from a place in the text on, with the line of each.
struct Items<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl Iterator for Items<'_> {
    type Item = (u32, Result<Value, Flaw>);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..)?;
        let start = rest.trim_start_matches([',', ' ', '\t', '\r', '\n']);
        self.advance(rest.len() - start.len());
        if start.is_empty() || start.starts_with(']') {
            return None;
        }
        let line = self.line;
        let mut values = serde_json::Deserializer::from_str(start).into_iter::<Value>();
        match values.next()? {
            Ok(value) => {
                let read = values.byte_offset();
                self.advance(read);
                Some((line, Ok(value)))
            }
            Err(error) => {
                self.advance(next_object(start));
                Some((line, Err(if error.is_eof() { Flaw::ItemUnfinished } else { Flaw::ItemNoJson })))
            }
        }
    }
}

impl Items<'_> {
    fn advance(&mut self, by: usize) {
        let passed = self.text.get(self.at..self.at + by).unwrap_or_default();
        self.line += memchr_iter(b'\n', passed.as_bytes()).count() as u32;
        self.at += by;
    }
}

/// How far it is from a broken item to the next: what looks like the beginning of one that has a number.
fn next_object(text: &str) -> usize {
    let after = text.get(1..).unwrap_or_default();
    let starts = memmem::find_iter(after.as_bytes(), b"{");
    let is_item = |at: usize| {
        let inner = after.get(at + 1..).unwrap_or_default().trim_start();
        inner.starts_with("\"id\"") || inner.starts_with("\"ctime\"")
    };
    starts.into_iter().find(|&at| is_item(at)).map_or(text.len(), |at| at + 1)
}
