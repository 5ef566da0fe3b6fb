//! One item a line: `{"id": …, "ctime": 1780157295, "title": …, "content": …, "level": "C", …}`.

use serde_json::{Map, Value};

use super::item_builder::ItemBuilder;
use super::json_item;
use super::lines::{line_at, lines};
use crate::dump::draft::Draft;
use crate::dump::error::DumpError;
use crate::dump::input::{Detection, ParseInput};

pub(super) fn detect(text: &str) -> Option<Detection> {
    let mut objects = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(3)
        .take_while(|line| line.starts_with('{'));
    let is_item = |line: &str| {
        serde_json::from_str::<Map<String, Value>>(line)
            .is_ok_and(|object| json_item::is_item(&object))
    };
    objects.any(is_item).then_some(Detection::Certain(
        "a JSON object a line, with content and time",
    ))
}

pub(super) fn parse(input: &ParseInput<'_>) -> Draft {
    let mut builder = ItemBuilder::new(input);
    for (number, at) in lines(input.text) {
        let line = line_at(input.text, at);
        if !line.trim().is_empty() {
            parse_line(line, number, &mut builder);
        }
    }
    builder.finish()
}

fn parse_line(line: &str, number: u32, builder: &mut ItemBuilder) {
    match serde_json::from_str::<Value>(line) {
        Ok(Value::Object(object)) => json_item::add(&object, number, builder),
        Ok(_) => builder.report(number, DumpError::LineIsNoObject),
        Err(error) if error.is_eof() => builder.report(number, DumpError::UnfinishedLine),
        Err(error) => {
            let column = error.column();
            builder.report(number, DumpError::InvalidLine { column });
        }
    }
}
