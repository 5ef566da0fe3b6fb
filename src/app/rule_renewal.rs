//! Times in rules, such as `last:2h`, count from now, as those of a filter do. Every minute the rules are read again. Until the
//! hits of the new ones are found the former ones stay in force: rows and counts do not flicker.

use std::sync::Arc;

use super::{App, Effect};
use crate::config::ConfigErrors;
use crate::rules::{RuleHits, RuleSet};

impl App {
    /// The rules to search: those in force, or the same ones at this time.
    pub(super) fn rules_to_search(&self) -> &Arc<RuleSet> {
        let renewed = self.rule_times.renewed.as_ref();
        renewed.unwrap_or_else(|| self.rules.set())
    }

    /// Has the rules read again if times in them count from another minute by now.
    pub(super) fn update_relative_rules(&mut self) {
        let minute = Some(self.archive_now().unwrap_or(self.now).minute());
        let is_outdated = self.rules.set().follows_clock() && self.rule_times.minute != minute;
        if is_outdated && self.rules.has_hits() && self.rules.errors().is_none() {
            self.rule_times.minute = minute;
            self.effects.push(Effect::ReadRules);
        }
    }

    /// Has the hits of rules found that differ from those in force by their times or watchlists alone. False for all other rules.
    pub(super) fn renew_rule_times(&mut self, read: &Result<Arc<RuleSet>, ConfigErrors>) -> bool {
        self.rule_times.renewed = None;
        let (set, Ok(read)) = (self.rules.set(), read) else {
            return false;
        };
        if !self.rules.has_hits() || !set.is_written_as(read) || set.is_same(read) {
            return false;
        }
        self.rule_times.renewed = Some(Arc::clone(read));
        self.effects.push(Effect::FindRuleHits);
        true
    }

    /// Puts the rules in force whose hits were found.
    pub(super) fn put_in_force(&mut self, hits: &RuleHits) {
        let renewed = self
            .rule_times
            .renewed
            .take_if(|renewed| Arc::ptr_eq(renewed, hits.rules()));
        if let Some(renewed) = renewed {
            self.rules.read(Ok(renewed));
            self.renew_views();
        }
    }
}
