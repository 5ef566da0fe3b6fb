//! What searches whole days for the hits of rules, a rule at a time.

use std::collections::HashMap;
use std::mem;
use std::ptr;
use std::sync::{Arc, OnceLock};

use super::rule_set::{RuleIndex, RuleSet};
use crate::filter::FilterPlan;
use crate::knowledge::Knowledge;
use crate::timeline::Day;

/// The plans of all rules, the one that counts most first. Each is made when it is needed: for a list of thousands of words
/// that takes longer than a search for one item.
#[derive(Debug, Default)]
pub struct RulePlans {
    rules: Arc<RuleSet>,
    knowledge: Arc<Knowledge>,
    plans: Vec<(RuleIndex, OnceLock<FilterPlan>)>,
}

impl RulePlans {
    /// Plans for these rules with what is known now.
    pub fn new(rules: &Arc<RuleSet>, knowledge: &Arc<Knowledge>) -> Self {
        Self {
            rules: Arc::clone(rules),
            knowledge: Arc::clone(knowledge),
            plans: rules
                .ranked()
                .map(|(index, _)| (index, OnceLock::new()))
                .collect(),
        }
    }

    /// Takes over other rules and knowledge. The plans of rules that hit the same items as before stay.
    pub(super) fn renew(&mut self, rules: &Arc<RuleSet>, knowledge: &Arc<Knowledge>) {
        let before = mem::replace(self, Self::new(rules, knowledge));
        let has_same_names = ptr::eq(before.knowledge.stock_names(), knowledge.stock_names());
        let has_same_marks = ptr::eq(before.knowledge.marks(), knowledge.marks());
        let former = rules.same_in(&before.rules);
        let mut plans: HashMap<_, _> = before.plans.into_iter().collect();
        for (index, plan) in &mut self.plans {
            let Some(rule) = rules.get(*index) else {
                continue;
            };
            let matcher = rule.matcher();
            let is_same = (has_same_names || !matcher.reads_stock_names())
                && (has_same_marks || !matcher.reads_marks());
            let former = former[index.place()].filter(|_| is_same);
            if let Some(former) = former.and_then(|former| plans.remove(&former)) {
                *plan = former;
            }
        }
    }

    /// The rows of a day that a rule hits, ascending.
    pub(super) fn rows(&self, rule: RuleIndex, day: &Day) -> Vec<u32> {
        let mut plans = self.plans.iter();
        let plan = plans.find(|(index, _)| *index == rule);
        let plan = plan.and_then(|(index, plan)| self.made(*index, plan));
        plan.map_or_else(Vec::new, |plan| plan.search_day(day))
    }

    /// The rules that hit each row of a day, the one that counts most first.
    pub fn search_day(&self, day: &Day) -> Vec<Vec<RuleIndex>> {
        let mut hits: Vec<Vec<RuleIndex>> = vec![Vec::new(); day.len()];
        for (rule, plan) in &self.plans {
            let rows = self.made(*rule, plan).map(|plan| plan.search_day(day));
            for row in rows.into_iter().flatten() {
                if let Some(hits) = hits.get_mut(row as usize) {
                    hits.push(*rule);
                }
            }
        }
        hits
    }

    fn made<'p>(&self, rule: RuleIndex, plan: &'p OnceLock<FilterPlan>) -> Option<&'p FilterPlan> {
        let matcher = self.rules.get(rule)?.matcher();
        let make = || FilterPlan::new(matcher.clone(), Arc::clone(&self.knowledge));
        Some(plan.get_or_init(make))
    }
}
