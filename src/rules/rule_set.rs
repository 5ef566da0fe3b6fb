//! All rules of a file.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::options::RuleOptions;
use super::rule::Rule;
use crate::alert::QuietHours;

/// The most rules. Every arriving item is compared with each of them.
pub(super) const MAX_RULES: usize = 1000;

/// The place of a rule in its file, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleIndex(u16);

impl RuleIndex {
    /// The same as an index into [`RuleSet::rules`].
    pub(super) fn place(self) -> usize {
        self.0.into()
    }
}

/// The rules in force.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    rules: Vec<Rule>,
    /// Every rule, the highest priority first; those of one priority in the order of the file.
    ranked: Vec<RuleIndex>,
    reads_stock_names: bool,
    reads_marks: bool,
    has_folds: bool,
    quiet: Option<QuietHours>,
}

impl RuleSet {
    pub(super) fn new(rules: Vec<Rule>) -> Self {
        let mut ranked: Vec<_> = (0..).map(RuleIndex).zip(&rules).collect();
        ranked.sort_by_key(|(_, rule)| Reverse(rule.options().priority));
        Self {
            ranked: ranked.into_iter().map(|(index, _)| index).collect(),
            reads_stock_names: rules.iter().any(|rule| rule.matcher().reads_stock_names()),
            reads_marks: rules.iter().any(|rule| rule.matcher().reads_marks()),
            has_folds: rules.iter().any(|rule| rule.options().folds),
            rules,
            quiet: None,
        }
    }

    /// The same with quiet hours.
    pub(super) fn with_quiet(self, quiet: Option<QuietHours>) -> Self {
        Self { quiet, ..self }
    }

    /// The hours without a sound.
    pub const fn quiet(&self) -> Option<QuietHours> {
        self.quiet
    }

    /// Whether a rule alerts when its items arrive.
    pub fn has_alerts(&self) -> bool {
        self.rules.iter().any(|rule| rule.options().is_alert())
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
        self.rules.get(index.place())
    }

    /// The rules with their places, in the order of their file.
    pub fn in_order(&self) -> impl Iterator<Item = (RuleIndex, &Rule)> {
        (0..).map(RuleIndex).zip(&self.rules)
    }

    /// The rules with their places, the one that counts most first.
    pub fn ranked(&self) -> impl Iterator<Item = (RuleIndex, &Rule)> {
        let ranked = self.ranked.iter();
        ranked.filter_map(|&index| Some((index, self.get(index)?)))
    }

    /// Whether a rule changes how its items look.
    pub fn has_styles(&self) -> bool {
        self.rules
            .iter()
            .any(|rule| !rule.options().style.is_empty())
    }

    /// Whether a rule folds its items.
    pub const fn has_folds(&self) -> bool {
        self.has_folds
    }

    /// Whether one of these rules says what matters: a rule that folds says what does not.
    pub fn any_matters(&self, hits: &[RuleIndex]) -> bool {
        let mut rules = hits.iter().filter_map(|index| self.get(*index));
        rules.any(|rule| !rule.options().folds)
    }

    /// The rule that folds an item which these rules hit, the one that counts most first. `None` if another rule counts more,
    /// if a rule with a watchlist is among them, or if the user starred the item or noted something about it.
    pub fn folding(
        &self,
        hits: &[RuleIndex],
        is_marked: impl FnOnce() -> bool,
    ) -> Option<RuleIndex> {
        let first = *hits.first()?;
        let mut rules = hits.iter().filter_map(|hit| self.get(*hit));
        let folds = self.get(first)?.options().folds;
        (folds && !rules.any(Rule::keeps_unfolded) && !is_marked()).then_some(first)
    }

    /// The rule that keeps an item with these hits in the list, whatever a mute of this priority folds.
    pub fn keeping(&self, hits: &[RuleIndex], priority: i64) -> Option<&Rule> {
        let mut rules = hits.iter().filter_map(|hit| self.get(*hit));
        let counts_more =
            |rule: &Rule| !rule.options().folds && rule.options().priority >= priority;
        rules.find(|rule| rule.keeps_unfolded() || counts_more(rule))
    }

    /// The rule that folds all that a query finds.
    pub fn mute_of(&self, query: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| {
            let options = rule.options();
            options.folds && options.unless.is_none() && options.query_text == query
        })
    }

    /// Whether a rule hits other items once other names of stocks are known.
    pub const fn reads_stock_names(&self) -> bool {
        self.reads_stock_names
    }

    /// Whether a rule hits other items once the user's stars and notes, or what was seen, change.
    pub const fn reads_marks(&self) -> bool {
        self.reads_marks
    }

    /// Whether other rules do the same with the same items, by the same watchlists: then their hits are known already.
    pub fn is_same(&self, other: &Self) -> bool {
        let others = other.rules.iter().map(Rule::options);
        let mut pairs = self.rules.iter().zip(&other.rules);
        self.rules.iter().map(Rule::options).eq(others)
            && pairs.all(|(rule, other)| rule.query().has_lists_of(other.query()))
            && self.quiet == other.quiet
    }

    /// Whether a rule hits other items at another time, as one with `last:2h` does.
    pub fn follows_clock(&self) -> bool {
        self.rules.iter().any(|rule| rule.query().follows_clock())
    }

    /// Whether other rules are written in the same way. The times in their queries may count from another moment.
    pub fn is_written_as(&self, other: &Self) -> bool {
        let written = |rules: &Self| -> Vec<_> {
            let rules = rules.rules.iter();
            rules.map(|rule| rule.options().as_written()).collect()
        };
        written(self) == written(other) && self.quiet == other.quiet
    }

    /// The former and the new names of rules that have another name since an earlier set, and else are the same.
    pub fn renamed_since<'a>(
        &'a self,
        earlier: &'a Self,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        let is_new = |rule: &&Rule| earlier.find(rule.name()).is_none();
        let new = self.rules.iter().filter(is_new);
        let new: Vec<_> = new.map(|rule| (rule.name(), without_name(rule))).collect();
        let gone = earlier
            .rules
            .iter()
            .filter(|rule| self.find(rule.name()).is_none());
        gone.filter_map(move |gone| {
            let options = without_name(gone);
            let (name, _) = new.iter().find(|(_, new)| *new == options)?;
            Some((gone.name(), *name))
        })
    }

    /// For each rule of the file, the one of an earlier set that hits the same items as long as names and marks stay. None for
    /// one that hits other items at another time.
    pub(super) fn same_in(&self, earlier: &Self) -> Vec<Option<RuleIndex>> {
        let earlier = earlier.in_order();
        let earlier: HashMap<_, _> = earlier
            .map(|(index, rule)| (rule.query().to_string(), (index, rule)))
            .collect();
        let same = |rule: &Rule| {
            let (index, earlier) = earlier.get(&rule.query().to_string())?;
            let has_same_lists = rule.query().has_lists_of(earlier.query());
            (has_same_lists && !rule.query().follows_clock()).then_some(*index)
        };
        self.rules.iter().map(same).collect()
    }

    /// The place of the rule of a name.
    pub fn index_of(&self, name: &str) -> Option<RuleIndex> {
        let mut rules = self.in_order();
        rules
            .find(|(_, rule)| rule.name() == name)
            .map(|(index, _)| index)
    }

    /// The rule of a name.
    pub fn find(&self, name: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.name() == name)
    }
}

/// What a file says about a rule beside its name.
fn without_name(rule: &Rule) -> RuleOptions {
    RuleOptions {
        name: String::new(),
        ..rule.options().as_written()
    }
}
