//! The rules that hit an item.

use std::sync::Arc;

use super::rule_set::{RuleIndex, RuleSet};
use crate::knowledge::Knowledge;
use crate::query::Matcher;
use crate::timeline::ItemRef;

/// Rules that know the names of stocks; cheap to clone.
#[derive(Clone, Debug)]
pub struct TaughtRules {
    rules: Arc<RuleSet>,
    /// The matcher of each rule, the one that counts most first.
    matchers: Arc<[(RuleIndex, Matcher)]>,
    knowledge: Arc<Knowledge>,
}

impl TaughtRules {
    /// Teaches rules what is known now.
    pub fn new(rules: Arc<RuleSet>, knowledge: &Arc<Knowledge>) -> Self {
        let taught = rules
            .ranked()
            .map(|(index, rule)| (index, knowledge.teach(rule.matcher())));
        Self {
            matchers: taught.collect(),
            rules,
            knowledge: Arc::clone(knowledge),
        }
    }

    /// The rules that hit an item, the one that counts most first.
    pub fn hits<'a>(&'a self, item: ItemRef<'a>) -> impl Iterator<Item = RuleIndex> + 'a {
        let item = item.for_query(self.knowledge.stock_names(), self.knowledge.marks());
        let matchers = self.matchers.iter();
        matchers.filter_map(move |(index, matcher)| matcher.is_match(&item).then_some(*index))
    }

    /// The names of the rules that hit an item, the one that counts most first.
    pub fn names<'a>(&'a self, item: ItemRef<'a>) -> impl Iterator<Item = &'a str> + 'a {
        let hits = self.hits(item);
        hits.filter_map(|index| Some(self.rules.get(index)?.name()))
    }
}
