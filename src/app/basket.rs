//! The basket: the stories of a day that are starred or noted, newest first.

use std::sync::Arc;

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
    /// The stories that are compared, the older one first.
    compared: Option<[Arc<KeptStory>; 2]>,
}

/// What the stories of a basket are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BasketUse {
    /// Copied as lines.
    Copy,
    /// Written to a file.
    Save,
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

    /// The two stories that are compared, the older one first.
    pub fn compared(&self) -> Option<[&KeptStory; 2]> {
        let pair = self.compared.as_ref()?;
        Some(pair.each_ref().map(|story| &**story))
    }

    /// The first of two neighbours that are compared; `None` for any others.
    pub fn first_compared(&self) -> Option<usize> {
        let neighbours = self.stories.windows(2);
        let mut pairs = neighbours.map(|pair| [&pair[1].story, &pair[0].story]);
        let compared = self.compared.as_ref()?.each_ref();
        pairs.position(|pair| pair == compared)
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
            (self.stories, self.is_loaded) = (stories, true);
        }
        is_own
    }

    /// The nth story.
    pub(super) fn story(&self, nth: usize) -> Option<&MarkedStory> {
        self.stories.get(nth)
    }

    /// Compares a story with the next one, the last with the one before it; or ends that. `None` if there are not two, else the
    /// first one of the pair.
    pub(super) fn compare(&mut self, nth: usize) -> Option<usize> {
        let first = nth.min(self.stories.len().checked_sub(2)?);
        let pair = [first + 1, first].map(|nth| Arc::clone(&self.stories[nth].story));
        self.compared = Some(pair).filter(|pair| self.compared.as_ref() != Some(pair));
        Some(first)
    }

    /// Compares two stories of any day.
    pub(super) fn compare_both(&mut self, one: &Arc<KeptStory>, other: &Arc<KeptStory>) {
        let mut pair = [one, other].map(Arc::clone);
        pair.sort_by_key(|story| (story.day, story.stamp));
        self.open(pair[1].day);
        self.compared = Some(pair);
    }

    /// Ends the comparison.
    pub(super) fn end_comparison(&mut self) {
        self.compared = None;
    }
}
