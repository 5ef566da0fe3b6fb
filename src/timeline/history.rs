//! The histories of stories: what they were before their dumps were rewritten.

use std::collections::HashMap;
use std::sync::Arc;

use crate::item::{ItemId, Stamp};

/// A table with more room than this many times its entries is shrunk. Removed entries do not always make room for new ones,
/// so it is needed also if as many entries go as come.
const MAX_SLACK: usize = 2;

/// The texts that a story had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct EarlierTexts {
    /// How many there were before those that are known: an export says only their number.
    pub(super) unknown: usize,
    /// Those that are known, oldest first.
    pub(super) texts: Vec<Arc<str>>,
}

/// Those of a story that never changed.
pub(super) static NO_TEXTS: EarlierTexts = EarlierTexts {
    unknown: 0,
    texts: Vec::new(),
};

/// The history of one story.
#[derive(Clone, Debug)]
pub(super) struct History {
    /// The id that the story keeps.
    pub(super) id: ItemId,
    pub(super) earlier: EarlierTexts,
    pub(super) promotion: Promotion,
    /// The last build of the day that had the story, or that wrote this.
    pub(super) last_build: u32,
}

/// Whether a story became a red one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Promotion {
    #[default]
    Unknown,
    /// It was an ordinary one and is gone: it may come back as a red one.
    WasOrdinary,
    /// It was an ordinary one, and was first seen as a red one at this moment.
    Promoted(Stamp),
}

/// The histories of a day, by content id: the id that a story's records alone give it. A history outlives its story, as a
/// dump may be written again.
///
/// A day that has only grown shares the table of the day before it: nothing is copied with every entry that arrives.
#[derive(Clone, Debug, Default)]
pub(super) struct HistoryTable {
    entries: Arc<HashMap<ItemId, History>>,
    /// The number of times that the day was rebuilt.
    pub(super) builds: u32,
}

impl HistoryTable {
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn entries(&self) -> &HashMap<ItemId, History> {
        &self.entries
    }

    /// The entries, copied if another day shares them.
    pub(super) fn entries_mut(&mut self) -> &mut HashMap<ItemId, History> {
        Arc::make_mut(&mut self.entries)
    }

    fn get(&self, content_id: ItemId) -> Option<&History> {
        // Nearly every table is empty, and this is called for every row.
        if self.entries.is_empty() {
            None
        } else {
            self.entries.get(&content_id)
        }
    }

    /// The id that a story keeps.
    pub(super) fn current_id(&self, content_id: ItemId) -> ItemId {
        self.get(content_id)
            .map_or(content_id, |history| history.id)
    }

    /// The content ids of the wordings that a story with this id had.
    pub(super) fn content_ids(&self, id: ItemId) -> impl Iterator<Item = ItemId> {
        let entries = self.entries.iter();
        entries.filter_map(move |(content_id, history)| (history.id == id).then_some(*content_id))
    }

    /// The texts a story had, if any.
    pub(super) fn earlier(&self, content_id: ItemId) -> Option<&EarlierTexts> {
        let earlier = self.get(content_id).map(|history| &history.earlier);
        earlier.filter(|earlier| **earlier != NO_TEXTS)
    }

    pub(super) fn promotion(&self, content_id: ItemId) -> Promotion {
        self.get(content_id)
            .map_or(Promotion::Unknown, |history| history.promotion)
    }

    /// Sets id and texts of a story; removes a history that says nothing.
    pub(super) fn set(&mut self, content_id: ItemId, id: ItemId, earlier: EarlierTexts) {
        let is_unpromoted = self.promotion(content_id) == Promotion::Unknown;
        if id == content_id && earlier == NO_TEXTS && is_unpromoted {
            self.remove(content_id);
            return;
        }
        let last_build = self.builds;
        let history = self.entry(content_id, id);
        (history.id, history.earlier, history.last_build) = (id, earlier, last_build);
    }

    pub(super) fn set_promotion(&mut self, content_id: ItemId, id: ItemId, promotion: Promotion) {
        self.entry(content_id, id).promotion = promotion;
    }

    fn entry(&mut self, content_id: ItemId, id: ItemId) -> &mut History {
        let last_build = self.builds;
        let entry = self.entries_mut().entry(content_id);
        entry.or_insert_with(|| History {
            id,
            earlier: EarlierTexts::default(),
            promotion: Promotion::Unknown,
            last_build,
        })
    }

    pub(super) fn remove(&mut self, content_id: ItemId) {
        if self.entries.contains_key(&content_id) {
            self.entries_mut().remove(&content_id);
        }
    }

    /// Gives back the room of removed entries: a table is copied when the day is built again.
    pub(super) fn shrink(&mut self) {
        if self.entries.capacity() > MAX_SLACK * self.entries.len() {
            self.entries_mut().shrink_to_fit();
        }
    }

    /// Whether both share their entries.
    #[cfg(test)]
    pub(super) fn is_shared_with(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.entries, &other.entries)
    }
}
