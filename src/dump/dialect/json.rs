//! Items as JSON objects: shared by `jsonl` and `api`.

mod columns;
mod frame;
mod opening;
pub(super) mod scanner;
mod script;
mod sink;
pub(super) mod values;
mod walk;

use super::item_builder::ItemBuilder;
use super::item_field::ItemKind;
use crate::dump::draft::Draft;
use crate::dump::error::DumpError;
use crate::dump::input::ParseInput;
use sink::{JsonObject, JsonSink};
use walk::JsonWalk;

/// Finds the first item. Returns how many lists and objects it is in.
pub(super) fn depth_of_items(text: &str) -> Option<usize> {
    let has_json = |line: &str| line.trim_start().starts_with(['{', '[']);
    if script::after_script(text) == 0 && !text.lines().any(has_json) {
        return None;
    }
    first_depth(text).or_else(|| has_rows(text).then_some(1))
}

pub(super) fn parse(input: &ParseInput<'_>) -> Draft {
    let mut builder = ItemBuilder::new(input);
    if first_depth(input.text).is_none() && has_rows(input.text) {
        for row in columns::rows(input.text) {
            builder.take(&row, 1);
        }
    } else {
        JsonWalk::new(input.text, &mut builder).run();
    }
    builder.finish()
}

/// The depth of the first object that is an item.
fn first_depth(text: &str) -> Option<usize> {
    let mut probe = FirstItem(None);
    JsonWalk::new(text, &mut probe).run();
    probe.0
}

/// Whether a text is a table of columns with an item.
fn has_rows(text: &str) -> bool {
    let rows = columns::rows(text);
    rows.iter().any(|row| ItemKind::of(row) == ItemKind::Item)
}

/// The depth of the first item.
struct FirstItem(Option<usize>);

impl JsonSink for FirstItem {
    fn item(&mut self, object: &JsonObject<'_, '_>) -> bool {
        self.0 = Some(object.depth);
        false
    }

    fn problem(&mut self, _: u32, _: DumpError) {}
}

impl JsonSink for ItemBuilder {
    fn item(&mut self, object: &JsonObject<'_, '_>) -> bool {
        self.take(object.fields, object.line);
        true
    }

    fn problem(&mut self, line: u32, error: DumpError) {
        self.report(line, error);
    }
}
