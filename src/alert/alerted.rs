//! Remembers for which rules a story has alerted: each alerts once. A story is known again by its id, or by the words of one that
//! went out some minutes before or after: hours later the same words are another flash. A rule is known by its name, so another
//! query of it remembers, too.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::hit::{AlertHit, AlertRule};
use crate::item::{ItemId, NewsDay, Stamp};

/// The number of news days whose stories are remembered. Older ones rarely change.
const DAYS: usize = 7;
/// How many seconds lie between a story and its twin in another channel at most.
const TWIN_SECONDS: u32 = 600;

/// The stories that rules alerted about, by news day.
#[derive(Debug, Default)]
pub(super) struct AlertedStories {
    days: BTreeMap<NewsDay, StoriesOfDay>,
}

/// Those of a news day.
#[derive(Debug, Default)]
struct StoriesOfDay {
    ids: HashSet<(Arc<str>, ItemId)>,
    /// When a story with these words went out last.
    prints: HashMap<(Arc<str>, u64), Stamp>,
}

impl AlertedStories {
    /// Notes that a rule alerts about a story; false if it did before.
    pub(super) fn note(&mut self, hit: &AlertHit, rule: &AlertRule) -> bool {
        let stories = self.days.entry(hit.day).or_default();
        // Both are noted, also if one of them is known.
        let is_new = stories.ids.insert((Arc::clone(&rule.name), hit.id));
        let print = (Arc::clone(&rule.name), hit.print);
        let twin = stories.prints.insert(print, hit.stamp);
        while self.days.len() > DAYS {
            self.days.pop_first();
        }
        let is_twin = |twin: Stamp| twin.unix().abs_diff(hit.stamp.unix()) <= TWIN_SECONDS;
        is_new && !twin.is_some_and(is_twin)
    }

    /// Follows a rule whose name changed.
    pub(super) fn rename_rule(&mut self, old: &str, new: &Arc<str>) {
        for stories in self.days.values_mut() {
            let ids: Vec<_> = stories.ids.extract_if(|(rule, _)| **rule == *old).collect();
            let ids = ids.into_iter().map(|(_, id)| (Arc::clone(new), id));
            stories.ids.extend(ids);
            rename_keys(&mut stories.prints, old, new);
        }
    }

    /// Follows an item whose id changed.
    pub(super) fn rename(&mut self, old: ItemId, new: ItemId) {
        for stories in self.days.values_mut() {
            let renamed: Vec<_> = stories.ids.extract_if(|(_, id)| *id == old).collect();
            let renamed = renamed.into_iter().map(|(rule, _)| (rule, new));
            stories.ids.extend(renamed);
        }
    }
}

/// Renames a rule in the keys of a table.
pub(super) fn rename_keys(known: &mut HashMap<(Arc<str>, u64), Stamp>, old: &str, new: &Arc<str>) {
    let renamed: Vec<_> = known.extract_if(|(rule, _), _| **rule == *old).collect();
    let renamed = renamed.into_iter();
    known.extend(renamed.map(|((_, hash), at)| ((Arc::clone(new), hash), at)));
}
