//! Markdown: a section for each day, a list item for each story.
//!
//! Below each is a comment with the fields of the JSON that do not follow from the text, so that this program can read the
//! items again.

use std::borrow::Cow;
use std::io::Write;

use serde::Serialize;
use serde_json::Serializer;

use super::item::{PrintedItem, PrintedPlace, PrintedStock};
use super::jsonl::{EscapeAlso, is_hidden};
use super::plain::plain;
use crate::dump::export_comment::{COMMENT_END, COMMENT_START};
use crate::dump::story;
use crate::item::NewsDay;
use crate::knowledge::Knowledge;
use crate::text::{markdown, sanitise_line};
use crate::timeline::ItemRef;

pub(super) fn day(out: &mut Vec<u8>, day: NewsDay) {
    // Writing to memory does not fail.
    let _ = write!(out, "## {day}\n\n");
}

pub(super) fn print(out: &mut Vec<u8>, item: ItemRef<'_>, is_again: bool, knowledge: &Knowledge) {
    let story = item.story();
    let (hour, minute) = item.stamp().clock();
    let red = if item.flags().is_red() { "🔴 " } else { "" };
    let again = if is_again { "改 " } else { "" };
    let _ = write!(out, "- {hour:02}:{minute:02} {red}{again}");
    if let Some(title) = story.title {
        let _ = write!(out, "**{}** ", escaped(title));
    }
    out.extend_from_slice(escaped(story.body).as_bytes());
    if let Some(source) = story.source {
        let _ = write!(out, "（{}）", escaped(source));
    }
    if let Some(url) = item.url().filter(|url| url.starts_with("http")) {
        let _ = write!(
            out,
            " [🔗](<{}>)",
            sanitise_line(url).as_str().replace(['<', '>', '\\'], "")
        );
    }
    out.extend_from_slice(b"\n  ");
    put_comment(out, item, knowledge);
    out.extend_from_slice(b"\n\n");
}

/// What a comment says of an item. Fields without a value are left out.
#[derive(Serialize)]
struct CommentedItem<'p> {
    id: String,
    time: &'p str,
    day: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    wire: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    promoted: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'p str>,
    text: &'p str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    stocks: &'p [PrintedStock<'p>],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    subjects: &'p [Cow<'p, str>],
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'p str>,
    file: &'p str,
    line: u32,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    files: &'p [PrintedPlace<'p>],
    revision: usize,
}

impl<'p> CommentedItem<'p> {
    fn new(item: &'p PrintedItem<'p>) -> Self {
        let has_own_title = story::title(&item.text).is_some();
        Self {
            id: item.id.to_string(),
            time: &item.time,
            day: item.day.to_string(),
            wire: item.wire.as_deref(),
            channel: item.channel.as_deref(),
            promoted: item.promoted.then_some(true),
            level: item.level,
            title: item.title.as_deref().filter(|_| !has_own_title),
            text: &item.text,
            stocks: &item.stocks,
            subjects: &item.subjects,
            url: item.url.as_deref(),
            file: &item.file,
            line: item.line,
            files: if item.files.len() > 1 {
                &item.files
            } else {
                &[]
            },
            revision: item.revision,
        }
    }
}

/// Writes the comment. Every `>` in it is escaped, so that nothing ends it too early.
fn put_comment(out: &mut Vec<u8>, item: ItemRef<'_>, knowledge: &Knowledge) {
    let item = PrintedItem::new(item, knowledge);
    out.extend_from_slice(COMMENT_START.as_bytes());
    let escape = EscapeAlso(|c| c == '>' || is_hidden(c));
    // Texts and numbers always have a JSON form, and writing to memory does not fail.
    let _ = CommentedItem::new(&item).serialize(&mut Serializer::with_formatter(&mut *out, escape));
    out.extend_from_slice(COMMENT_END.as_bytes());
}

fn escaped(text: &str) -> String {
    markdown(&plain(text))
}
