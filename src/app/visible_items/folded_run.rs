//! Consecutive items that are folded.

use std::ops::Range;

use crate::rules::RuleIndex;

/// Consecutive items of a day that are folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoldedRun {
    /// Counted from the oldest visible item of the day.
    pub(super) items: Range<usize>,
    /// The rules that fold them, each once.
    pub(super) rules: Vec<RuleIndex>,
}

impl FoldedRun {
    /// The run of one item.
    pub(super) fn of(item: usize, rule: RuleIndex) -> Self {
        Self {
            items: item..item + 1,
            rules: vec![rule],
        }
    }

    /// Adds the next newer item.
    pub(super) fn add(&mut self, rule: RuleIndex) {
        self.items.end += 1;
        if !self.rules.contains(&rule) {
            self.rules.push(rule);
        }
    }
}
