//! The service's own response, `{"data": {"roll_data": [{"id": …, "ctime": …, "content": …}, …]}}`, or an array of items; one of
//! them or many, one after the other, as a poller appends them to its file.
//!
//! The items are read one by one, so that the rest of a response that was cut off, or one broken item, takes no other
//! item with it, and so that each has its line where a response was printed over several.

mod items;
mod responses;

use memchr::memmem;
use serde_json::{Map, Value};

use super::draft::Draft;
use super::normalised::Gathered;
use super::{Dialect, Evidence, Source, Way, json_item};
use crate::dump::error::DumpError;
use items::Items;
use responses::{Response, Responses};

pub(super) struct Api;

/// The key of the list of items.
const LIST: &str = "\"roll_data\"";

impl Way for Api {
    fn dialect(&self) -> Dialect {
        Dialect::Api
    }

    fn evidence(&self, text: &str) -> Option<Evidence> {
        let is_response = |line: &str| line.starts_with('{') && list_after(line, 0).is_some();
        let named = memmem::find(text.as_bytes(), LIST.as_bytes()).is_some();
        if named && (text.trim_start().starts_with('{') || text.lines().any(is_response)) {
            return Some(Evidence::certain("a JSON object with roll_data"));
        }
        let array = text
            .trim_start()
            .starts_with('[')
            .then(|| Responses::of(text).next())??;
        let is_item = matches!(Items::of(&array).next(), Some((_, Ok(object))) if json_item::is_item(&object));
        is_item.then(|| Evidence::certain("a JSON array of items with content and time"))
    }

    fn read(&self, source: &Source<'_>) -> Draft {
        let mut gathered = Gathered::new(source);
        for response in Responses::of(source.text) {
            if response.is_whole
                && response.text.starts_with('{')
                && list_after(response.text, 0).is_none()
            {
                read_object(&response, &mut gathered);
            } else {
                read_lists(&response, &mut gathered);
            }
        }
        gathered.finish()
    }
}

/// Reads an object without a list: an item on its own, or all that the service has answered, that it is busy, say.
fn read_object(response: &Response<'_>, gathered: &mut Gathered) {
    match serde_json::from_str::<Map<String, Value>>(response.text) {
        Ok(object) if json_item::is_item(&object) => {
            json_item::add(&object, response.line, gathered)
        }
        Ok(_) | Err(_) => gathered.problem(response.line, DumpError::ListMissing),
    }
}

/// Reads what can be read of a response; where that is not all of it, there is at least one problem.
fn read_lists(response: &Response<'_>, gathered: &mut Gathered) {
    let mut told = response.is_whole;
    for (line, item) in Items::of(response) {
        told |= item.is_err();
        match item {
            Ok(object) => json_item::add(&object, line, gathered),
            Err(error) => gathered.problem(line, error),
        }
    }
    if !told {
        gathered.problem(response.line, DumpError::ResponseBroken);
    }
}

/// Where the first item of the next list stands, from a place on.
fn list_after(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    memmem::find_iter(rest.as_bytes(), LIST.as_bytes()).find_map(|key| {
        let value = rest
            .get(key + LIST.len()..)?
            .trim_start()
            .strip_prefix(':')?;
        let list = value.trim_start().strip_prefix('[')?;
        Some(text.len() - list.len())
    })
}
