//! Rules that are searched for together.

use super::rule_set::{RuleIndex, RuleSet};
use crate::filter::JointSearch;
use crate::knowledge::Knowledge;
use crate::timeline::{Day, ItemRef};

/// Some rules of a set.
#[derive(Debug)]
pub(super) struct JointRules {
    rules: Vec<RuleIndex>,
    search: JointSearch,
}

impl JointRules {
    /// Joins the rules of a set that `is_taken` accepts.
    pub(super) fn new(
        set: &RuleSet,
        knowledge: &Knowledge,
        is_taken: impl Fn(RuleIndex) -> bool,
    ) -> Self {
        let taken: Vec<_> = set.ranked().filter(|(index, _)| is_taken(*index)).collect();
        let matchers = taken.iter().map(|(_, rule)| rule.matcher());
        Self {
            search: JointSearch::new(matchers, knowledge),
            rules: taken.iter().map(|(index, _)| *index).collect(),
        }
    }

    /// The rules that hit an item, the one that counts most first.
    pub(super) fn hits(&self, item: ItemRef<'_>, knowledge: &Knowledge) -> Vec<RuleIndex> {
        self.indices(&self.search.matching(item, knowledge))
            .collect()
    }

    /// The rules that hit each row of a day, the one that counts most first.
    pub(super) fn day_hits(&self, day: &Day, knowledge: &Knowledge) -> Vec<Vec<RuleIndex>> {
        let mut hits = vec![Vec::new(); day.len()];
        self.search.search_day(day, knowledge, |row, places| {
            hits[row] = self.indices(places).collect();
        });
        hits
    }

    /// How many items of a day each of the rules hits.
    pub(super) fn counts(
        &self,
        day: &Day,
        knowledge: &Knowledge,
    ) -> impl Iterator<Item = (RuleIndex, u32)> + use<'_> {
        let mut counts = vec![0; self.rules.len()];
        self.search.search_day(day, knowledge, |_, places| {
            places.iter().for_each(|place| counts[*place] += 1);
        });
        self.rules.iter().copied().zip(counts)
    }

    fn indices(&self, places: &[usize]) -> impl Iterator<Item = RuleIndex> {
        places.iter().map(|place| self.rules[*place])
    }
}
