//! A line of the archive: an item as JSON, and when it was first seen.

use std::borrow::Cow;

use serde::Deserialize;
use xxhash_rust::xxh3::Xxh3;

/// What precedes the time at the end of a line.
const FIRST_SEEN: &str = ",\"first_seen\":\"";

/// What identifies a line: the hash of its item's id and text, and whether it is red.
pub(super) type LineKey = u64;

/// The fields of a line that identify it.
#[derive(Debug, Deserialize)]
pub(super) struct ArchivedItem<'a> {
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow, default)]
    channel: Option<Cow<'a, str>>,
}

impl<'a> ArchivedItem<'a> {
    /// Parses a line; `None` for a torn one.
    pub(super) fn parse(line: &'a [u8]) -> Option<Self> {
        serde_json::from_slice(line).ok()
    }

    pub(super) fn key(&self) -> LineKey {
        let is_red = self.channel.as_deref() == Some("加红");
        line_key(&self.id, &self.text, is_red)
    }
}

/// What identifies the line of an item.
pub(super) fn line_key(id: &str, text: &str, is_red: bool) -> LineKey {
    let mut hash = Xxh3::new();
    hash.update(id.as_bytes());
    hash.update(b"\n");
    hash.update(text.as_bytes());
    if is_red {
        hash.update(b"\nred");
    }
    hash.digest()
}

/// Adds the time at which an item was first seen to its JSON object.
pub(super) fn add_first_seen(object: &mut Vec<u8>, at: &str) {
    while object.last().is_some_and(|byte| *byte != b'}') {
        object.pop();
    }
    object.pop();
    object.extend_from_slice(FIRST_SEEN.as_bytes());
    object.extend_from_slice(at.as_bytes());
    object.extend_from_slice(b"\"}\n");
}

/// Splits a line before the time at its end; without one, the second part is empty.
pub(super) fn split_first_seen(line: &str) -> (&str, &str) {
    line.rfind(FIRST_SEEN)
        .and_then(|at| line.split_at_checked(at))
        .unwrap_or((line, ""))
}
