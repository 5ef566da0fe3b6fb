//! What this program and others have changed at once.

use std::collections::HashSet;
use std::sync::Arc;

use super::change::Change;
use crate::item::{ItemId, NewsDay};

/// The stories, items and read lines that some changes concern.
#[derive(Debug, Default)]
pub(super) struct Concerned<'a> {
    stories: HashSet<ItemId>,
    items: HashSet<(NewsDay, ItemId)>,
    views: HashSet<&'a str>,
}

impl<'a> Concerned<'a> {
    /// What these changes concern.
    pub(super) fn by(changes: &'a [Change]) -> Self {
        let mut concerned = Self::default();
        for change in changes {
            match change {
                Change::Star { story, .. }
                | Change::Note { story, .. }
                | Change::Story { story } => {
                    concerned.stories.extend(&story.ids);
                }
                Change::Guess { story, .. } => concerned.stories.extend(story),
                Change::Items { day, items } => {
                    let items = items.iter().map(|item| (*day, item.id));
                    concerned.items.extend(items);
                }
                Change::ReadLine { view, .. } => drop(concerned.views.insert(view)),
            }
        }
        concerned
    }

    /// The part of other changes that concerns the same; `None` if none does.
    pub(super) fn part_of(&self, change: Change) -> Option<Change> {
        let is_known = |ids: &[ItemId]| ids.iter().any(|id| self.stories.contains(id));
        let is_concerned = match &change {
            Change::Star { story, .. } | Change::Note { story, .. } | Change::Story { story } => {
                is_known(&story.ids)
            }
            Change::Guess { story, .. } => is_known(story),
            Change::Items { day, items } => {
                let items = items.iter().copied();
                let items: Arc<[_]> = items
                    .filter(|item| self.items.contains(&(*day, item.id)))
                    .collect();
                return (!items.is_empty()).then_some(Change::Items { day: *day, items });
            }
            Change::ReadLine { view, .. } => self.views.contains(&**view),
        };
        is_concerned.then_some(change)
    }
}
