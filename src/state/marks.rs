//! Stars and notes in memory. A copy is cheap: days are shared.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::change::{Change, KeptStory, Mark};
use crate::item::{ItemId, NewsDay};

/// The stars and notes of all days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    days: BTreeMap<NewsDay, Arc<DayMarks>>,
    /// The items that nobody has seen, by day.
    unseen: BTreeMap<NewsDay, Arc<HashSet<ItemId>>>,
    /// Whether they come from a state file.
    is_known: bool,
}

/// The stars and notes of a day. A story is found by each id that it has or had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayMarks {
    ids: BTreeMap<ItemId, u32>,
    /// The ids of items that are taken for later wordings of stories that are gone.
    guesses: BTreeMap<ItemId, u32>,
    stories: Vec<Mark>,
}

impl Marks {
    /// The marks of a day.
    pub fn day(&self, day: NewsDay) -> Option<&Arc<DayMarks>> {
        self.days.get(&day)
    }

    /// No marks yet, of a state file that is read.
    pub fn known() -> Self {
        Self {
            is_known: true,
            ..Self::default()
        }
    }

    /// Whether the marks come from a state file.
    pub const fn is_known(&self) -> bool {
        self.is_known
    }

    /// Whether nobody has seen an item.
    pub fn is_unseen(&self, day: NewsDay, id: ItemId) -> bool {
        self.unseen.get(&day).is_some_and(|ids| ids.contains(&id))
    }

    /// Whether a day has unseen items.
    pub fn has_unseen(&self, day: NewsDay) -> bool {
        self.unseen.contains_key(&day)
    }

    /// Notes the unseen items of a day.
    pub fn set_unseen(&mut self, day: NewsDay, ids: HashSet<ItemId>) {
        if ids.is_empty() {
            self.unseen.remove(&day);
        } else {
            self.unseen.insert(day, Arc::new(ids));
        }
    }

    /// Adds unseen items of a day. Those that were seen since stay: a filter does not hide what is being read.
    pub fn add_unseen(&mut self, day: NewsDay, ids: impl IntoIterator<Item = ItemId>) {
        Arc::make_mut(self.unseen.entry(day).or_default()).extend(ids);
    }

    /// Forgets the unseen items of all days.
    pub fn clear_unseen(&mut self) {
        self.unseen.clear();
    }

    /// The days on which something is starred or noted, the oldest first.
    pub fn marked_days(&self) -> impl Iterator<Item = NewsDay> + '_ {
        let days = self.days.iter();
        days.filter(|(_, marks)| marks.has_any())
            .map(|(day, _)| *day)
    }

    /// The days on which stars, notes or what was seen differ from earlier marks.
    pub fn days_unlike(&self, earlier: &Self) -> Vec<NewsDay> {
        let days = [self, earlier].into_iter().flat_map(|marks| {
            let days = marks.days.keys().chain(marks.unseen.keys());
            days.copied()
        });
        let days: BTreeSet<NewsDay> = days.collect();
        let is_unlike = |day: &NewsDay| {
            self.days.get(day) != earlier.days.get(day)
                || self.unseen.get(day) != earlier.unseen.get(day)
        };
        days.into_iter().filter(is_unlike).collect()
    }

    /// The mark of an item.
    pub fn get(&self, day: NewsDay, id: ItemId) -> Option<&Mark> {
        self.days.get(&day)?.get(id)
    }

    /// Takes the marks of a day as they were read from the file, in place of those that were known.
    pub fn add_loaded(&mut self, day: NewsDay, loaded: DayMarks) {
        self.days.insert(day, Arc::new(loaded));
    }

    /// Applies a change of a star or a note.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::Star { story, at } => self.mark_mut(story).starred_at = *at,
            Change::Note { story, note } => self.mark_mut(story).note.clone_from(note),
            Change::Story { story } => drop(self.mark_mut(story)),
            Change::Guess { day, story, item } => self.day_mut(*day).set_guess(story, item),
            Change::Items { .. } | Change::ReadLine { .. } => {}
        }
    }

    fn mark_mut(&mut self, story: &KeptStory) -> &mut Mark {
        self.day_mut(story.day).mark_mut(&story.ids)
    }

    fn day_mut(&mut self, day: NewsDay) -> &mut DayMarks {
        Arc::make_mut(self.days.entry(day).or_default())
    }
}

