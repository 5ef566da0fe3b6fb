//! The rules that hit an item.

use std::ptr;
use std::sync::Arc;

use super::joint_rules::JointRules;
use super::rule_set::{RuleIndex, RuleSet};
use crate::knowledge::Knowledge;
use crate::query::Matcher;
use crate::timeline::{Day, ItemRef};

/// Rules that know the names of stocks; cheap to clone.
#[derive(Clone, Debug)]
pub struct TaughtRules {
    rules: Arc<RuleSet>,
    all: Arc<JointRules>,
    /// Those that read marks.
    reading_marks: Arc<JointRules>,
    /// The matchers that light hits.
    lights: Arc<[(RuleIndex, Matcher)]>,
    knowledge: Arc<Knowledge>,
}

impl Default for TaughtRules {
    /// No rules.
    fn default() -> Self {
        Self::new(Arc::default(), &Arc::default())
    }
}

impl TaughtRules {
    /// Teaches rules what is known now.
    pub fn new(rules: Arc<RuleSet>, knowledge: &Arc<Knowledge>) -> Self {
        let lit = rules.in_order();
        let lit = lit.filter(|(_, rule)| rule.options().style.hits.is_some());
        // What lights the hits of many words is built here: a frame would wait for it.
        let lights = lit.map(|(index, rule)| (index, knowledge.teach(rule.matcher()).prepared()));
        let reads_marks = |index| reads_marks(&rules, index);
        Self {
            lights: lights.collect(),
            all: Arc::new(JointRules::new(&rules, knowledge, |_| true)),
            reading_marks: Arc::new(JointRules::new(&rules, knowledge, reads_marks)),
            rules,
            knowledge: Arc::clone(knowledge),
        }
    }

    /// The rules.
    pub const fn rules(&self) -> &Arc<RuleSet> {
        &self.rules
    }

    /// What lights the hits of a rule.
    pub(super) fn lights(&self, rule: RuleIndex) -> Option<&Matcher> {
        let mut lights = self.lights.iter();
        lights
            .find(|(index, _)| *index == rule)
            .map(|(_, matcher)| matcher)
    }

    /// Whether the same hits are lit.
    pub(super) fn has_lights_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.lights, &other.lights)
    }

    /// What they were taught.
    pub const fn knowledge(&self) -> &Arc<Knowledge> {
        &self.knowledge
    }

    /// Whether they were taught the names of stocks that `knowledge` has, if they read any.
    pub fn knows_names(&self, knowledge: &Knowledge) -> bool {
        let known = self.knowledge.stock_names();
        !self.rules.reads_stock_names() || ptr::eq(known, knowledge.stock_names())
    }

    /// Takes over stars, notes and what was seen, without learning names again.
    pub fn set_marks(&mut self, knowledge: &Arc<Knowledge>) {
        self.knowledge = Arc::clone(knowledge);
    }

    /// The rules that hit an item, the one that counts most first.
    pub fn hits(&self, item: ItemRef<'_>) -> Vec<RuleIndex> {
        self.all.hits(item, &self.knowledge)
    }

    /// The rules that hit each row of a day, the one that counts most first.
    pub fn day_hits(&self, day: &Day) -> Vec<Vec<RuleIndex>> {
        self.all.day_hits(day, &self.knowledge)
    }

    /// All rules, to be searched for together.
    pub(super) const fn all(&self) -> &Arc<JointRules> {
        &self.all
    }

    /// The same for an item whose hits are known: only the rules that read marks look at it again.
    pub(super) fn hits_by_marks(&self, item: ItemRef<'_>, known: &[RuleIndex]) -> Box<[RuleIndex]> {
        let found = self.reading_marks.hits(item, &self.knowledge);
        let ranked = self.rules.ranked().map(|(index, _)| index);
        let is_hit = |index: &RuleIndex| {
            let hits = if reads_marks(&self.rules, *index) {
                &found
            } else {
                known
            };
            hits.contains(index)
        };
        ranked.filter(is_hit).collect()
    }

    /// The names of the rules that hit an item, the one that counts most first.
    pub fn names<'a>(&'a self, item: ItemRef<'a>) -> impl Iterator<Item = &'a str> + 'a {
        let hits = self.hits(item).into_iter();
        hits.filter_map(|index| Some(self.rules.get(index)?.name()))
    }
}

fn reads_marks(rules: &RuleSet, index: RuleIndex) -> bool {
    let rule = rules.get(index);
    rule.is_some_and(|rule| rule.matcher().reads_marks())
}
