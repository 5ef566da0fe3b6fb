//! Marks and the items of their stories. A story may get further ids: its mark learns them. It may be gone: its dump was
//! rewritten while the reader was closed. A worker finds out which days have such stories, and the state file gives their
//! texts; `mark_guesses` finds their later wordings.

use std::sync::Arc;

use super::marking::story_of;
use super::{App, Effect};
use crate::item::{ItemFlags, ItemId, NewsDay};
use crate::state::{Change, DayMarks, KeptStory, MarkedStory, Marks};
use crate::timeline::{Day, ItemRef, Timeline};

/// The most days that changed at once whose marks are followed. More is a load, or a folder that was written anew: then all
/// are looked at once it is read.
const MAX_FOLLOWED: usize = 31;

/// The days that have marked stories which the timeline does not have, or has under further ids. Walks over all marks.
pub fn days_with_lost_marks(timeline: &Timeline, marks: &Marks) -> Vec<NewsDay> {
    let days = marks.marked_days().filter(|date| {
        let (Some(day), Some(marks)) = (timeline.day(*date), marks.day(*date)) else {
            return false;
        };
        let is_well = |ids: &[_]| {
            let item = day.find_story(ids).map(|row| day.item(row));
            item.is_some_and(|item| knows_all_ids(marks, item)) && marks.guess(ids).is_empty()
        };
        marks.stories().any(|(ids, _)| !is_well(&ids))
    });
    days.collect()
}

impl App {
    /// Looks for lost marks once everything is loaded, the timeline and the marks.
    pub(super) fn look_for_lost_marks(&mut self) {
        if self.sources.is_loaded() && self.marks_to_look_at {
            self.marks_to_look_at = false;
            self.effects.push(Effect::FindLostMarks);
        }
    }

    /// Reads the stories of days that have lost marks.
    pub(super) fn read_lost_marks(&mut self, days: Vec<NewsDay>) {
        self.effects
            .extend(days.into_iter().map(Effect::ReadStories));
    }

    /// Gives marks the further ids of their stories: a dump of another dialect may give the wire's number, and be the only
    /// one later. `renamed` has the items whose id changed, and `before` is the timeline before.
    pub(super) fn follow_marked(
        &mut self,
        changed: &[NewsDay],
        renamed: &[(ItemId, ItemId)],
        before: &Timeline,
    ) {
        if changed.len() > MAX_FOLLOWED {
            self.marks_to_look_at = true;
            return self.look_for_lost_marks();
        }
        let timeline = Arc::clone(&self.timeline);
        let days = changed.iter().filter_map(|date| timeline.day(*date));
        for day in days {
            let Some(marks) = self.knowledge.marks().day(day.day()).map(Arc::clone) else {
                continue;
            };
            let followed = follow_renamed(day, &marks, renamed);
            self.apply_and_keep(followed);
            let stories = marks.stories();
            let rows = stories.filter_map(|(ids, _)| day.find_story(&ids));
            let items = rows.map(|row| day.item(row));
            let followed = items.flat_map(|item| found(&marks, item, story_of(item)));
            let guesses = self.follow_guesses(day, &marks);
            self.apply_and_keep(followed.chain(guesses).collect());
        }
        self.look_for_stories(changed, before);
    }

    /// Changes marks here and in the file.
    pub(super) fn apply_and_keep(&mut self, changes: Vec<Change>) {
        if !changes.is_empty() {
            self.take_changes(&changes);
            self.effects.push(Effect::Remember(changes));
        }
    }

    /// Looks for the items of stories as the file has them: under further ids, or in a later wording.
    pub(super) fn restore_marks(&mut self, stories: &[MarkedStory]) {
        let followed = stories.iter().flat_map(|marked| self.found_again(marked));
        let followed = followed.collect();
        self.apply_and_keep(followed);
        let guesses = self.guesses(stories);
        self.apply_and_keep(guesses);
    }

    fn found_again(&self, marked: &MarkedStory) -> Vec<Change> {
        let story = &marked.story;
        let marks = self.knowledge.marks().day(story.day);
        match (marks, self.own_item_of(story)) {
            (Some(marks), Some(item)) => found(marks, item, with_ids_of(item, story)),
            (None, _) | (_, None) => Vec::new(),
        }
    }
}

/// What changes for a mark whose story is an item. One that is half written is no story yet.
fn found(marks: &DayMarks, item: ItemRef<'_>, story: Arc<KeptStory>) -> Vec<Change> {
    if item.flags().has(ItemFlags::PROVISIONAL) {
        return Vec::new();
    }
    let mut changes = Vec::new();
    if !marks.guess(&story.ids).is_empty() {
        changes.push(Change::Guess {
            day: story.day,
            story: story.ids.clone(),
            item: Vec::new(),
        });
    }
    if !knows_all_ids(marks, item) {
        changes.push(Change::Story { story });
    }
    changes
}

/// Gives marks the new ids of items that were half written.
fn follow_renamed(day: &Day, marks: &DayMarks, renamed: &[(ItemId, ItemId)]) -> Vec<Change> {
    let new = renamed
        .iter()
        .filter(|(old, new)| marks.knows(*old) && !marks.knows(*new));
    let followed = new.filter_map(|(old, new)| {
        let story = story_of(day.item(day.find(*new)?));
        let ids = vec![*new, *old];
        let story = Arc::new(KeptStory {
            ids,
            ..(*story).clone()
        });
        Some(Change::Story { story })
    });
    followed.collect()
}

/// A marked story as its item is now, with the ids of both.
fn with_ids_of(item: ItemRef<'_>, marked: &KeptStory) -> Arc<KeptStory> {
    let mut story = Arc::unwrap_or_clone(story_of(item));
    story.ids.extend(&marked.ids);
    (story.day, story.stamp) = (marked.day, marked.stamp);
    Arc::new(story)
}

/// Whether the marks of its day know every id of an item.
fn knows_all_ids(marks: &DayMarks, item: ItemRef<'_>) -> bool {
    item.all_ids().iter().all(|id| marks.knows(*id))
}
