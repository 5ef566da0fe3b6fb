//! The threads that run passes: as many as there are processors, each taking a day at a time.

use std::collections::VecDeque;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use super::pass::{Findings, Pass};
use super::{Earlier, Found, Plan, Progress};
use crate::item::NewsDay;
use crate::timeline::{Day, Timeline};

/// The worker that runs passes, one at a time; dropping it ends its threads.
#[derive(Debug)]
pub struct Filter {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
}

/// Days that changed under a pass and are to be looked at again.
struct Refresh {
    pass: u64,
    plan: Arc<Plan>,
    timeline: Arc<Timeline>,
    days: Vec<NewsDay>,
}

/// What a free thread can do.
enum Task {
    Step(Arc<Pass>, usize),
    Refresh(Refresh),
}

#[derive(Default)]
struct Queue {
    pass: Option<Arc<Pass>>,
    refreshes: VecDeque<Refresh>,
    /// A thread looks at changed days: two at once could tell their findings in the wrong order.
    refreshing: bool,
    closing: bool,
}

struct Shared {
    queue: Mutex<Queue>,
    wake: Condvar,
    /// The number of the pass in force and what it has found; locked while it is told, so that the order is kept.
    findings: Mutex<(Option<u64>, Findings)>,
    publish: Box<dyn Fn(Progress) + Send + Sync>,
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").finish_non_exhaustive()
    }
}

impl Filter {
    /// Starts the worker; `publish` is called on its threads, one call at a time, and must not call back.
    pub fn spawn(publish: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        let shared = Arc::new(Shared {
            queue: Mutex::default(),
            wake: Condvar::new(),
            findings: Mutex::new((None, Findings::new(Instant::now()))),
            publish: Box::new(publish),
        });
        let count = thread::available_parallelism().map_or(1, usize::from);
        let spawn = |_| {
            let shared = Arc::clone(&shared);
            thread::Builder::new()
                .name("filter".to_owned())
                .spawn(move || shared.work())
                .ok()
        };
        let threads = (0..count).filter_map(spawn).collect();
        Self { shared, threads }
    }

    /// Begins a pass over all days, and cancels the one before. `within` is an earlier one whose matcher this one narrows: then
    /// only its hits are looked at.
    pub fn start(&self, pass: u64, plan: Plan, timeline: Arc<Timeline>, within: Option<Earlier>) {
        let started = Arc::new(Pass::new(pass, plan, timeline, within));
        let mut queue = lock(&self.shared.queue);
        queue.stop();
        *lock(&self.shared.findings) = (Some(pass), Findings::new(Instant::now()));
        queue.pass = Some(started);
        drop(queue);
        self.shared.wake.notify_all();
    }

    /// Looks at these days again, which have changed since the pass with this number began (or are new), and publishes
    /// what they hold, also where that is nothing. The pass itself goes on if it has not come to its end.
    pub fn refresh(&self, pass: u64, plan: Plan, timeline: Arc<Timeline>, days: Vec<NewsDay>) {
        let mut queue = lock(&self.shared.queue);
        let mut findings = lock(&self.shared.findings);
        if findings.0 != Some(pass) {
            return;
        }
        findings.1.supersede(&days);
        drop(findings);
        queue.refreshes.push_back(Refresh {
            pass,
            plan: Arc::new(plan),
            timeline,
            days,
        });
        drop(queue);
        self.shared.wake.notify_all();
    }

    /// Ends the pass that is running.
    pub fn cancel(&self) {
        let mut queue = lock(&self.shared.queue);
        queue.stop();
        lock(&self.shared.findings).0 = None;
    }
}

impl Drop for Filter {
    fn drop(&mut self) {
        let mut queue = lock(&self.shared.queue);
        queue.stop();
        queue.closing = true;
        drop(queue);
        self.shared.wake.notify_all();
        for thread in self.threads.drain(..) {
            // A thread that panicked has nothing more to say.
            let _ = thread.join();
        }
    }
}

impl Queue {
    fn stop(&mut self) {
        if let Some(pass) = self.pass.take() {
            pass.cancel();
        }
        self.refreshes.clear();
    }

    /// Lets go of a pass that has come to its end, and of its timeline.
    fn end(&mut self, pass: &Pass) {
        self.pass.take_if(|running| running.number == pass.number);
    }

    fn next(&mut self) -> Option<Task> {
        if !self.refreshing
            && let Some(refresh) = self.refreshes.pop_front()
        {
            self.refreshing = true;
            return Some(Task::Refresh(refresh));
        }
        let pass = self.pass.as_ref()?;
        pass.take().map(|step| Task::Step(Arc::clone(pass), step))
    }
}

impl Shared {
    fn work(&self) {
        while let Some(task) = self.wait() {
            match task {
                Task::Step(pass, step) => self.step(&pass, step),
                Task::Refresh(refresh) => {
                    self.refresh(&refresh);
                    lock(&self.queue).refreshing = false;
                    self.wake.notify_all();
                }
            }
        }
    }

    /// The next thing to do; `None` when the worker is to end.
    fn wait(&self) -> Option<Task> {
        let mut queue = lock(&self.queue);
        loop {
            if queue.closing {
                return None;
            }
            if let Some(task) = queue.next() {
                return Some(task);
            }
            queue = self
                .wake
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn step(&self, pass: &Pass, step: usize) {
        // A matcher that panics on one day must not keep the pass from its end.
        let found = catch_unwind(AssertUnwindSafe(|| pass.run(step))).unwrap_or_default();
        let mut findings = lock(&self.findings);
        if findings.0 != Some(pass.number) || pass.is_cancelled() {
            return;
        }
        let progress = findings.1.add(pass, step, found, Instant::now());
        if let Some(progress) = progress {
            (self.publish)(progress);
        }
        let is_complete = findings.1.is_complete();
        drop(findings);
        if is_complete {
            lock(&self.queue).end(pass);
        }
    }

    fn refresh(&self, refresh: &Refresh) {
        let days = refresh
            .days
            .iter()
            .filter_map(|&day| refresh.timeline.day(day));
        let find = |day: &Arc<Day>| Found {
            day: Arc::clone(day),
            rows: refresh.plan.day(day).into(),
        };
        let found = catch_unwind(AssertUnwindSafe(|| days.map(find).collect())).unwrap_or_default();
        let findings = lock(&self.findings);
        if findings.0 == Some(refresh.pass) {
            (self.publish)(Progress {
                pass: refresh.pass,
                found,
                reached: None,
                complete: findings.1.is_complete(),
            });
        }
    }
}

/// What a lock guards is whole between statements, so that a panic elsewhere leaves nothing to be afraid of.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
