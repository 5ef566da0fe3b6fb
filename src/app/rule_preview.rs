//! What the query of a rule finds, below the table of rules.

use super::Search;
use super::search_pass::MatchedDays;
use crate::filter::DayHits;
use crate::timeline::ItemRef;

/// The search for the items of a rule, over everything.
#[derive(Debug, Default)]
pub(super) struct RulePreview {
    pub search: Search,
    /// What the search before found. It is shown until this one finds something: nothing flickers while a query is typed.
    before: MatchedDays,
}

/// How many items a query finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PreviewCounts {
    /// Those of the newest day.
    pub on_newest_day: usize,
    /// All so far.
    pub all: usize,
    /// Whether every day was searched.
    pub is_complete: bool,
}

impl RulePreview {
    /// Keeps the matches of the pass before.
    pub(super) fn keep(&mut self, found: MatchedDays) {
        if !found.is_empty() {
            self.before = found;
        }
    }

    /// Drops the matches of the pass before.
    pub(super) fn forget(&mut self) {
        self.before = MatchedDays::default();
    }

    /// The matches to show.
    pub(super) fn shown(&self) -> &MatchedDays {
        if self.search.pass().has_started() {
            self.search.pass().found()
        } else {
            &self.before
        }
    }
}

/// The hits of a day, the newest first.
pub(super) fn newest_first(found: &DayHits) -> impl Iterator<Item = ItemRef<'_>> {
    let rows = found.rows.iter().rev();
    rows.map(|row| found.day.item(*row as usize))
}
