//! The rows of the page of rules: everything, then the rules, as the header has them.

use super::App;
use crate::item::NewsDay;
use crate::rules::{Rule, RuleIndex};

/// A row of the page of rules.
#[derive(Debug, Clone, Copy)]
pub enum RuleRow<'a> {
    /// Everything, which is always the first view.
    Everything,
    /// The red items, which are a view until a rule is one.
    Red,
    /// A rule.
    Rule(RuleIndex, &'a Rule),
}

/// How many items a row has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowCounts {
    /// Those that nobody has seen.
    pub unseen: usize,
    /// Those of the newest day.
    pub on_newest_day: usize,
    /// Those of all days; `None` until they are counted.
    pub all: Option<usize>,
}

impl App {
    /// The rows of the page of rules: everything, the rules with a digit by their digits, the others in the order of the file.
    pub fn rule_rows(&self) -> Vec<RuleRow<'_>> {
        let set = self.rules.set();
        let mut rules: Vec<_> = set.in_order().collect();
        rules.sort_by_key(|(_, rule)| (rule.options().digit().is_none(), rule.options().digit()));
        let has_views = rules.iter().any(|(_, rule)| rule.options().view);
        let red = (!has_views).then_some(RuleRow::Red);
        let rules = rules
            .into_iter()
            .map(|(index, rule)| RuleRow::Rule(index, rule));
        [RuleRow::Everything]
            .into_iter()
            .chain(red)
            .chain(rules)
            .collect()
    }

    /// The newest day that has items.
    pub fn newest_day(&self) -> Option<NewsDay> {
        Some(self.timeline.newest()?.day())
    }

    /// Counts the items of a row.
    pub fn row_counts(&self, row: RuleRow<'_>) -> RowCounts {
        let day = self.timeline.days().last();
        let on_newest_day = match row {
            RuleRow::Everything => day.map(|day| day.len()),
            RuleRow::Red => day.map(|day| day.red_rows().len()),
            RuleRow::Rule(index, _) => day.map(|day| self.rules.on_day(index, day.day())),
        };
        let unseen = match row {
            RuleRow::Everything => self.unseen.len(),
            RuleRow::Red => self.unseen.counts().red,
            RuleRow::Rule(index, _) => self.rules.unseen(index),
        };
        let all = match row {
            RuleRow::Everything => Some(self.timeline.len()),
            RuleRow::Red => {
                let days = self.timeline.days().iter();
                Some(days.map(|day| day.red_rows().len()).sum())
            }
            RuleRow::Rule(index, _) => self.rules.total(index),
        };
        RowCounts {
            all,
            unseen,
            on_newest_day: on_newest_day.unwrap_or_default(),
        }
    }
}
