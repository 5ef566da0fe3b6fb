//! Where the user was, as text for the state file: place, order, layout, queries, typed lines, and a note that was begun.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::ItemKey;
use super::item_list::{ListPosition, ScrollAnchor};
use super::jumps::{OpenPages, Place};
use super::split::Split;
use super::view::View;
use super::views::Views;
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
    /// The last filter of the view, also if it is off.
    pub filter: String,
    /// The other views.
    pub views: Vec<SavedLeftView>,
    pub find: String,
    /// The typed lines of each kind of prompt, oldest first.
    pub history: Vec<Vec<String>>,
    /// The list that got the last stock.
    pub list: Option<String>,
    pub draft: Option<NoteDraft>,
}

/// A place.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct SavedPlace {
    /// `None` for the view of everything.
    view: Option<SavedView>,
    item: Option<SavedItem>,
    is_following: bool,
    filter: Option<String>,
    offset: u16,
}

/// A view, by its name and its query.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct SavedView {
    name: String,
    query: String,
    is_temporary: bool,
}

/// A view as it was left.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct SavedLeftView {
    pub place: SavedPlace,
    /// Its filter, also if it is off.
    pub filter: String,
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
        let view = &place.view;
        Self {
            view: (!view.is_everything()).then(|| SavedView {
                name: view.name.to_string(),
                query: view.query.to_string(),
                is_temporary: view.is_temporary(),
            }),
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

impl SavedPlace {
    /// The place among the views of this run.
    pub(super) fn into_place(self, views: &Views) -> Place {
        let view = match &self.view {
            None => views.everything(),
            Some(view) if view.is_temporary => View::temporary(&view.name, &view.query).into(),
            Some(view) => views.find(&view.name, &view.query),
        };
        let anchor = self.item.map(|item| ScrollAnchor {
            key: ItemKey {
                day: NewsDay::from_number(item.day),
                id: ItemId::from_bits(item.id),
            },
            stamp: stamp(item.stamp),
            line: item.line,
        });
        Place {
            view,
            position: ListPosition {
                anchor,
                wanted: None,
                following: self.is_following,
            },
            filter: self.filter,
            offset: self.offset,
            pages: OpenPages::default(),
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

    /// Whether it is about this story.
    pub(super) fn is_about(&self, story: &KeptStory) -> bool {
        let mut ids = story.ids.iter();
        self.day == story.day.number() && ids.any(|id| self.ids.contains(&id.to_bits()))
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
