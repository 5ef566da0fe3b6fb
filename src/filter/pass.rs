//! One pass: the days left to search, and the hits to publish next.
//!
//! A free thread takes the newest days that nobody has taken. Hits are published newest day first, even if threads finish in
//! another order.

use std::collections::{BTreeMap, HashSet};
use std::mem;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use super::hits::{DayHits, PassProgress, PreviousPass};
use super::plan::FilterPlan;
use crate::item::NewsDay;
use crate::knowledge::Knowledge;
use crate::query::Matcher;
use crate::timeline::{Day, Timeline};

/// How long hits wait for more before they are published: one frame of the screen.
const MAX_DELAY: Duration = Duration::from_millis(10);
/// How many days with hits are published at once at most.
const MAX_BATCH: usize = 64;

/// How many of the newest days are a step each: they fill the first screen.
const SINGLE_DAYS: usize = 32;
/// How many older days make one step: with fewer, threads would wait for each other's lock.
const DAYS_PER_STEP: usize = 16;

/// A pass, shared by the threads that run it.
#[derive(Debug)]
pub(super) struct RunningPass {
    pub(super) number: u64,
    matcher: Matcher,
    knowledge: Arc<Knowledge>,
    timeline: Arc<Timeline>,
    within: Option<PreviousPass>,
    prepared: OnceLock<PreparedPass>,
    next_step: AtomicUsize,
    cancelled: AtomicBool,
}

/// What the first thread of a pass makes for all: for thousands of words it takes longer than a frame.
#[derive(Debug)]
struct PreparedPass {
    plan: FilterPlan,
    /// For the first message.
    matcher: Option<Matcher>,
}

impl RunningPass {
    pub(super) const fn new(
        number: u64,
        matcher: Matcher,
        knowledge: Arc<Knowledge>,
        timeline: Arc<Timeline>,
        within: Option<PreviousPass>,
    ) -> Self {
        Self {
            number,
            matcher,
            knowledge,
            timeline,
            within,
            prepared: OnceLock::new(),
            next_step: AtomicUsize::new(0),
            cancelled: AtomicBool::new(false),
        }
    }

    pub(super) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    fn prepared(&self) -> &PreparedPass {
        self.prepared.get_or_init(|| {
            let plan = FilterPlan::new(self.matcher.clone(), Arc::clone(&self.knowledge));
            PreparedPass {
                matcher: plan.prepared(),
                plan: match &self.within {
                    None => plan,
                    Some(previous) => plan.residual(&previous.matcher),
                },
            }
        })
    }

    /// The number of steps; 1 for a timeline without days, whose end is published too.
    fn steps(&self) -> usize {
        let days = self.timeline.days().len();
        (days.min(SINGLE_DAYS) + days.saturating_sub(SINGLE_DAYS).div_ceil(DAYS_PER_STEP)).max(1)
    }

    /// Claims the next step for the calling thread; `None` once none is left or the pass is cancelled.
    pub(super) fn claim_step(&self) -> Option<usize> {
        let step = self.next_step.fetch_add(1, Ordering::Relaxed);
        (step < self.steps() && !self.is_cancelled()).then_some(step)
    }

    /// The days of a step, oldest first. Step 0 is the newest day.
    fn days(&self, step: usize) -> &[Arc<Day>] {
        let days = self.timeline.days();
        let newer = step.min(SINGLE_DAYS) + step.saturating_sub(SINGLE_DAYS) * DAYS_PER_STEP;
        let len = if step < SINGLE_DAYS { 1 } else { DAYS_PER_STEP };
        let end = days.len().saturating_sub(newer);
        days.get(end.saturating_sub(len)..end).unwrap_or_default()
    }

    /// Searches the days of a step. Returns those with hits, newest first.
    pub(super) fn run(&self, step: usize) -> Vec<DayHits> {
        let plan = &self.prepared().plan;
        let go_on = || !self.is_cancelled();
        let days = self.days(step).iter().rev();
        let Some(previous) = &self.within else {
            return days
                .take_while(|_| go_on())
                .map(|day| plan.day_hits_while(day, go_on))
                .filter(|hits| !hits.rows.is_empty())
                .collect();
        };
        let hits: Vec<_> = days
            .filter_map(|day| Some((day, &**previous.rows.get(&day.day())?)))
            .collect();
        plan.search_rows(&hits, go_on)
    }
}

/// What the threads of a pass have found and not published yet.
#[derive(Debug)]
pub(super) struct PassResults {
    /// Results of steps that were done before an earlier step.
    early: BTreeMap<usize, Vec<DayHits>>,
    /// The number of steps whose results were taken in, in order.
    steps: usize,
    batch: Vec<DayHits>,
    /// When results were last published, or the pass began.
    last: Instant,
    /// Whether anything was published.
    has_begun: bool,
    /// Whether hits were published: the first of them do not wait.
    has_hits: bool,
    /// Days that were searched again since the pass began; its own hits in them are out of date.
    superseded: HashSet<NewsDay>,
    complete: bool,
}

impl PassResults {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            early: BTreeMap::new(),
            steps: 0,
            batch: Vec::new(),
            last: now,
            has_begun: false,
            has_hits: false,
            superseded: HashSet::new(),
            complete: false,
        }
    }

    /// The results of a pass that is complete, and published.
    pub(super) fn complete(now: Instant) -> Self {
        Self {
            complete: true,
            ..Self::new(now)
        }
    }

    /// Drops the hits in these days, now and later.
    pub(super) fn supersede(&mut self, days: &[NewsDay]) {
        self.superseded.extend(days);
        self.batch.retain(|hits| !days.contains(&hits.day.day()));
    }

    pub(super) const fn is_complete(&self) -> bool {
        self.complete
    }

    /// Takes in the hits of a step; returns what to publish now.
    pub(super) fn add(
        &mut self,
        pass: &RunningPass,
        step: usize,
        found: Vec<DayHits>,
        now: Instant,
    ) -> Option<PassProgress> {
        self.early.insert(step, found);
        while let Some(mut found) = self.early.remove(&self.steps) {
            self.steps += 1;
            found.retain(|hits| !self.superseded.contains(&hits.day.day()));
            self.batch.append(&mut found);
        }
        self.complete = self.steps == pass.steps();
        let is_first = !self.has_hits && !self.batch.is_empty();
        let is_due =
            now.saturating_duration_since(self.last) >= MAX_DELAY || self.batch.len() >= MAX_BATCH;
        (is_first || is_due || self.complete).then(|| self.progress(pass, now))
    }

    fn progress(&mut self, pass: &RunningPass, now: Instant) -> PassProgress {
        self.last = now;
        self.has_hits |= !self.batch.is_empty();
        let is_first = !mem::replace(&mut self.has_begun, true);
        let prepared = is_first.then(|| pass.prepared().matcher.clone()).flatten();
        let last_step = self.steps.checked_sub(1);
        PassProgress {
            pass: pass.number,
            found: mem::take(&mut self.batch),
            prepared,
            reached: last_step.and_then(|step| Some(pass.days(step).first()?.day())),
            complete: self.complete,
        }
    }
}
