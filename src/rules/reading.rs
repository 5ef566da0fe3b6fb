//! Reads the file of rules with what its queries need.

use std::sync::Arc;

use super::file;
use super::rule_set::RuleSet;
use crate::config::{ConfigErrors, RulesFile};
use crate::item::{Rollover, Stamp};
use crate::knowledge::Knowledge;
use crate::moment::TimeContext;
use crate::timeline::Timeline;

/// The file of rules, and what makes times in its queries exact.
#[derive(Clone, Debug)]
pub struct RulesReading {
    /// The file.
    pub file: RulesFile,
    /// The moment that counts as now.
    pub now: Stamp,
    /// The end of news days.
    pub rollover: Rollover,
    /// The items.
    pub timeline: Arc<Timeline>,
    /// The lists that queries can name.
    pub knowledge: Arc<Knowledge>,
}

impl RulesReading {
    /// Reads the rules; none if there is no file of them.
    pub fn read(&self) -> Result<Arc<RuleSet>, ConfigErrors> {
        match self.file.read()? {
            Some((name, text)) => self.parse(&name, &text).map(Arc::new),
            None => Ok(Arc::default()),
        }
    }

    /// Parses the text of the file; `name` is its name in errors.
    pub(super) fn parse(&self, name: &str, text: &str) -> Result<RuleSet, ConfigErrors> {
        let times = TimeContext {
            now: self.now,
            newest: self.timeline.newest().map(|item| item.stamp()),
            rollover: self.rollover,
            clock_day: None,
            has_days: &|days| self.timeline.has_any_day(days.first, days.last),
        };
        file::parse(name, text, &times, self.knowledge.watchlists())
    }
}
