//! The lines between items: the names of days and sessions, and what is missing.
//!
//! An item can have several above it. [`ItemList::rules_above`] is the one place that says which; line arithmetic and
//! drawing follow it. A new kind of line is a variant of [`ListRule`] and an element there.

use super::ItemList;
use crate::app::ListIndex;
use crate::item::Stamp;

/// The lowest list that names sessions, in lines.
const MIN_HEIGHT: u16 = 12;
/// The fewest visible items of a day that names its sessions.
const MIN_ITEMS: usize = 40;

/// A line above an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListRule {
    /// Between what the user has seen and what came later.
    ReadLine {
        /// When the user was there last.
        left: Stamp,
        /// The newest item of the list that was seen.
        seen: ListIndex,
    },
    /// Whole days without an item.
    MissingDays {
        /// The last item before.
        since: Stamp,
        /// How many.
        days: u32,
    },
    /// The name of a day, and of the session below it.
    Day {
        /// Index into the visible days.
        day: usize,
        /// Index into the day's sessions.
        session: Option<usize>,
    },
    /// The name of a session.
    Session {
        /// Index into the visible days.
        day: usize,
        /// Index into the day's sessions.
        session: usize,
    },
    /// A gap in the flow: no entry came between these moments.
    Gap(Stamp, Stamp),
}

impl ItemList {
    /// The lines above an item, top to bottom.
    pub(super) fn rules_above(&self, index: ListIndex) -> impl Iterator<Item = ListRule> + use<> {
        let rules = if self.visible.is_sparse() {
            [None; 5]
        } else {
            [
                self.read_line_above(index),
                self.missing_days_above(index),
                self.day_above(index),
                self.session_above(index),
                self.gap_above(index),
            ]
        };
        rules.into_iter().flatten()
    }

    /// The number of lines above an item.
    pub(super) fn header_height(&self, index: ListIndex) -> i32 {
        let first = self.first_of_row(index);
        i32::try_from(self.rules_above(first).count()).unwrap_or_default()
    }

    /// During the load, days are missing that are still to be read.
    fn missing_days_above(&self, index: ListIndex) -> Option<ListRule> {
        let missing = self.visible.missing_days_above(index);
        let (since, days) = missing.filter(|_| self.is_loaded)?;
        Some(ListRule::MissingDays { since, days })
    }

    fn day_above(&self, index: ListIndex) -> Option<ListRule> {
        (index.nth == 0).then(|| ListRule::Day {
            day: index.day,
            session: self.session_beginning(index),
        })
    }

    fn session_above(&self, index: ListIndex) -> Option<ListRule> {
        let session = self.session_beginning(index).filter(|_| index.nth > 0)?;
        Some(ListRule::Session {
            day: index.day,
            session,
        })
    }

    /// The session whose topmost item this is. Small lists and quiet days name none.
    fn session_beginning(&self, index: ListIndex) -> Option<usize> {
        let day = self.visible.days().get(index.day)?;
        let has_room = self.height >= MIN_HEIGHT && day.len() >= MIN_ITEMS;
        if has_room {
            self.visible.session_beginning(index, self.rollover)
        } else {
            None
        }
    }

    fn gap_above(&self, index: ListIndex) -> Option<ListRule> {
        let (from, until) = self.visible.gap_above(index)?;
        Some(ListRule::Gap(from, until))
    }
}
