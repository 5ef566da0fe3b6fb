//! Where the list's items come from: the timeline, or the filter's matches.
//!
//! The list keeps the items of the last query until the new pass has reached the selected item: nothing flickers, and the
//! selection moves only once.

use std::sync::Arc;

use super::VisibleItems;
use super::search_pass::MatchedDays;
use crate::config::Order;
use crate::timeline::Timeline;

/// Whether the filter is on, and whose matches the list shows.
#[derive(Debug, Clone, Default)]
pub(super) struct ListSource {
    is_on: bool,
    items: SourceItems,
}

#[derive(Debug, Clone, Default)]
enum SourceItems {
    /// The whole timeline: there is no filter, it is off, or its pass has not come far enough.
    #[default]
    All,
    /// The matches of an earlier pass, until the current one has come far enough.
    Previous(MatchedDays),
    /// The matches of the current pass.
    Current,
}

impl ListSource {
    /// Whether the filter is on.
    pub(super) const fn is_on(&self) -> bool {
        self.is_on
    }

    /// Turns the filter on; its matches come later.
    pub(super) const fn turn_on(&mut self) {
        self.is_on = true;
    }

    /// Turns the filter on or off. `is_ready` says whether its matches can be shown at once.
    pub(super) fn toggle(&mut self, is_ready: bool) {
        self.is_on = !self.is_on;
        self.items = if self.is_on && is_ready {
            SourceItems::Current
        } else {
            SourceItems::All
        };
    }

    /// Keeps the matches of the pass before, if they are on screen: a new pass started.
    pub(super) fn keep_previous(&mut self, found: MatchedDays) {
        if self.is_current() {
            self.items = SourceItems::Previous(found);
        }
    }

    /// Whether the list shows the matches of the current pass.
    pub(super) const fn is_current(&self) -> bool {
        matches!(self.items, SourceItems::Current)
    }

    /// Shows the matches of the current pass.
    pub(super) fn use_current(&mut self) {
        self.items = SourceItems::Current;
    }

    /// Drops days that are no longer in the timeline.
    pub(super) fn retain_days(&mut self, timeline: &Timeline) {
        if let SourceItems::Previous(found) = &mut self.items {
            found.retain(|&day, _| timeline.day(day).is_some());
        }
    }

    /// Collects the items that the list holds; `found` has the matches of the current pass.
    pub(super) fn visible(
        &self,
        order: Order,
        timeline: &Timeline,
        found: &MatchedDays,
    ) -> VisibleItems {
        let found = match &self.items {
            SourceItems::All => {
                let days = timeline.days().iter();
                return VisibleItems::new(order, days.map(|day| (Arc::clone(day), None)));
            }
            SourceItems::Previous(found) => found,
            SourceItems::Current => found,
        };
        let days = found.values();
        let days = days.map(|found| (Arc::clone(&found.day), Some(Arc::clone(&found.rows))));
        VisibleItems::new(order, days)
    }
}
