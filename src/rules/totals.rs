//! How many items each rule hits in all days.

use std::sync::Arc;

use super::rule_set::{RuleIndex, RuleSet};

/// The number of items of each rule in the whole timeline: a snapshot, cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct RuleTotals {
    rules: Arc<RuleSet>,
    /// In the order of the file; `None` for a rule whose hits are not all counted.
    totals: Arc<[Option<usize>]>,
}

impl RuleTotals {
    pub(super) fn new(rules: Arc<RuleSet>, totals: impl Iterator<Item = Option<usize>>) -> Self {
        let totals = totals.collect();
        Self { rules, totals }
    }

    /// The rules whose hits were counted.
    pub const fn rules(&self) -> &Arc<RuleSet> {
        &self.rules
    }

    /// The number of items that a rule hits; `None` until every day was counted.
    pub fn of(&self, rule: RuleIndex) -> Option<usize> {
        self.totals.get(rule.place()).copied().flatten()
    }

    /// Whether these are the numbers of the same rules as others.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.rules, &other.rules) && self.totals == other.totals
    }
}
