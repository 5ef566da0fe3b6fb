//! What the filter and find know: what was asked for, and what their passes have found so far.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::filter::{DayHits, PassProgress, PreviousPass};
use crate::item::NewsDay;
use crate::query::{Matcher, Query};
use crate::timeline::Timeline;

/// Hits per day, each with the day they were found in.
pub(super) type HitDays = BTreeMap<NewsDay, DayHits>;

/// The filter: what it is and how far its pass has come.
#[derive(Debug, Clone, Default)]
pub struct FilterState {
    /// As it was typed; empty for none.
    pub source: String,
    /// What it means at this time; the last valid one while one types.
    pub query: Option<Query>,
    /// What finds it.
    pub matcher: Option<Matcher>,
    /// Whether it is in force; `\` turns it off and on.
    pub on: bool,
    /// Its pass.
    pub pass: Pass,
    /// The pass that this one may start from.
    pub within: Option<PreviousPass>,
    pub(super) standing: Standing,
}

/// What the list shows.
#[derive(Debug, Clone, Default)]
pub(super) enum Standing {
    /// The whole timeline: there is no filter, it is off, or its pass has not come far enough.
    #[default]
    All,
    /// The hits of an older pass, until this one has come far enough.
    Older(HitDays),
    /// The hits of the pass.
    Pass,
}

/// Find in place: what is lit.
#[derive(Debug, Clone, Default)]
pub struct FindState {
    /// As it was typed; empty for none.
    pub source: String,
    /// What it means at this time.
    pub query: Option<Query>,
    /// What finds it.
    pub matcher: Option<Matcher>,
    /// Its pass.
    pub pass: Pass,
    /// Which of the matches is selected, from 1, and how many there are in the list; `(0, n)` where the selected item is none.
    pub place: (usize, usize),
    /// How many matches stand above each of the list's days.
    pub(super) before: Vec<usize>,
    /// A jump that waits until the pass has come far enough.
    pub(super) seek: Option<Seek>,
}

/// A jump to a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seek {
    /// From where.
    pub from: super::Position,
    /// Whether down the list.
    pub down: bool,
    /// How many matches further; 0 where the item at `from` may be the one.
    pub steps: usize,
}

/// A pass over all days.
#[derive(Debug, Clone, Default)]
pub struct Pass {
    /// Its number; messages of others are dropped.
    pub number: u64,
    /// Whether it has come to its end.
    pub complete: bool,
    pub(super) found: HitDays,
    reached: Option<NewsDay>,
    /// Days that changed and have not been looked at again.
    awaited: BTreeSet<NewsDay>,
}

impl Pass {
    pub(super) fn begin(number: u64) -> Self {
        Self {
            number,
            ..Self::default()
        }
    }

    /// Takes in what was found; false where it is of another pass.
    pub(super) fn take(&mut self, progress: PassProgress, timeline: &Timeline) -> bool {
        if progress.pass != self.number {
            return false;
        }
        for found in progress.found {
            self.take_day(found, timeline);
        }
        self.reached = progress.reached.or(self.reached);
        self.complete |= progress.complete;
        true
    }

    /// A pass may publish a day as it was when the pass began after the same day was looked at again: rows of the day as it
    /// is now are never replaced by older ones.
    fn take_day(&mut self, found: DayHits, timeline: &Timeline) {
        let day = found.day.day();
        let Some(now) = timeline.day(day) else { return };
        if Arc::ptr_eq(now, &found.day) {
            self.awaited.remove(&day);
        } else if self
            .found
            .get(&day)
            .is_some_and(|known| Arc::ptr_eq(now, &known.day))
        {
            return;
        }
        self.found.insert(day, found);
    }

    /// The timeline changed: forgets days that are gone, and expects the others to be looked at again.
    pub(super) fn expect(&mut self, changed: &[NewsDay], timeline: &Timeline) {
        for &day in changed {
            if timeline.day(day).is_some() {
                self.awaited.insert(day);
            } else {
                self.awaited.remove(&day);
                self.found.remove(&day);
            }
        }
    }

    /// Whether the day was looked at.
    pub(super) fn knows(&self, day: NewsDay) -> bool {
        self.complete || self.reached.is_some_and(|reached| reached <= day)
    }

    /// Whether it has looked at anything yet.
    pub(super) const fn has_begun(&self) -> bool {
        self.complete || self.reached.is_some()
    }

    /// Its hits for a pass that narrows it; none while it does not know everything.
    pub(super) fn rows(&self) -> Option<BTreeMap<NewsDay, Arc<[u32]>>> {
        let current = self.complete && self.awaited.is_empty();
        current.then(|| {
            self.found
                .iter()
                .map(|(&day, found)| (day, Arc::clone(&found.rows)))
                .collect()
        })
    }
}
