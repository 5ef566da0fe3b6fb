//! Where the user was, as text for the state file: place, order, layout, queries, typed lines, and a note that was begun.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::ItemKey;
use super::item_list::{ListPosition, ScrollAnchor};
use super::jumps::Place;
use super::split::Split;
use crate::item::{ItemId, NewsDay, Stamp};
use crate::state::KeptStory;

/// What one run leaves to the next. What is as the configuration says is `None`: another configuration then counts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Session {
    /// When somebody was last there, in seconds since 1970.
    pub left: u32,
    pub place: SavedPlace,
    pub jumps: Vec<SavedPlace>,
    pub order: Option<String>,
    pub density: Option<String>,
    pub layout: Option<String>,
    pub split: Option<Split>,
    /// The last filter, also if it is off.
    pub filter: String,
    pub find: String,
    /// The typed lines of each kind of prompt, oldest first.
    pub history: Vec<Vec<String>>,
    pub draft: Option<NoteDraft>,
}

/// A place.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct SavedPlace {
    item: Option<SavedItem>,
    is_following: bool,
    filter: Option<String>,
    offset: u16,
}

/// A selected item on its line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct SavedItem {
    day: u16,
    id: u64,
    stamp: u32,
    line: i32,
}

/// A note that was not entered yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct NoteDraft {
    text: String,
    day: u16,
    stamp: u32,
    ids: Vec<u64>,
    story: String,
    file: String,
}

impl Session {
    /// Reads what an earlier run wrote. What cannot be read counts as never written.
    pub(super) fn parse(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The text to keep.
    pub(super) fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl From<&Place> for SavedPlace {
    fn from(place: &Place) -> Self {
        let anchor = place.position.wanted.or(place.position.anchor);
        Self {
            item: anchor.map(|anchor| SavedItem {
                day: anchor.key.day.number(),
                id: anchor.key.id.to_bits(),
                stamp: anchor.stamp.unix(),
                line: anchor.line,
            }),
            is_following: place.position.following,
            filter: place.filter.clone(),
            offset: place.offset,
        }
    }
}

impl From<SavedPlace> for Place {
    fn from(saved: SavedPlace) -> Self {
        let anchor = saved.item.map(|item| ScrollAnchor {
            key: ItemKey {
                day: NewsDay::from_number(item.day),
                id: ItemId::from_bits(item.id),
            },
            stamp: stamp(item.stamp),
            line: item.line,
        });
        Self {
            position: ListPosition {
                anchor,
                wanted: None,
                following: saved.is_following,
            },
            filter: saved.filter,
            offset: saved.offset,
        }
    }
}

impl NoteDraft {
    /// A note about a story, as far as it was typed.
    pub(super) fn new(text: &str, story: &KeptStory) -> Self {
        Self {
            text: text.to_owned(),
            day: story.day.number(),
            stamp: story.stamp.unix(),
            ids: story.ids.iter().map(|id| id.to_bits()).collect(),
            story: story.text.clone(),
            file: story.file.clone(),
        }
    }

    /// What was typed, and the story.
    pub(super) fn into_parts(self) -> (String, Arc<KeptStory>) {
        let story = KeptStory {
            day: NewsDay::from_number(self.day),
            stamp: stamp(self.stamp),
            ids: self.ids.into_iter().map(ItemId::from_bits).collect(),
            text: self.story,
            file: self.file,
        };
        (self.text, Arc::new(story))
    }
}

fn stamp(seconds: u32) -> Stamp {
    Stamp::from_unix(i64::from(seconds)).unwrap_or_default()
}
