//! Marks whose story is not in the timeline under any of its ids: its dump was rewritten while the reader was closed. A worker
//! finds out which days have some; the state file gives their texts; the story of the same minute with a similar text takes
//! the mark over.

use std::sync::Arc;

use super::marking::story_of;
use super::{App, Effect};
use crate::item::NewsDay;
use crate::state::{Change, DayMarks, KeptStory, MarkedStory, Marks};
use crate::timeline::{ItemRef, Timeline, find_reworded};

/// The most days that changed at once whose marks are followed. More is a load, after which all are looked at.
const MAX_FOLLOWED: usize = 31;

/// The days that have marked stories which the timeline does not have, or has under further ids. Walks over all marks.
pub fn days_with_lost_marks(timeline: &Timeline, marks: &Marks) -> Vec<NewsDay> {
    let days = marks.marked_days().filter(|date| {
        let (Some(day), Some(marks)) = (timeline.day(*date), marks.day(*date)) else {
            return false;
        };
        let is_well = |ids: &[_]| {
            let item = day.find_story(ids).map(|row| day.item(row));
            item.is_some_and(|item| knows_all_ids(marks, item))
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
    /// one later.
    pub(super) fn follow_marked(&mut self, changed: &[NewsDay]) {
        if changed.len() > MAX_FOLLOWED {
            return;
        }
        self.look_for_stories(changed);
        let timeline = Arc::clone(&self.timeline);
        let marks = self.knowledge.marks();
        let days = changed
            .iter()
            .filter_map(|date| Some((timeline.day(*date)?, marks.day(*date)?)));
        let grown = days.flat_map(|(day, marks)| {
            let rows = marks.stories().filter_map(|(ids, _)| day.find_story(&ids));
            let items = rows.map(|row| day.item(row));
            items.filter(|item| !knows_all_ids(marks, *item))
        });
        let followed: Vec<Change> = grown
            .map(|item| Change::Story {
                story: story_of(item),
            })
            .collect();
        self.apply_and_keep(followed);
    }

    /// Reads the stories of days that have a lost mark, if the items of its minute are others than before: one may be the same
    /// story, back with another text.
    fn look_for_stories(&mut self, changed: &[NewsDay]) {
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
            let minutes = lost.filter_map(|ids| ids.iter().find_map(|id| id.minute()));
            for minute in minutes {
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

    fn apply_and_keep(&mut self, changes: Vec<Change>) {
        if !changes.is_empty() {
            self.take_changes(&changes);
            self.effects.push(Effect::Remember(changes));
        }
    }

    /// Gives the marks of stories that are not in the timeline to their later wordings.
    pub(super) fn restore_marks(&mut self, stories: &[MarkedStory]) {
        let changes: Vec<Change> = stories
            .iter()
            .filter_map(|marked| {
                let story = self.reworded(&marked.story)?;
                Some(Change::of_mark(&story, &marked.mark))
            })
            .flatten()
            .collect();
        self.apply_and_keep(changes);
    }

    /// A marked story whose item has further ids, or the later wording of one that is not in the timeline; with the ids of both.
    fn reworded(&self, story: &Arc<KeptStory>) -> Option<Arc<KeptStory>> {
        if let Some(item) = self.item_of(story) {
            let marks = self.knowledge.marks().day(story.day)?;
            return (!knows_all_ids(marks, item)).then(|| with_ids_of(item, story));
        }
        let day = self.timeline.day(story.day)?;
        let item = find_reworded(day, story.stamp, &story.text, |item| self.is_marked(item))?;
        Some(with_ids_of(item, story))
    }
}

/// A marked story as its item is now, with the ids of both.
fn with_ids_of(item: ItemRef<'_>, marked: &KeptStory) -> Arc<KeptStory> {
    let mut ids = item.all_ids();
    ids.extend(&marked.ids);
    Arc::new(KeptStory {
        ids,
        text: item.text().to_owned(),
        file: item.path().to_string_lossy().into_owned(),
        ..marked.clone()
    })
}

/// Whether the marks of its day know every id of an item.
fn knows_all_ids(marks: &DayMarks, item: ItemRef<'_>) -> bool {
    item.all_ids().iter().all(|id| marks.knows(*id))
}
