//! Marks whose story is gone, and the items that may be its later wording: of the same minute, with a similar text, and new.
//! What was listed beside the story is another one. Such an item is a guess: it shows the mark until the story is back.
//!
//! A guess is kept at once. The next run knows its item as listed, and would take it for another story. If the reader starts in
//! the midst of a write, the story may be a moment behind its guess.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use super::App;
use crate::item::{ItemFlags, ItemId, NewsDay};
use crate::state::{Change, DayMarks, KeptStory, MarkedStory};
use crate::timeline::{Day, ItemRef, Timeline, similar_items};

impl App {
    /// Reads the stories of days that have a lost mark, if the items of its minute are others than before: one may be the same
    /// story, back with another text.
    pub(super) fn look_for_stories(&mut self, changed: &[NewsDay], before: &Timeline) {
        let timeline = Arc::clone(&self.timeline);
        let knowledge = Arc::clone(&self.knowledge);
        let mut days = Vec::new();
        for date in changed {
            let (Some(day), Some(marks)) = (timeline.day(*date), knowledge.marks().day(*date))
            else {
                continue;
            };
            let lost = marks.stories().map(|(ids, _)| ids);
            let lost = lost.filter(|ids| day.find_story(ids).is_none());
            for ids in lost {
                let Some(minute) = ids.iter().find_map(|id| id.minute()) else {
                    continue;
                };
                if let Some(before) = before.day(*date)
                    && before.find_story(&ids).is_some()
                {
                    let beside = before.items_of_minute(minute).map(|item| item.id());
                    self.seen_memory.add_listed(*date, beside);
                }
                let items = day.items_of_minute(minute).map(|item| item.text_hash());
                let items = items.collect();
                let before = self.searched_minutes.insert(minute, items);
                if before.as_ref() != self.searched_minutes.get(&minute) {
                    days.push(*date);
                }
            }
        }
        days.dedup();
        self.read_lost_marks(days);
    }

    /// Guesses later wordings: for each story that is gone, the most similar item. No item is the guess for two stories.
    pub(super) fn guesses(&self, stories: &[MarkedStory]) -> Vec<Change> {
        let stories = stories.iter().map(|marked| &marked.story);
        let lost: Vec<_> = stories
            .filter(|story| self.own_item_of(story).is_none())
            .collect();
        let mut pairs: Vec<_> = (0..)
            .zip(&lost)
            .flat_map(|(nth, story)| {
                let likely = self.later_wordings(story).into_iter();
                likely.map(move |(similarity, item)| (Reverse(similarity), nth, item.id(), item))
            })
            .collect();
        pairs.sort_by_key(|(similarity, nth, id, _)| (*similarity, *nth, *id));
        let (mut known, mut taken) = (HashSet::new(), HashSet::new());
        pairs.retain(|(_, nth, id, _)| {
            !taken.contains(id) && known.insert(*nth) && taken.insert(*id)
        });
        let changes = pairs.into_iter().filter_map(|(_, nth, _, item)| {
            let story: &Arc<KeptStory> = lost.get::<usize>(nth)?;
            let is_new = !self.is_guess(item, story);
            is_new.then(|| Change::Guess {
                day: story.day,
                story: story.ids.clone(),
                item: item.all_ids(),
            })
        });
        changes.collect()
    }

    /// Follows the items that are taken for stories which are gone to their further ids. One that was half written may turn out
    /// to be a story that was listed before.
    pub(super) fn follow_guesses(&self, day: &Day, marks: &DayMarks) -> Vec<Change> {
        let gone = marks.stories().map(|(ids, _)| ids);
        let gone = gone.filter(|ids| !marks.guess(ids).is_empty() && day.find_story(ids).is_none());
        let date = day.day();
        let grown = gone.filter_map(|story| {
            let guess = marks.guess(&story);
            let ids = day.item(day.find_story(&guess)?).all_ids();
            let mut further = ids.iter().filter(|id| !guess.contains(id)).peekable();
            further.peek()?;
            let is_other = further.any(|id| self.seen_memory.is_listed(date, *id));
            let item = if is_other { Vec::new() } else { ids };
            Some(Change::Guess {
                day: date,
                story,
                item,
            })
        });
        grown.collect()
    }

    /// The items that may be a later wording of a story, each with its similarity.
    fn later_wordings(&self, story: &KeptStory) -> Vec<(u32, ItemRef<'_>)> {
        let day = self.timeline.day(story.day);
        let similar = day.map(|day| similar_items(day, story.stamp, &story.text));
        let mut similar = similar.unwrap_or_default();
        similar.retain(|(_, item)| {
            let is_whole = !item.flags().has(ItemFlags::PROVISIONAL);
            let is_new = !self.seen_memory.was_listed(*item) || self.is_guess(*item, story);
            is_whole && is_new && !self.is_marked_itself(*item)
        });
        similar
    }

    /// Whether an item is taken for a story that is gone.
    fn is_guess(&self, item: ItemRef<'_>, story: &KeptStory) -> bool {
        let guess = self.guess_of(story);
        guess.iter().any(|id| item.answers_to(*id))
    }

    /// The ids of the item that is taken for a story.
    pub(super) fn guess_of(&self, story: &KeptStory) -> Vec<ItemId> {
        let marks = self.knowledge.marks().day(story.day);
        marks
            .map(|marks| marks.guess(&story.ids))
            .unwrap_or_default()
    }

    /// Whether an item has a mark of its own.
    fn is_marked_itself(&self, item: ItemRef<'_>) -> bool {
        let Some(marks) = self.knowledge.marks().day(item.day()) else {
            return false;
        };
        let mut ids = item.all_ids().into_iter();
        ids.any(|id| marks.knows(id) && marks.get(id).is_some())
    }
}
