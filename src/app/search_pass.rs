//! A pass of the filter or find over all days, and what it has found so far.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::sync::Arc;

use crate::filter::{DayHits, PassProgress, PinyinHits};
use crate::item::NewsDay;
use crate::timeline::Timeline;

/// Matching rows by day, each with the day that was searched.
pub(super) type MatchedDays = BTreeMap<NewsDay, DayHits>;

/// How many matches a pass has found, and how many of them match as pinyin only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MatchCounts {
    /// All matches.
    pub all: usize,
    /// Those that match as pinyin only.
    pub pinyin: PinyinHits,
}

impl MatchCounts {
    fn add(&mut self, day: &DayHits) {
        self.all += day.rows.len();
        self.pinyin.names += day.pinyin.names;
        self.pinyin.readings += day.pinyin.readings;
    }

    fn remove(&mut self, day: &DayHits) {
        self.all -= day.rows.len();
        self.pinyin.names -= day.pinyin.names;
        self.pinyin.readings -= day.pinyin.readings;
    }
}

/// A pass over all days, newest first.
#[derive(Debug, Clone, Default)]
pub struct SearchPass {
    number: u64,
    complete: bool,
    found: MatchedDays,
    /// How many matches of each kind there are.
    counts: MatchCounts,
    /// The oldest day that was searched together with all newer ones.
    reached: Option<NewsDay>,
    /// Changed days that were not searched again yet.
    pending: BTreeSet<NewsDay>,
}

impl SearchPass {
    /// The number of the pass; progress of other passes is dropped.
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// Whether every day was searched.
    pub const fn is_complete(&self) -> bool {
        self.complete
    }

    /// The matches so far.
    pub(super) const fn found(&self) -> &MatchedDays {
        &self.found
    }

    /// How many matches were found so far.
    pub const fn counts(&self) -> MatchCounts {
        self.counts
    }

    /// Replaces the matches of a day.
    fn replace(&mut self, day: NewsDay, found: Option<DayHits>) {
        if let Some(found) = &found {
            self.counts.add(found);
        }
        let before = match found {
            Some(found) => self.found.insert(day, found),
            None => self.found.remove(&day),
        };
        if let Some(before) = &before {
            self.counts.remove(before);
        }
    }

    /// Starts a new pass; returns the matches of the one before.
    pub(super) fn restart(&mut self, number: u64) -> MatchedDays {
        let before = mem::replace(
            self,
            Self {
                number,
                ..Self::default()
            },
        );
        before.found
    }

    /// Takes in progress; false if it belongs to another pass.
    pub(super) fn receive(&mut self, progress: PassProgress, timeline: &Timeline) -> bool {
        if progress.pass != self.number {
            return false;
        }
        for found in progress.found {
            self.receive_day(found, timeline);
        }
        self.reached = progress.reached.or(self.reached);
        self.complete |= progress.complete;
        true
    }

    /// Results may arrive out of order: rows of the current `Arc<Day>` are never replaced by rows of an older one.
    fn receive_day(&mut self, found: DayHits, timeline: &Timeline) {
        let day = found.day.day();
        let Some(current) = timeline.day(day) else {
            return;
        };
        if Arc::ptr_eq(current, &found.day) {
            self.pending.remove(&day);
        } else if self
            .found
            .get(&day)
            .is_some_and(|known| Arc::ptr_eq(current, &known.day))
        {
            return;
        }
        self.replace(day, Some(found));
    }

    /// Forgets days that are gone, and waits for other changed days to be searched again.
    pub(super) fn invalidate(&mut self, changed: &[NewsDay], timeline: &Timeline) {
        for &day in changed {
            if timeline.day(day).is_some() {
                self.pending.insert(day);
            } else {
                self.pending.remove(&day);
                self.replace(day, None);
            }
        }
    }

    /// Continues under another number.
    pub(super) const fn renumber(&mut self, number: u64) {
        self.number = number;
    }

    /// Drops the matches of days that have changed: nothing shows them, and they would keep old days in memory.
    pub(super) fn forget(&mut self, changed: &[NewsDay], timeline: &Timeline) {
        self.invalidate(changed, timeline);
        for &day in changed {
            self.replace(day, None);
        }
    }

    /// The changed days that were not searched again.
    pub(super) fn unsearched(&self) -> Vec<NewsDay> {
        self.pending.iter().copied().collect()
    }

    /// Whether the matches of a day were dropped, and are not found again yet.
    pub(super) fn lacks(&self, day: NewsDay) -> bool {
        self.pending.contains(&day) && !self.found.contains_key(&day)
    }

    /// Whether a day was searched.
    pub(super) fn has_reached(&self, day: NewsDay) -> bool {
        self.complete || self.reached.is_some_and(|reached| reached <= day)
    }

    /// Whether any day was searched.
    pub(super) const fn has_started(&self) -> bool {
        self.complete || self.reached.is_some()
    }

    /// The matching rows, for a pass with a narrower query; `None` until every day was searched.
    pub(super) fn rows(&self) -> Option<BTreeMap<NewsDay, Arc<[u32]>>> {
        (self.complete && self.pending.is_empty()).then(|| {
            self.found
                .iter()
                .map(|(&day, found)| (day, Arc::clone(&found.rows)))
                .collect()
        })
    }
}
