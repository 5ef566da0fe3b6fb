//! One item after another, mostly one a line: `{"id": …, "ctime": 1780157295, "title": …, "content": …, "level": "C", …}`.

use super::json;
use crate::dump::draft::Draft;
use crate::dump::input::{Detection, ParseInput};

pub(super) fn detect(text: &str) -> Option<Detection> {
    let is_item = json::depth_of_items(text) == Some(0);
    is_item.then_some(Detection::Certain(
        "JSON objects, each with a time and a text",
    ))
}

pub(super) fn parse(input: &ParseInput<'_>) -> Draft {
    json::parse(input)
}
