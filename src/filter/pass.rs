//! One pass of a filter: which days are still to be looked at, and what is to be told next.
//!
//! Days are taken newest first by whichever worker is free, and told in that order whoever finished first.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::{Earlier, Found, Plan, Progress};
use crate::item::NewsDay;
use crate::timeline::{Day, Timeline};

/// How long findings wait for company at most: a frame of the screen.
const PATIENCE: Duration = Duration::from_millis(10);
/// How many days with findings are told at once at most.
const BATCH: usize = 64;

/// How many days are a step of their own: the newest, which fill the first screen.
const SINGLE: usize = 32;
/// How many older days make a step, so that the workers seldom wait for each other.
const STRIDE: usize = 16;

/// A pass that runs.
#[derive(Debug)]
pub(super) struct Pass {
    pub(super) number: u64,
    plan: Plan,
    timeline: Arc<Timeline>,
    within: Option<Earlier>,
    next: AtomicUsize,
    cancelled: AtomicBool,
}

impl Pass {
    pub(super) fn new(
        number: u64,
        plan: Plan,
        timeline: Arc<Timeline>,
        within: Option<Earlier>,
    ) -> Self {
        let plan = match &within {
            None => plan,
            Some(earlier) => plan.beyond(&earlier.matcher),
        };
        let (next, cancelled) = (AtomicUsize::new(0), AtomicBool::new(false));
        Self {
            number,
            plan,
            timeline,
            within,
            next,
            cancelled,
        }
    }

    pub(super) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// How many steps it has; one for a timeline without days, so that its end is told.
    pub(super) fn steps(&self) -> usize {
        let days = self.timeline.days().len();
        (days.min(SINGLE) + days.saturating_sub(SINGLE).div_ceil(STRIDE)).max(1)
    }

    /// The next step that nobody has taken.
    pub(super) fn take(&self) -> Option<usize> {
        let step = self.next.fetch_add(1, Ordering::Relaxed);
        (step < self.steps() && !self.is_cancelled()).then_some(step)
    }

    /// The days of a step, ascending; steps go from the newest day back.
    fn days(&self, step: usize) -> &[Arc<Day>] {
        let days = self.timeline.days();
        let before = step.min(SINGLE) + step.saturating_sub(SINGLE) * STRIDE;
        let len = if step < SINGLE { 1 } else { STRIDE };
        let end = days.len().saturating_sub(before);
        days.get(end.saturating_sub(len)..end).unwrap_or_default()
    }

    /// What a step finds, newest day first; days in which no row matches are left out.
    pub(super) fn run(&self, step: usize) -> Vec<Found> {
        let go_on = || !self.is_cancelled();
        let days = self.days(step).iter().rev();
        let Some(earlier) = &self.within else {
            let find = |day: &Arc<Day>| Found {
                day: Arc::clone(day),
                rows: self.plan.day_while(day, go_on).into(),
            };
            return days
                .take_while(|_| go_on())
                .map(find)
                .filter(|found| !found.rows.is_empty())
                .collect();
        };
        let hits: Vec<_> = days
            .filter_map(|day| Some((day, &**earlier.hits.days.get(&day.day())?)))
            .collect();
        self.plan.among(&hits, go_on)
    }
}

/// What the workers have found and not told yet.
#[derive(Debug)]
pub(super) struct Findings {
    /// Steps that are done while an earlier one is not.
    early: BTreeMap<usize, Vec<Found>>,
    told: usize,
    batch: Vec<Found>,
    /// When something was told last, or the pass began.
    last: Instant,
    /// Whether hits were told: the first of them do not wait.
    has_hits: bool,
    /// Days that were looked at again since: what the pass finds in them is out of date.
    superseded: HashSet<NewsDay>,
    complete: bool,
}

impl Findings {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            early: BTreeMap::new(),
            told: 0,
            batch: Vec::new(),
            last: now,
            has_hits: false,
            superseded: HashSet::new(),
            complete: false,
        }
    }

    pub(super) fn supersede(&mut self, days: &[NewsDay]) {
        self.superseded.extend(days);
        self.batch.retain(|found| !days.contains(&found.day.day()));
    }

    pub(super) const fn is_complete(&self) -> bool {
        self.complete
    }

    /// Takes what a step has found; gives back what is to be told now.
    pub(super) fn add(
        &mut self,
        pass: &Pass,
        step: usize,
        found: Vec<Found>,
        now: Instant,
    ) -> Option<Progress> {
        self.early.insert(step, found);
        while let Some(found) = self.early.remove(&self.told) {
            self.told += 1;
            self.batch.extend(
                found
                    .into_iter()
                    .filter(|found| !self.superseded.contains(&found.day.day())),
            );
        }
        self.complete = self.told == pass.steps();
        let is_first = !self.has_hits && !self.batch.is_empty();
        let is_due =
            now.saturating_duration_since(self.last) >= PATIENCE || self.batch.len() >= BATCH;
        (is_first || is_due || self.complete).then(|| self.tell(pass, now))
    }

    fn tell(&mut self, pass: &Pass, now: Instant) -> Progress {
        self.last = now;
        self.has_hits |= !self.batch.is_empty();
        let reached = self
            .told
            .checked_sub(1)
            .and_then(|step| pass.days(step).first())
            .map(|day| day.day());
        Progress {
            pass: pass.number,
            found: std::mem::take(&mut self.batch),
            reached,
            complete: self.complete,
        }
    }
}
