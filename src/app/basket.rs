//! The basket: the stories of a day that are starred or noted, newest first.

use crate::item::NewsDay;
use crate::state::{KeptStory, Mark, MarkedStory};

/// The marked stories of a day, as the state file has them.
#[derive(Debug, Default)]
pub struct Basket {
    day: Option<NewsDay>,
    stories: Vec<MarkedStory>,
    is_loaded: bool,
    /// What is done once the stories came.
    pub(super) pending: Option<BasketUse>,
    /// The stories that are compared.
    compared: Option<[usize; 2]>,
}

/// What the stories of a basket are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BasketUse {
    /// Copied as lines.
    Copy,
    /// Written to a file.
    Save,
    /// The two that were starred last are compared.
    Compare,
}

impl Basket {
    /// The day.
    pub const fn day(&self) -> Option<NewsDay> {
        self.day
    }

    /// The stories with their marks, the newest first.
    pub fn stories(
        &self,
    ) -> impl ExactSizeIterator<Item = (&KeptStory, &Mark)> + DoubleEndedIterator {
        let stories = self.stories.iter();
        stories.map(|marked| (&*marked.story, &marked.mark))
    }

    /// Whether the stories came.
    pub const fn is_loaded(&self) -> bool {
        self.is_loaded
    }

    /// The two stories that are compared.
    pub fn compared(&self) -> Option<[&KeptStory; 2]> {
        let [one, other] = self.compared?;
        Some([
            &self.stories.get(one)?.story,
            &self.stories.get(other)?.story,
        ])
    }

    /// Begins with the stories of a day. Those of another day are dropped.
    pub(super) fn open(&mut self, day: NewsDay) {
        if self.day != Some(day) {
            *self = Self {
                day: Some(day),
                pending: self.pending,
                ..Self::default()
            };
        }
    }

    /// Takes the stories of a day; false if they are of another one.
    pub(super) fn take(&mut self, day: Option<NewsDay>, stories: Vec<MarkedStory>) -> bool {
        let is_own = day.is_some() && day == self.day;
        if is_own {
            (self.stories, self.is_loaded, self.compared) = (stories, true, None);
        }
        is_own
    }

    /// The nth story.
    pub(super) fn story(&self, nth: usize) -> Option<&MarkedStory> {
        self.stories.get(nth)
    }

    /// Compares a story with the next one, or ends that; false if there is no next one.
    pub(super) fn compare(&mut self, nth: usize) -> bool {
        let pair = [nth, nth + 1];
        let has_next = self.stories.len() > nth + 1;
        self.compared = (has_next && self.compared != Some(pair)).then_some(pair);
        has_next
    }

    /// Compares the two stories that were starred last; `None` if there are not two, else the one that is listed first.
    pub(super) fn compare_last_starred(&mut self) -> Option<usize> {
        let mut starred: Vec<_> = (0..self.stories.len()).collect();
        starred.retain(|&at| self.stories[at].mark.starred_at.is_some());
        starred.sort_by_key(|&at| std::cmp::Reverse(self.stories[at].mark.starred_at));
        let [one, other, ..] = *starred else {
            return None;
        };
        let pair = [one.min(other), one.max(other)];
        self.compared = Some(pair);
        Some(pair[0])
    }
}
