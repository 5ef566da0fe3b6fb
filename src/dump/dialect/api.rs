//! The service's own response, `{"data": {"roll_data": [{"id": …, "ctime": …, "content": …}, …]}}`, or an array of items. A
//! poller may append many of them to one file.
//!
//! Items are parsed one by one. A response that is cut off, or one broken item, loses no other item, and each item has its
//! own line in a response that is printed over several.

mod items;
mod responses;

use memchr::memmem;
use serde_json::{Map, Value};

use super::item_builder::ItemBuilder;
use super::json_item;
use crate::dump::draft::Draft;
use crate::dump::error::DumpError;
use crate::dump::input::{Detection, ParseInput};
use items::{ITEM_LIST, ResponseItems, find_list};
use responses::{ApiResponse, ApiResponses};

pub(super) fn detect(text: &str) -> Option<Detection> {
    let is_response = |line: &str| line.starts_with('{') && find_list(line, 0).is_some();
    let has_list = memmem::find(text.as_bytes(), ITEM_LIST.as_bytes()).is_some();
    if has_list && (text.trim_start().starts_with('{') || text.lines().any(is_response)) {
        return Some(Detection::Certain("a JSON object with roll_data"));
    }
    if !text.trim_start().starts_with('[') {
        return None;
    }
    let array = ApiResponses::new(text).next()?;
    let (_, first) = ResponseItems::new(&array).next()?;
    first
        .is_ok_and(|object| json_item::is_item(&object))
        .then_some(Detection::Certain(
            "a JSON array of items with content and time",
        ))
}

pub(super) fn parse(input: &ParseInput<'_>) -> Draft {
    let mut builder = ItemBuilder::new(input);
    for response in ApiResponses::new(input.text) {
        let has_no_list = response.text.starts_with('{') && find_list(response.text, 0).is_none();
        if response.is_whole && has_no_list {
            parse_object(&response, &mut builder);
        } else {
            parse_lists(&response, &mut builder);
        }
    }
    builder.finish()
}

/// Parses an object without a list: a single item, or another answer, such as that the service is busy.
fn parse_object(response: &ApiResponse<'_>, builder: &mut ItemBuilder) {
    match serde_json::from_str::<Map<String, Value>>(response.text) {
        Ok(object) if json_item::is_item(&object) => {
            json_item::add(&object, response.line, builder);
        }
        Ok(_) | Err(_) => builder.report(response.line, DumpError::MissingList),
    }
}

/// Parses the items of a response. Reports at least one problem if the response is broken.
fn parse_lists(response: &ApiResponse<'_>, builder: &mut ItemBuilder) {
    let mut has_error = false;
    for (line, item) in ResponseItems::new(response) {
        match item {
            Ok(object) => json_item::add(&object, line, builder),
            Err(error) => {
                has_error = true;
                builder.report(line, error);
            }
        }
    }
    if !response.is_whole && !has_error {
        builder.report(response.line, DumpError::BrokenResponse);
    }
}
