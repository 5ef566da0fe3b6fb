//! Changes of what is remembered. The model applies them to its marks, and the thread writes them.

use std::sync::Arc;

use crate::item::{ItemId, NewsDay, Stamp};

/// A story as a mark keeps it: enough to find it in a dump that was rewritten, and to list it when it is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptStory {
    /// Its news day.
    pub day: NewsDay,
    /// Its time.
    pub stamp: Stamp,
    /// Every id that it has or had, the current one first.
    pub ids: Vec<ItemId>,
    /// Its text as the dump had it.
    pub text: String,
    /// The path of its dump, for people.
    pub file: String,
}

/// What the user wrote about a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// One line.
    pub text: Arc<str>,
    /// When it was written.
    pub at: Stamp,
}

/// What a user marked a story with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// When it was starred.
    pub starred_at: Option<Stamp>,
    /// The note.
    pub note: Option<Note>,
}

impl Mark {
    /// Whether there is neither star nor note.
    pub const fn is_empty(&self) -> bool {
        self.starred_at.is_none() && self.note.is_none()
    }
}

/// A story with its mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedStory {
    /// The story.
    pub story: Arc<KeptStory>,
    /// Its star and note.
    pub mark: Mark,
}

/// An item that a reader had listed, and whether somebody saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownItem {
    /// Its id.
    pub id: ItemId,
    /// A hash of its text and whether it is red: another one is a revision that nobody has seen. `None` if it is as before.
    pub print: Option<u32>,
    /// Whether nobody has seen it.
    pub is_unseen: bool,
}

/// The line after the newest item that was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadLine {
    /// The item's day.
    pub day: NewsDay,
    /// Its time.
    pub stamp: Stamp,
    /// Its id.
    pub id: ItemId,
    /// When the user was there.
    pub at: Stamp,
}

impl Change {
    /// The changes that make a story's mark what it is.
    pub fn of_mark(story: &Arc<KeptStory>, mark: &Mark) -> [Self; 2] {
        let star = Self::Star {
            story: Arc::clone(story),
            at: mark.starred_at,
        };
        let note = Self::Note {
            story: Arc::clone(story),
            note: mark.note.clone(),
        };
        [star, note]
    }
}

/// A change, with the value from then on. Undoing it is another change, with the former value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A story is starred since a moment, or not.
    Star {
        /// The story.
        story: Arc<KeptStory>,
        /// When it was starred.
        at: Option<Stamp>,
    },
    /// A story has a note, or none.
    Note {
        /// The story.
        story: Arc<KeptStory>,
        /// The note.
        note: Option<Note>,
    },
    /// A marked story has further ids, or another text. Its mark stays.
    Story {
        /// The story.
        story: Arc<KeptStory>,
    },
    /// A marked story is gone, and an item is taken for its later wording until the story is back. Marking the item makes
    /// both one.
    Guess {
        /// The day of the story.
        day: NewsDay,
        /// Ids of the story.
        story: Vec<ItemId>,
        /// The ids of the item; none if no item is taken for it any more.
        item: Vec<ItemId>,
    },
    /// Items were listed, or seen, or made unseen.
    Items {
        /// Their day.
        day: NewsDay,
        /// The items. There may be many, and each step has them twice.
        items: Arc<[KnownItem]>,
    },
    /// The read line of a view is elsewhere.
    ReadLine {
        /// The name of the view; empty for the list of everything.
        view: Arc<str>,
        /// The line; `None` if the view has none.
        line: Option<ReadLine>,
    },
}
