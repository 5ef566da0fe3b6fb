//! An export of this program as Markdown: below each item is a comment with its fields, which is all that is read.
//!
//! ```text
//! - 05:49 **title** body
//!   <!-- dianbao {"id":"2387212","time":…} -->
//! ```

use memchr::memmem;

use super::exported_item::exported_item;
use super::item_builder::ItemBuilder;
use super::json;
use super::lines::{line_at, lines};
use crate::dump::draft::Draft;
use crate::dump::error::DumpError;
use crate::dump::export_comment::{COMMENT_END, COMMENT_START};
use crate::dump::input::{Detection, ParseInput};

pub(super) fn detect(text: &str) -> Option<Detection> {
    memmem::find(text.as_bytes(), COMMENT_START.as_bytes())?;
    let mut lines = lines(text).map(|(_, at)| line_at(text, at));
    let has_comment = lines.any(|line| after_start(line).is_some());
    has_comment.then_some(Detection::Certain("comments of dianbao, each with an item"))
}

pub(super) fn parse(input: &ParseInput<'_>) -> Draft {
    let mut builder = ItemBuilder::new(input);
    for (line, at) in lines(input.text) {
        if let Some(json) = after_start(line_at(input.text, at)) {
            // The item itself is the line above.
            take(json, line.saturating_sub(1).max(1), &mut builder);
        }
    }
    builder.finish()
}

/// The rest of a line that begins a comment.
fn after_start(line: &str) -> Option<&str> {
    let json = line.trim().strip_prefix(COMMENT_START)?;
    json.starts_with('{').then_some(json)
}

/// Takes the item of a comment. Reports one that is cut off.
fn take(comment: &str, line: u32, builder: &mut ItemBuilder<'_>) {
    let mut is_taken = false;
    if let Some(json) = comment.strip_suffix(COMMENT_END) {
        json::take_first(json, |fields| {
            if let Some(item) = exported_item(fields, line) {
                builder.take_exported(item);
                is_taken = true;
            }
        });
    }
    if !is_taken {
        builder.report(line, DumpError::UnfinishedItem);
    }
}
