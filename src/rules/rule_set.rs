//! All rules of a file.

use std::cmp::Reverse;

use super::rule::Rule;

/// The most rules. Every arriving item is compared with each of them.
pub(super) const MAX_RULES: usize = 1000;

/// The place of a rule in its file, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleIndex(u16);

/// The rules in force.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    rules: Vec<Rule>,
    /// Every rule, the highest priority first; those of one priority in the order of the file.
    ranked: Vec<RuleIndex>,
}

impl RuleSet {
    pub(super) fn new(rules: Vec<Rule>) -> Self {
        let mut ranked: Vec<_> = (0..).map(RuleIndex).zip(&rules).collect();
        ranked.sort_by_key(|(_, rule)| Reverse(rule.options().priority));
        Self {
            ranked: ranked.into_iter().map(|(index, _)| index).collect(),
            rules,
        }
    }

    /// The rules in the order of their file.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Whether there are no rules.
    pub const fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// A rule; `None` for the index of a longer set.
    pub fn get(&self, index: RuleIndex) -> Option<&Rule> {
        self.rules.get(usize::from(index.0))
    }

    /// The rules with their places, the one that counts most first.
    pub fn ranked(&self) -> impl Iterator<Item = (RuleIndex, &Rule)> {
        let ranked = self.ranked.iter();
        ranked.filter_map(|&index| Some((index, self.get(index)?)))
    }

    /// The rule of a name.
    pub fn find(&self, name: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.name() == name)
    }
}