impl DayMarks {
    /// The mark of an item.
    pub fn get(&self, id: ItemId) -> Option<&Mark> {
        let story = self.ids.get(&id).or_else(|| self.guesses.get(&id))?;
        let mark = self.stories.get(*story as usize);
        mark.filter(|mark| !mark.is_empty())
    }

    /// Whether it is the id of a marked story. That of an item which is only taken for one is not.
    pub fn knows(&self, id: ItemId) -> bool {
        self.ids.contains_key(&id)
    }

    /// The ids of the item that is taken for a later wording of a story.
    pub fn guess(&self, story: &[ItemId]) -> Vec<ItemId> {
        if self.guesses.is_empty() {
            return Vec::new();
        }
        let known = story.iter().find_map(|id| self.ids.get(id));
        let guesses = self.guesses.iter();
        let own = guesses.filter(|(_, story)| Some(*story) == known);
        own.map(|(id, _)| *id).collect()
    }

    /// Adds a story as it was read from the file, with the ids of the item that is taken for it.
    pub(super) fn push(
        &mut self,
        ids: impl IntoIterator<Item = ItemId>,
        guess: &[ItemId],
        mark: Mark,
    ) {
        let story = self.stories.len() as u32;
        self.ids.extend(ids.into_iter().map(|id| (id, story)));
        self.guesses.extend(guess.iter().map(|id| (*id, story)));
        self.stories.push(mark);
    }

    /// The marked stories, each with its ids.
    pub fn stories(&self) -> impl Iterator<Item = (Vec<ItemId>, &Mark)> {
        let mut ids: Vec<Vec<ItemId>> = vec![Vec::new(); self.stories.len()];
        for (id, story) in &self.ids {
            ids[*story as usize].push(*id);
        }
        let stories = ids.into_iter().zip(&self.stories);
        stories.filter(|(ids, mark)| !ids.is_empty() && !mark.is_empty())
    }

    fn has_any(&self) -> bool {
        self.stories.iter().any(|mark| !mark.is_empty())
    }

    /// The number of starred stories.
    pub fn starred(&self) -> usize {
        self.linked()
            .filter(|mark| mark.starred_at.is_some())
            .count()
    }

    /// The stories that an id leads to: merging leaves others behind.
    fn linked(&self) -> impl Iterator<Item = &Mark> {
        let stories: BTreeSet<u32> = self.ids.values().copied().collect();
        stories
            .into_iter()
            .filter_map(|story| self.stories.get(story as usize))
    }

    /// Returns the mark of a story. Stories that share it become one: the first one's star and note win.
    fn mark_mut(&mut self, ids: &[ItemId]) -> &mut Mark {
        let story = self.story_of(ids);
        &mut self.stories[story as usize]
    }

    /// Takes the item with these ids for a later wording of a story, instead of any other one.
    fn set_guess(&mut self, story: &[ItemId], item: &[ItemId]) {
        let mut known = story.iter().filter_map(|id| self.ids.get(id).copied());
        let Some(story) = known.next() else { return };
        self.guesses.retain(|_, other| *other != story);
        let own = item.iter().filter(|id| !self.ids.contains_key(id));
        self.guesses.extend(own.map(|id| (*id, story)));
    }

    /// The story with these ids from now on. One that has no mark has no other ids.
    fn story_of(&mut self, ids: &[ItemId]) -> u32 {
        let guessed = ids.iter().filter_map(|id| self.guesses.remove(id));
        let mut known: BTreeSet<u32> = guessed.collect();
        known.extend(ids.iter().filter_map(|id| self.ids.get(id)));
        let is_bare = |story: &u32| self.stories[*story as usize].is_empty();
        let bare: BTreeSet<u32> = known.iter().copied().filter(is_bare).collect();
        if !bare.is_empty() {
            self.ids.retain(|_, story| !bare.contains(story));
        }
        let mut known = known.into_iter();
        let story = known.next().unwrap_or_else(|| {
            self.stories.push(Mark::default());
            self.stories.len() as u32 - 1
        });
        for other in known {
            self.merge(story, other);
        }
        self.ids.extend(ids.iter().map(|id| (*id, story)));
        story
    }

    fn merge(&mut self, story: u32, other: u32) {
        let from = std::mem::take(&mut self.stories[other as usize]);
        let to = &mut self.stories[story as usize];
        to.starred_at = to.starred_at.or(from.starred_at);
        to.note = to.note.take().or(from.note);
        let linked = self.ids.values_mut().chain(self.guesses.values_mut());
        for linked in linked.filter(|linked| **linked == other) {
            *linked = story;
        }
    }
}
