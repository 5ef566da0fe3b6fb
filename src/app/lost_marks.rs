//! Marks whose story is not in the timeline under any of its ids: its dump was rewritten while the reader was closed. A worker
//! finds out which days have some; the state file gives their texts; the story of the same minute with a similar text takes
//! the mark over.

use std::sync::Arc;

use super::{App, Effect};
use crate::item::NewsDay;
use crate::state::{Change, MarkedStory, Marks, Story};
use crate::timeline::{Timeline, find_reworded};

/// The days that have marked stories which the timeline does not have. Walks over all marks.
pub fn days_with_lost_marks(timeline: &Timeline, marks: &Marks) -> Vec<NewsDay> {
    let days = marks.marked_days().filter(|date| {
        let (Some(day), Some(marks)) = (timeline.day(*date), marks.day(*date)) else {
            return false;
        };
        let is_there = |ids: &[_]| ids.iter().any(|id| day.find_any(*id).is_some());
        marks.stories().any(|(ids, _)| !is_there(&ids))
    });
    days.collect()
}

impl App {
    /// Looks for lost marks once everything is loaded, the timeline and the marks.
    pub(super) fn look_for_lost_marks(&mut self) {
        if self.sources.is_loaded() && self.are_marks_loaded && !self.has_looked_for_marks {
            self.has_looked_for_marks = true;
            self.effects.push(Effect::FindLostMarks);
        }
    }

    /// Reads the stories of days that have lost marks.
    pub(super) fn read_lost_marks(&mut self, days: Vec<NewsDay>) {
        self.effects
            .extend(days.into_iter().map(Effect::ReadStories));
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
        if !changes.is_empty() {
            self.take_changes(&changes);
            self.effects.push(Effect::Remember(changes));
        }
    }

    /// The later wording of a story that is not in the timeline, with the ids of both.
    fn reworded(&self, story: &Arc<Story>) -> Option<Arc<Story>> {
        if self.item_of(story).is_some() {
            return None;
        }
        let day = self.timeline.day(story.day)?;
        let item = find_reworded(day, story.stamp, &story.text, |item| self.is_marked(item))?;
        let mut ids = item.all_ids();
        ids.extend(&story.ids);
        Some(Arc::new(Story {
            ids,
            text: item.text().to_owned(),
            file: item.path().to_string_lossy().into_owned(),
            ..(**story).clone()
        }))
    }
}
