//! Remembers for which rules a story has alerted: each alerts once.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::hit::{AlertHit, AlertRule};
use crate::item::{ItemId, NewsDay};

/// The number of news days whose stories are remembered. Older ones rarely change.
const DAYS: usize = 7;

/// The stories that were told, by news day.
#[derive(Debug, Default)]
pub(super) struct AlertedStories {
    days: BTreeMap<NewsDay, HashSet<(Arc<str>, StoryMark)>>,
}

/// How a story is known again: by its id, or by its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum StoryMark {
    Id(ItemId),
    Print(u64),
}

impl AlertedStories {
    /// Notes that a rule tells a story; false if it told it before.
    pub(super) fn note(&mut self, hit: &AlertHit, rule: &AlertRule) -> bool {
        let told = self.days.entry(hit.day).or_default();
        let marks = [StoryMark::Id(hit.id), StoryMark::Print(hit.print)];
        // Both are noted, also if one of them is known.
        let known = marks.map(|mark| !told.insert((Arc::clone(&rule.name), mark)));
        while self.days.len() > DAYS {
            self.days.pop_first();
        }
        known == [false; 2]
    }

    /// Follows an item whose id changed.
    pub(super) fn rename(&mut self, old: ItemId, new: ItemId) {
        for told in self.days.values_mut() {
            let renamed: Vec<_> = told
                .extract_if(|(_, mark)| *mark == StoryMark::Id(old))
                .collect();
            told.extend(
                renamed
                    .into_iter()
                    .map(|(rule, _)| (rule, StoryMark::Id(new))),
            );
        }
    }
}
