//! Runs of folded items. A run ends where a row between items says something: at a day, a session, or a gap in the flow.

use std::sync::Arc;

use super::folded_run::FoldedRun;
use super::{ListIndex, VisibleDay, VisibleItems};
use crate::app::folding::Folding;
use crate::rules::RuleIndex;

/// A run in the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) struct ListedRun<'a> {
    /// Its topmost item.
    pub first: ListIndex,
    /// Its lowest item.
    pub last: ListIndex,
    /// The rules that fold it.
    pub rules: &'a [RuleIndex],
}

impl VisibleItems {
    /// Lets rules fold items; `None` for a list without folds.
    pub(in crate::app) fn fold_by(&mut self, folding: Option<Arc<Folding>>) {
        self.folding = folding;
    }

    /// What folds items of this list.
    pub(in crate::app) const fn folding(&self) -> Option<&Arc<Folding>> {
        self.folding.as_ref()
    }

    /// The run that an item is in. Its first use on a day walks over the items of that day.
    pub(in crate::app) fn run_at(&self, index: ListIndex) -> Option<ListedRun<'_>> {
        let day = self.days.get(index.day)?;
        let runs = self.runs_of(day);
        let nth = self.flip(day, index.nth);
        let run = runs.partition_point(|run| run.items.end <= nth);
        let run = runs.get(run).filter(|run| run.items.start <= nth)?;
        Some(self.listed(index.day, day, run))
    }

    /// The runs of a day of the list, the oldest first.
    pub(in crate::app) fn runs_in(&self, day: usize) -> impl Iterator<Item = ListedRun<'_>> {
        let days = self.days.get(day).into_iter();
        days.flat_map(move |visible| {
            let runs = self.runs_of(visible).iter();
            runs.map(move |run| self.listed(day, visible, run))
        })
    }

    /// Whether a day of the list has folded items.
    pub(in crate::app) fn has_runs(&self, day: usize) -> bool {
        let day = self.days.get(day);
        day.is_some_and(|day| !self.runs_of(day).is_empty())
    }

    fn runs_of<'a>(&'a self, day: &'a VisibleDay) -> &'a [FoldedRun] {
        match &self.folding {
            Some(folding) => day.runs.get_or_init(|| day.find_runs(folding)),
            None => &[],
        }
    }

    fn listed<'a>(&self, index: usize, day: &VisibleDay, run: &'a FoldedRun) -> ListedRun<'a> {
        let ends = [run.items.start, run.items.end - 1].map(|nth| ListIndex {
            day: index,
            nth: self.flip(day, nth),
        });
        let [oldest, newest] = ends;
        ListedRun {
            first: oldest.min(newest),
            last: oldest.max(newest),
            rules: &run.rules,
        }
    }
}

impl VisibleDay {
    fn find_runs(&self, folding: &Folding) -> Box<[FoldedRun]> {
        if !folding.knows(self.day.day()) {
            return Box::default();
        }
        let mut runs: Vec<FoldedRun> = Vec::new();
        let mut sessions = self.sessions(folding.rollover).iter();
        let mut session_start = sessions.next().map(|session| session.items().start);
        for nth in 0..self.len() {
            let row = self.row(nth);
            let begins_session = session_start == Some(nth);
            if begins_session {
                session_start = sessions.next().map(|session| session.items().start);
            }
            let Some(rule) = folding.rule_of(self.day.item(row)) else {
                continue;
            };
            let is_apart = begins_session || self.is_after_gap(row);
            let before = runs.last_mut();
            match before.filter(|run| run.items.end == nth && !is_apart) {
                Some(run) => run.add(rule),
                None => runs.push(FoldedRun::of(nth, rule)),
            }
        }
        runs.into()
    }

    /// Whether a row comes right after a gap in the flow. A day of a filtered list has none.
    pub(super) fn is_after_gap(&self, row: usize) -> bool {
        self.rows.is_none() && self.day.gaps().binary_search(&(row as u32)).is_ok()
    }
}
