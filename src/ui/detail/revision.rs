//! The revision of an item that the detail shows.

use crate::dump::story::StoryParts;
use crate::timeline::ItemRef;

/// One of the revisions of an item whose texts are known.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShownRevision<'a> {
    pub item: ItemRef<'a>,
    /// Its index, from 0 for the oldest.
    pub index: usize,
}

impl<'a> ShownRevision<'a> {
    /// Returns the revision at an index, or the latest.
    pub(super) fn new(item: ItemRef<'a>, index: Option<usize>) -> Self {
        let latest = item.earlier_texts().len();
        Self {
            item,
            index: index.map_or(latest, |index| index.min(latest)),
        }
    }

    /// Returns the parts of its text.
    pub(super) fn story(&self) -> StoryParts<'a> {
        let earlier = self.item.earlier_texts().get(self.index);
        earlier.map_or_else(|| self.item.story(), |text| StoryParts::parse(text))
    }

    /// Returns its text.
    pub(super) fn text(&self) -> &'a str {
        self.text_at(self.index)
    }

    /// Returns the text of the revision before it.
    pub(super) fn previous_text(&self) -> Option<&'a str> {
        self.index.checked_sub(1).map(|index| self.text_at(index))
    }

    fn text_at(&self, index: usize) -> &'a str {
        let earlier = self.item.earlier_texts().get(index);
        earlier.map_or_else(|| self.item.text(), |text| &**text)
    }
}
