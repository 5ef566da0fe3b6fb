//! The answer of a service, `{"data": {"roll_data": [{"id": …, "ctime": …, "content": …}, …]}}`: items in lists or maps at any
//! depth. A poller may append many answers to one file.

use memchr::memmem;

use super::json;
use crate::dump::draft::Draft;
use crate::dump::input::{Detection, ParseInput};

/// The key of the wire's own list. An answer with it is a dump even if the list is empty or cut off.
const ITEM_LIST: &[u8] = b"\"roll_data\"";

pub(super) fn detect(text: &str) -> Option<Detection> {
    let is_nested = json::depth_of_items(text).is_some_and(|depth| depth > 0);
    if is_nested {
        let feature = "JSON with a list or map of objects, each with a time and a text";
        return Some(Detection::Certain(feature));
    }
    let has_list = memmem::find(text.as_bytes(), ITEM_LIST).is_some();
    (has_list && text.trim_start().starts_with('{'))
        .then_some(Detection::Likely("a JSON object with roll_data"))
}

pub(super) fn parse(input: &ParseInput<'_>) -> Draft {
    json::parse(input)
}
