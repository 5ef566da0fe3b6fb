//! Items as JSON: shared by `jsonl` and `api`.

mod columns;
mod encoded;
mod frame;
mod key;
pub(super) mod levels;
pub(super) mod member_path;
mod nested;
mod open_frames;
pub(super) mod opening;
mod prefix;
mod rows;
pub(super) mod scanner;
pub(super) mod script;
mod sink;
pub(super) mod values;
mod walk;

use super::item_builder::ItemBuilder;
use super::item_field::{ItemField, ItemKind};
use crate::dump::draft::Draft;
use crate::dump::error::DumpError;
use crate::dump::input::ParseInput;
use sink::{JsonObject, JsonSink};
use walk::JsonWalk;

/// How deep JSON may be in the texts of other JSON.
const MAX_ENCODED: usize = 2;

/// How the items of a text are written.
enum ItemShape {
    /// Objects, the first in this many lists and objects.
    Objects(usize),
    /// A table whose columns are maps or lists.
    Columns,
    /// A table whose rows are lists.
    Rows,
    /// Any of these in texts.
    Encoded,
}

/// Finds the first item. Returns how many lists and objects it is in.
pub(super) fn depth_of_items(text: &str) -> Option<usize> {
    if script::after_script(text) == 0 && !text.lines().any(prefix::has_json) {
        return None;
    }
    match ItemShape::of(text, MAX_ENCODED)? {
        ItemShape::Objects(depth) => Some(depth),
        ItemShape::Columns | ItemShape::Rows | ItemShape::Encoded => Some(1),
    }
}

pub(super) fn parse(input: &ParseInput<'_>) -> Draft {
    let mut builder = ItemBuilder::new(input);
    match ItemShape::of(input.text, MAX_ENCODED) {
        Some(ItemShape::Objects(_)) | None => JsonWalk::new(input.text, &mut builder).run(),
        Some(ItemShape::Columns) => take_columns(input.text, 1, &mut builder),
        Some(ItemShape::Rows) => take_rows(input.text, None, &mut builder),
        Some(ItemShape::Encoded) => take_encoded(input.text, None, MAX_ENCODED, &mut builder),
    }
    builder.finish()
}

impl ItemShape {
    /// Looks for an item in each shape. `encoded` is how deep texts may be JSON.
    fn of(text: &str, encoded: usize) -> Option<Self> {
        if let Some(depth) = first_depth(text) {
            return Some(Self::Objects(depth));
        }
        let is_item = |row: &[ItemField<'_>]| ItemKind::of(row) == ItemKind::Item;
        if columns::rows(text).iter().any(|row| is_item(row)) {
            return Some(Self::Columns);
        }
        let mut has_rows = false;
        rows::each_row(text, |(_, row)| {
            has_rows |= is_item(&row);
            !has_rows
        });
        if has_rows {
            return Some(Self::Rows);
        }
        let inner = encoded.checked_sub(1)?;
        encoded::encoded_texts(text)
            .any(|(_, text)| Self::of(&text, inner).is_some())
            .then_some(Self::Encoded)
    }
}

/// Hands the fields of the first item in a text to `take`.
pub(super) fn take_first(text: &str, take: impl FnMut(&[ItemField<'_>])) {
    JsonWalk::new(text, &mut TakeFirst(take)).run();
}

/// The depth of the first object that is an item.
fn first_depth(text: &str) -> Option<usize> {
    let mut probe = FirstItem(None);
    JsonWalk::new(text, &mut probe).run();
    probe.0
}

fn take_columns(text: &str, line: u32, builder: &mut ItemBuilder<'_>) {
    for row in columns::rows(text) {
        builder.take(&row, line, None);
    }
}

/// Takes the rows of a table, all as of `line` if there is one.
fn take_rows(text: &str, line: Option<u32>, builder: &mut ItemBuilder<'_>) {
    rows::each_row(text, |(own, row)| {
        builder.take(&row, line.unwrap_or(own), None);
        true
    });
}

/// Takes the items in the texts of other JSON, all as of `line` if there is one.
fn take_encoded(text: &str, line: Option<u32>, encoded: usize, builder: &mut ItemBuilder<'_>) {
    let Some(inner) = encoded.checked_sub(1) else {
        return;
    };
    for (own, text) in encoded::encoded_texts(text) {
        let line = line.unwrap_or(own);
        match ItemShape::of(&text, inner) {
            Some(ItemShape::Objects(_)) => JsonWalk::new(&text, &mut AtLine(line, builder)).run(),
            Some(ItemShape::Columns) => take_columns(&text, line, builder),
            Some(ItemShape::Rows) => take_rows(&text, Some(line), builder),
            Some(ItemShape::Encoded) => take_encoded(&text, Some(line), inner, builder),
            None => {}
        }
    }
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

/// Hands the first item on.
struct TakeFirst<T>(T);

impl<T: FnMut(&[ItemField<'_>])> JsonSink for TakeFirst<T> {
    fn item(&mut self, object: &JsonObject<'_, '_>) -> bool {
        (self.0)(object.fields);
        false
    }

    fn problem(&mut self, _: u32, _: DumpError) {}
}

impl JsonSink for ItemBuilder<'_> {
    fn item(&mut self, object: &JsonObject<'_, '_>) -> bool {
        self.take(object.fields, object.line, object.day);
        true
    }

    fn problem(&mut self, line: u32, error: DumpError) {
        self.report(line, error);
    }
}

/// Takes everything as of one line: that of the text with the JSON.
struct AtLine<'b, 'i>(u32, &'b mut ItemBuilder<'i>);

impl JsonSink for AtLine<'_, '_> {
    fn item(&mut self, object: &JsonObject<'_, '_>) -> bool {
        self.1.take(object.fields, self.0, object.day);
        true
    }

    fn problem(&mut self, _: u32, error: DumpError) {
        self.1.report(self.0, error);
    }
}
