//! Where the list's items come from: the timeline, or the matches of the view or of the filter.
//!
//! The list keeps the items of the last query until the new pass has reached the selected item: nothing flickers, and the
//! selection moves only once.

use std::sync::Arc;

use super::search_pass::MatchedDays;
use super::{SearchKind, VisibleItems};
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
    /// The whole timeline: no search narrows it, or its pass has not come far enough.
    #[default]
    All,
    /// The matches of an earlier pass, until the current one has come far enough.
    Previous(MatchedDays),
    /// The matches of the current pass of the view or of the filter.
    Of(SearchKind),
}

impl ListSource {
    /// Whether the filter is on.
    pub(super) const fn is_on(&self) -> bool {
        self.is_on
    }

    /// Turns the filter on or off; its matches come later.
    pub(super) const fn turn(&mut self, is_on: bool) {
        self.is_on = is_on;
    }

    /// Keeps the matches of the pass before, if they are on screen: a new pass started.
    pub(super) fn keep_previous(&mut self, kind: SearchKind, found: MatchedDays) {
        if self.shows(Some(kind)) {
            self.items = SourceItems::Previous(found);
        }
    }

    /// Whether the list shows the matches of the current pass of a search, or everything.
    pub(super) fn shows(&self, search: Option<SearchKind>) -> bool {
        match (&self.items, search) {
            (SourceItems::All, None) => true,
            (SourceItems::Of(shown), Some(kind)) => *shown == kind,
            (SourceItems::All | SourceItems::Previous(_) | SourceItems::Of(_), _) => false,
        }
    }

    /// The search whose current matches the list shows.
    pub(super) const fn shown(&self) -> Option<SearchKind> {
        match self.items {
            SourceItems::Of(kind) => Some(kind),
            SourceItems::All | SourceItems::Previous(_) => None,
        }
    }

    /// Shows the matches of the current pass of a search, or everything.
    pub(super) fn show(&mut self, search: Option<SearchKind>) {
        self.items = search.map_or(SourceItems::All, SourceItems::Of);
    }

    /// Drops days that are no longer in the timeline.
    pub(super) fn retain_days(&mut self, timeline: &Timeline) {
        if let SourceItems::Previous(found) = &mut self.items {
            found.retain(|&day, _| timeline.day(day).is_some());
        }
    }

    /// Collects the items that the list holds; `found` has the matches of the current pass of the search that it shows.
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
            SourceItems::Of(_) => found,
        };
        let days = found.values();
        let days = days.map(|found| (Arc::clone(&found.day), Some(Arc::clone(&found.rows))));
        VisibleItems::new(order, days)
    }
}
