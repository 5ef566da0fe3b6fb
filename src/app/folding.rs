//! Which items of the list rules fold.

use std::sync::Arc;

use crate::item::{NewsDay, Rollover};
use crate::knowledge::Knowledge;
use crate::rules::{RuleHits, RuleIndex};
use crate::timeline::ItemRef;

/// What decides which items of a list are folded.
#[derive(Debug, Clone)]
pub(super) struct Folding {
    /// What the rules hit.
    pub hits: RuleHits,
    /// The user's stars: what is starred stays in the list.
    pub knowledge: Arc<Knowledge>,
    /// The rule whose view the list shows. It folds nothing there.
    pub view: Option<RuleIndex>,
    /// When a news day begins.
    pub rollover: Rollover,
}

impl Folding {
    /// Whether the rules know anything about a day.
    pub(super) fn knows(&self, day: NewsDay) -> bool {
        self.hits.has_day(day)
    }

    /// The rule that folds an item.
    pub(super) fn rule_of(&self, item: ItemRef<'_>) -> Option<RuleIndex> {
        let hits = self.hits.rules_of(item.day(), item.id());
        let is_marked = || item.mark(self.knowledge.marks()).is_some();
        let rule = self.hits.rules().folding(hits, is_marked);
        rule.filter(|rule| Some(*rule) != self.view)
    }
}
