//! Which rules hit which items of the newest days, and of older ones that are in view.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::rule_set::{RuleIndex, RuleSet};
use super::taught::TaughtRules;
use crate::item::{ItemId, NewsDay};
use crate::query::Matcher;
use crate::timeline::ItemRef;

/// The hits of all rules in the days that were searched: a snapshot, cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct RuleHits {
    taught: TaughtRules,
    days: BTreeMap<NewsDay, Arc<HitItems>>,
    search: u64,
    /// The rules of items that arrived since, as far as rules fold them.
    folded: BTreeMap<(NewsDay, ItemId), Box<[RuleIndex]>>,
}

/// The items of a day that rules hit.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct HitItems {
    /// The rules of each item, the one that counts most first. Items without a rule are left out.
    items: HashMap<ItemId, Box<[RuleIndex]>>,
    counts: RuleCounts,
}

/// A number of items for each rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleCounts(HashMap<RuleIndex, usize>);

impl RuleCounts {
    /// The number of items of a rule.
    pub fn of(&self, rule: RuleIndex) -> usize {
        self.0.get(&rule).copied().unwrap_or_default()
    }

    fn count(&mut self, rules: &[RuleIndex]) {
        for rule in rules {
            *self.0.entry(*rule).or_default() += 1;
        }
    }
}

impl HitItems {
    pub(super) fn new(items: impl Iterator<Item = (ItemId, Box<[RuleIndex]>)>) -> Self {
        let items: HashMap<_, _> = items.filter(|(_, rules)| !rules.is_empty()).collect();
        let mut counts = RuleCounts::default();
        items.values().for_each(|rules| counts.count(rules));
        Self { items, counts }
    }
}

impl RuleHits {
    pub(super) const fn new(
        taught: TaughtRules,
        days: BTreeMap<NewsDay, Arc<HitItems>>,
        search: u64,
    ) -> Self {
        Self {
            taught,
            days,
            search,
            folded: BTreeMap::new(),
        }
    }

    /// Looks which of some items that arrived since are folded.
    pub fn fold_arrived<'a>(&mut self, items: impl Iterator<Item = ItemRef<'a>>) {
        for item in items {
            let hits = self.taught.hits(item);
            let rules = self.rules();
            let folds = |index| rules.get(index).is_some_and(|rule| rule.options().folds);
            if hits.iter().copied().any(folds) {
                self.folded.insert((item.day(), item.id()), hits.into());
            }
        }
    }

    /// Keeps what is known of items that arrived after the search for these hits.
    #[must_use]
    pub fn with_folded_of(self, former: &Self) -> Self {
        let folded = former.folded.clone();
        Self { folded, ..self }
    }

    /// The number of the search that found them.
    pub const fn search(&self) -> u64 {
        self.search
    }

    /// The rules whose hits these are.
    pub const fn rules(&self) -> &Arc<RuleSet> {
        self.taught.rules()
    }

    /// The rules, with the names of stocks that were known.
    pub const fn taught(&self) -> &TaughtRules {
        &self.taught
    }

    /// What lights the hits of a rule.
    pub fn lights(&self, rule: RuleIndex) -> Option<&Matcher> {
        self.taught.lights(rule)
    }

    /// The days that were searched, oldest first.
    pub(super) fn days(&self) -> impl Iterator<Item = NewsDay> + '_ {
        self.days.keys().copied()
    }

    /// Whether hits of a day are known.
    pub fn has_day(&self, day: NewsDay) -> bool {
        self.days.contains_key(&day) || self.folded.keys().any(|(known, _)| *known == day)
    }

    /// Whether they light the same hits as others.
    pub fn has_lights_of(&self, other: &Self) -> bool {
        self.taught.has_lights_of(&other.taught)
    }

    /// The rules that hit an item, the one that counts most first. None for an item of a day that was not searched.
    pub fn rules_of(&self, day: NewsDay, id: ItemId) -> &[RuleIndex] {
        let found = self.days.get(&day).and_then(|day| day.items.get(&id));
        let rules = found.or_else(|| self.folded.get(&(day, id)));
        rules.map_or(&[], |rules| rules)
    }

    /// The number of a day's items that a rule hits; 0 for a day that was not searched.
    pub fn on_day(&self, rule: RuleIndex, day: NewsDay) -> usize {
        self.days.get(&day).map_or(0, |day| day.counts.of(rule))
    }

    /// Counts the hits of each rule among some items, such as those that nobody has seen.
    pub fn count(&self, items: impl Iterator<Item = (NewsDay, ItemId)>) -> RuleCounts {
        let mut counts = RuleCounts::default();
        for (day, id) in items {
            counts.count(self.rules_of(day, id));
        }
        counts
    }
}
