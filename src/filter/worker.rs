//! The threads that run passes: as many as there are processors, each taking a few days at a time, and one for days that
//! changed.

use std::fmt;
use std::iter;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::Instant;

use super::hits::{DayHits, PassProgress, PreviousPass};
use super::pass::{PassResults, RunningPass};
use super::plan::FilterPlan;
use crate::item::NewsDay;
use crate::knowledge::Knowledge;
use crate::query::Matcher;
use crate::timeline::Timeline;
use crate::worker::{Worker, catch};

/// Runs passes, one at a time; dropping it ends its threads.
pub struct FilterWorker {
    searchers: Vec<Worker<Arc<RunningPass>>>,
    /// One thread, to publish the results of a day in order.
    refresher: Worker<Refresh>,
    /// The latest pass. Its threads own it: its timeline is freed once it is complete.
    running: Weak<RunningPass>,
    shared: Arc<Shared>,
}

/// Days that changed since their pass began.
struct Refresh {
    pass: u64,
    matcher: Matcher,
    knowledge: Arc<Knowledge>,
    timeline: Arc<Timeline>,
    days: Vec<NewsDay>,
}

struct Shared {
    /// The number of the running pass and its results. Locked while results are published, to keep their order.
    results: Mutex<(Option<u64>, PassResults)>,
    publish: Box<dyn Fn(PassProgress) + Send + Sync>,
    on_panic: Box<dyn Fn() + Send + Sync>,
}

impl fmt::Debug for FilterWorker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FilterWorker").finish_non_exhaustive()
    }
}

impl FilterWorker {
    /// Starts the threads. On them, `publish` is called with results, one call at a time, and `on_panic` where the hits of some
    /// days are missing because of a panic. Neither may call this worker.
    pub fn start(
        publish: impl Fn(PassProgress) + Send + Sync + 'static,
        on_panic: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let shared = Arc::new(Shared {
            results: Mutex::new((None, PassResults::new(Instant::now()))),
            publish: Box::new(publish),
            on_panic: Box::new(on_panic),
        });
        let refresher = start(&shared, |shared, refreshes: Vec<Refresh>| {
            refreshes.iter().for_each(|refresh| shared.refresh(refresh));
        });
        let searcher = || {
            start(&shared, |shared, passes: Vec<Arc<RunningPass>>| {
                passes.last().into_iter().for_each(|pass| shared.run(pass));
            })
        };
        // Of those to which the system refuses a thread only the first is kept: it would serve requests where they are sent.
        let first = searcher();
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let others = (1..threads)
            .map(|_| searcher())
            .take_while(Worker::has_thread);
        Self {
            searchers: iter::once(first).chain(others).collect(),
            refresher,
            running: Weak::new(),
            shared,
        }
    }

    /// Cancels the running pass and begins one over all days. `within` is a complete pass over the same timeline whose matcher
    /// this one narrows: only its hits are searched.
    pub fn start_pass(
        &mut self,
        pass: u64,
        matcher: Matcher,
        knowledge: Arc<Knowledge>,
        timeline: Arc<Timeline>,
        within: Option<PreviousPass>,
    ) {
        self.cancel();
        *lock(&self.shared.results) = (Some(pass), PassResults::new(Instant::now()));
        let pass = Arc::new(RunningPass::new(pass, matcher, knowledge, timeline, within));
        self.running = Arc::downgrade(&pass);
        for searcher in &self.searchers {
            searcher.send(Arc::clone(&pass));
        }
    }

    /// Searches days again that have changed since this pass began, or are new, and publishes their hits, also where there are
    /// none. The pass itself goes on.
    pub fn refresh(
        &self,
        pass: u64,
        matcher: Matcher,
        knowledge: Arc<Knowledge>,
        timeline: Arc<Timeline>,
        days: Vec<NewsDay>,
    ) {
        let mut results = lock(&self.shared.results);
        if results.0 != Some(pass) {
            return;
        }
        results.1.supersede(&days);
        drop(results);
        self.refresher.send(Refresh {
            pass,
            matcher,
            knowledge,
            timeline,
            days,
        });
    }

    /// Ends the running pass, and lets an earlier one that is complete be current: its days can be searched again.
    pub fn resume(&self, pass: u64) {
        self.cancel();
        *lock(&self.shared.results) = (Some(pass), PassResults::complete(Instant::now()));
    }

    /// Ends the running pass.
    pub fn cancel(&self) {
        if let Some(pass) = self.running.upgrade() {
            pass.cancel();
        }
        lock(&self.shared.results).0 = None;
    }
}

impl Drop for FilterWorker {
    fn drop(&mut self) {
        self.cancel();
    }
}

fn start<R: Send + 'static>(shared: &Arc<Shared>, work: fn(&Shared, Vec<R>)) -> Worker<R> {
    let (state, panicked) = (Arc::clone(shared), Arc::clone(shared));
    Worker::start(
        "filter",
        move || Arc::clone(&state),
        move |shared, requests| work(shared, requests),
        move || (panicked.on_panic)(),
    )
}

impl Shared {
    /// Does steps of a pass until none is left.
    fn run(&self, pass: &RunningPass) {
        while let Some(step) = pass.claim_step() {
            // A pass reaches its end without the days on which its matcher panics.
            let found = self.catch(|| pass.run(step));
            let mut results = lock(&self.results);
            if results.0 != Some(pass.number) || pass.is_cancelled() {
                return;
            }
            if let Some(progress) = results.1.add(pass, step, found, Instant::now()) {
                (self.publish)(progress);
            }
        }
    }

    fn refresh(&self, refresh: &Refresh) {
        let is_current = |running: Option<u64>| running == Some(refresh.pass);
        if !is_current(lock(&self.results).0) {
            return;
        }
        let days = refresh
            .days
            .iter()
            .filter_map(|&day| refresh.timeline.day(day));
        let found = self.catch(|| {
            let plan = FilterPlan::new(refresh.matcher.clone(), Arc::clone(&refresh.knowledge));
            days.map(|day| plan.day_hits(day)).collect()
        });
        let results = lock(&self.results);
        if is_current(results.0) {
            (self.publish)(PassProgress {
                pass: refresh.pass,
                found,
                prepared: None,
                reached: None,
                complete: results.1.is_complete(),
            });
        }
    }

    fn catch(&self, search: impl FnOnce() -> Vec<DayHits>) -> Vec<DayHits> {
        catch(search).unwrap_or_else(|_| {
            (self.on_panic)();
            Vec::new()
        })
    }
}

/// Guarded values are whole between statements: one that a panic poisoned is still good.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
