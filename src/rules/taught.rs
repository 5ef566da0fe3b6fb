//! The rules that hit an item.

use std::sync::Arc;

use super::rule_set::{RuleIndex, RuleSet};
use crate::knowledge::Knowledge;
use crate::query::Matcher;
use crate::timeline::{ItemRef, QueriedItem};

/// Rules that know the names of stocks; cheap to clone.
#[derive(Clone, Debug)]
pub struct TaughtRules {
    rules: Arc<RuleSet>,
    /// The matcher of each rule, the one that counts most first.
    matchers: Arc<[(RuleIndex, Matcher)]>,
    knowledge: Arc<Knowledge>,
}

impl Default for TaughtRules {
    /// No rules.
    fn default() -> Self {
        Self {
            rules: Arc::default(),
            matchers: Arc::from([]),
            knowledge: Arc::default(),
        }
    }
}

impl TaughtRules {
    /// Teaches rules what is known now.
    pub fn new(rules: Arc<RuleSet>, knowledge: &Arc<Knowledge>) -> Self {
        let taught = rules.ranked().map(|(index, rule)| {
            let matcher = knowledge.teach(rule.matcher());
            // What lights the hits of many words is built here: a frame would wait for it.
            let lights_hits = rule.options().style.hits.is_some();
            (
                index,
                if lights_hits {
                    matcher.prepared()
                } else {
                    matcher
                },
            )
        });
        Self {
            matchers: taught.collect(),
            rules,
            knowledge: Arc::clone(knowledge),
        }
    }

    /// The rules.
    pub const fn rules(&self) -> &Arc<RuleSet> {
        &self.rules
    }

    /// The compiled query of a rule.
    pub(super) fn matcher(&self, rule: RuleIndex) -> Option<&Matcher> {
        let mut matchers = self.matchers.iter();
        matchers
            .find(|(index, _)| *index == rule)
            .map(|(_, matcher)| matcher)
    }

    /// Whether the compiled queries are the same ones.
    pub(super) fn has_matchers_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.matchers, &other.matchers)
    }

    /// What they were taught.
    pub(super) const fn knowledge(&self) -> &Arc<Knowledge> {
        &self.knowledge
    }

    /// Takes over stars, notes and what was seen, without learning names again.
    pub(super) fn set_marks(&mut self, knowledge: &Arc<Knowledge>) {
        self.knowledge = Arc::clone(knowledge);
    }

    /// The rules that hit an item, the one that counts most first.
    pub fn hits<'a>(&'a self, item: ItemRef<'a>) -> impl Iterator<Item = RuleIndex> + 'a {
        let item = self.queried(item);
        let matchers = self.matchers.iter();
        matchers.filter_map(move |(index, matcher)| matcher.is_match(&item).then_some(*index))
    }

    /// The same for an item that a rule hits which folds its items; otherwise none.
    pub(super) fn folding_hits(&self, item: ItemRef<'_>) -> Box<[RuleIndex]> {
        let queried = self.queried(item);
        let folds = |(index, matcher): &(RuleIndex, Matcher)| {
            let rule = self.rules.get(*index);
            rule.is_some_and(|rule| rule.options().folds) && matcher.is_match(&queried)
        };
        if self.matchers.iter().any(folds) {
            self.hits(item).collect()
        } else {
            Box::default()
        }
    }

    /// The same for an item whose hits are known: only the rules that read marks look at it again.
    pub(super) fn hits_by_marks<'a>(
        &'a self,
        item: ItemRef<'a>,
        known: &'a [RuleIndex],
    ) -> impl Iterator<Item = RuleIndex> + 'a {
        let item = self.queried(item);
        let is_hit = move |(index, matcher): &(RuleIndex, Matcher)| {
            let is_hit = if matcher.reads_marks() {
                matcher.is_match(&item)
            } else {
                known.contains(index)
            };
            is_hit.then_some(*index)
        };
        self.matchers.iter().filter_map(is_hit)
    }

    fn queried<'a>(&'a self, item: ItemRef<'a>) -> QueriedItem<'a> {
        item.for_query(self.knowledge.stock_names(), self.knowledge.marks())
    }

    /// The names of the rules that hit an item, the one that counts most first.
    pub fn names<'a>(&'a self, item: ItemRef<'a>) -> impl Iterator<Item = &'a str> + 'a {
        let hits = self.hits(item);
        hits.filter_map(|index| Some(self.rules.get(index)?.name()))
    }
}
