//! When each path is looked at: hot ones at every tick, thousands of cold ones in slow rotation.
//!
//! A `stat` takes some 10 µs. Looking at the 8,000 dumps of ten years every two seconds would take 4 % of a processor.
//! This module only keeps paths and times; it opens no file and reads no clock.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::path::FilePath;

/// How long a path stays hot after a change.
pub(crate) const HOT_TIME: Duration = Duration::from_secs(600);
/// Cold paths in one tick: some 5 ms. Also the most that become hot only because they appeared.
const MAX_COLD_PER_TICK: usize = 512;
/// Hot paths in one tick. If there are more, such as 100,000 dumps that were written just now, a scan takes several ticks.
const MAX_HOT_PER_TICK: usize = 4096;
/// Up to this many hot paths, the server behind a mount is asked about each of them at every tick.
const MAX_SYNCED_PATHS: usize = 256;
/// The most paths in one step, apart from those of a tick. News is reported between two steps.
const MAX_PER_STEP: usize = 256;

/// How often paths are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pace {
    /// Between two looks at a hot path.
    pub tick: Duration,
    /// Between two looks at a cold path.
    pub cycle: Duration,
}

impl Pace {
    /// With events, which report nearly everything at once.
    pub(crate) const EVENTS: Self = Self {
        tick: Duration::from_secs(2),
        cycle: Duration::from_secs(600),
    };
    /// Without events.
    pub(crate) const POLLING: Self = Self {
        tick: Duration::from_secs(1),
        cycle: Duration::from_secs(120),
    };
}

/// The looks that are due.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct DueLooks {
    /// Paths to look at now.
    pub paths: Vec<FilePath>,
    /// Whether this is a tick.
    pub is_tick: bool,
    /// The start of the full scan of hot paths that these paths complete, if they do.
    pub scan_started: Option<Instant>,
}

/// The known paths, and when each is looked at.
#[derive(Debug)]
pub(crate) struct Schedule {
    pace: Pace,
    next_tick: Instant,
    queue: BTreeSet<(Instant, FilePath)>,
    queued: HashMap<FilePath, Instant>,
    /// Hot paths, and until when they are.
    hot: BTreeMap<FilePath, Instant>,
    cold: BTreeSet<FilePath>,
    /// The last cold path that was looked at.
    cold_cursor: Option<FilePath>,
    /// The last hot path that was looked at, and when the scan began, while one takes several ticks.
    hot_scan: Option<(FilePath, Instant)>,
    /// What is left of a sweep over all paths.
    sweep: Vec<FilePath>,
}

impl Schedule {
    /// A schedule without paths.
    pub(crate) fn new(pace: Pace, now: Instant) -> Self {
        Self {
            pace,
            next_tick: now + pace.tick,
            queue: BTreeSet::new(),
            queued: HashMap::new(),
            hot: BTreeMap::new(),
            cold: BTreeSet::new(),
            cold_cursor: None,
            hot_scan: None,
            sweep: Vec::new(),
        }
    }

    /// Sets the pace. Returns whether it changed.
    pub(crate) fn set_pace(&mut self, pace: Pace, now: Instant) -> bool {
        let changes = pace != self.pace;
        if changes {
            self.pace = pace;
            self.next_tick = self.next_tick.min(now + pace.tick);
        }
        changes
    }

    /// Keeps a path hot until this time, or until the later one that is set already.
    pub(crate) fn keep_hot(&mut self, path: &FilePath, until: Instant) {
        self.cold.remove(path);
        let known = self.hot.entry(path.clone()).or_insert(until);
        *known = until.max(*known);
    }

    /// Keeps a path in the rotation of cold ones, unless it is hot.
    pub(crate) fn keep_cold(&mut self, path: &FilePath) {
        if !self.hot.contains_key(path) {
            self.cold.insert(path.clone());
        }
    }

    /// Whether a path is hot.
    pub(crate) fn is_hot(&self, path: &Path) -> bool {
        self.hot.contains_key(path.as_os_str())
    }

    /// Whether a path that appears may become hot. Without this limit a share that is mounted again would make thousands
    /// hot: each is looked at every tick and read every minute.
    pub(crate) fn has_room_for_hot(&self) -> bool {
        self.hot.len() < MAX_COLD_PER_TICK
    }

    /// Whether there are few enough hot paths to ask a server about each: see [`Signature::of_file`].
    ///
    /// [`Signature::of_file`]: super::signature::Signature::of_file
    pub(crate) fn can_sync_with_server(&self) -> bool {
        self.hot.len() <= MAX_SYNCED_PATHS
    }

    /// Queues a look at this time, or leaves an earlier one.
    pub(crate) fn enqueue(&mut self, path: &FilePath, at: Instant) {
        match self.queued.get(path) {
            Some(earlier) if *earlier <= at => return,
            Some(later) => self.queue.remove(&(*later, path.clone())),
            None => false,
        };
        self.queued.insert(path.clone(), at);
        self.queue.insert((at, path.clone()));
    }

    /// Starts a sweep: every path is looked at now.
    pub(crate) fn sweep(&mut self, now: Instant) {
        self.sweep = self.cold.iter().chain(self.hot.keys()).cloned().collect();
        self.next_tick = now;
    }

    /// Starts the next scan of hot paths now.
    pub(crate) fn scan_hot_now(&mut self, now: Instant) {
        self.next_tick = self.next_tick.min(now);
    }

    /// Drops a path.
    pub(crate) fn forget(&mut self, path: &FilePath) {
        self.hot.remove(path);
        self.cold.remove(path);
        if let Some(at) = self.queued.remove(path) {
            self.queue.remove(&(at, path.clone()));
        }
    }

    /// When the next look is due: now during a sweep.
    pub(crate) fn next_due(&self, now: Instant) -> Instant {
        if !self.sweep.is_empty() {
            return now;
        }
        let queued = self.queue.first().map(|(at, _)| *at);
        queued.map_or(self.next_tick, |at| at.min(self.next_tick))
    }

    /// Removes and returns the looks that are due: queued ones, a part of a sweep, and at a tick the hot paths and some cold.
    pub(crate) fn take_due(&mut self, now: Instant) -> DueLooks {
        let mut due = DueLooks {
            paths: self.take_queued(now),
            is_tick: now >= self.next_tick,
            scan_started: None,
        };
        let room = MAX_PER_STEP.saturating_sub(due.paths.len());
        let swept = self.sweep.len().saturating_sub(room);
        due.paths.extend(self.sweep.drain(swept..));
        if due.is_tick {
            self.next_tick = now + self.pace.tick;
            self.cool_down(now);
            due.scan_started = self.scan_hot(now, &mut due.paths);
            due.paths.extend(self.rotate_cold());
        }
        due
    }

    fn take_queued(&mut self, now: Instant) -> Vec<FilePath> {
        let mut taken = Vec::new();
        while taken.len() < MAX_PER_STEP && self.queue.first().is_some_and(|(at, _)| *at <= now) {
            if let Some((_, path)) = self.queue.pop_first() {
                self.queued.remove(&path);
                taken.push(path);
            }
        }
        taken
    }

    /// Moves paths whose time is over from hot to cold.
    fn cool_down(&mut self, now: Instant) {
        let cold = &mut self.cold;
        self.hot.retain(|path, until| {
            let is_hot = *until > now;
            if !is_hot {
                cold.insert(path.clone());
            }
            is_hot
        });
    }

    /// Adds the next hot paths. Returns when the scan began if they complete it.
    fn scan_hot(&mut self, now: Instant, paths: &mut Vec<FilePath>) -> Option<Instant> {
        let (from, started) = match self.hot_scan.take() {
            Some((last, started)) => (Bound::Excluded(last), started),
            None => (Bound::Unbounded, now),
        };
        let before = paths.len();
        let mut rest = self.hot.range((from, Bound::Unbounded));
        let next = rest.by_ref().take(MAX_HOT_PER_TICK);
        paths.extend(next.map(|(path, _)| path.clone()));
        let last = paths.get(before..).and_then(<[_]>::last);
        self.hot_scan = last
            .filter(|_| rest.next().is_some())
            .map(|last| (last.clone(), started));
        self.hot_scan.is_none().then_some(started)
    }

    /// Returns the next cold paths after the cursor, which wraps around.
    fn rotate_cold(&mut self) -> Vec<FilePath> {
        let share =
            self.pace.tick.as_secs_f64() / self.pace.cycle.as_secs_f64().max(f64::MIN_POSITIVE);
        #[expect(
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a share of a count, which is limited below"
        )]
        let count = (self.cold.len() as f64 * share).ceil() as usize;
        let count = count.min(MAX_COLD_PER_TICK).min(self.cold.len());
        let from = self.cold_cursor.clone();
        let after = (
            from.map_or(Bound::Unbounded, Bound::Excluded),
            Bound::Unbounded,
        );
        let rotated = self.cold.range(after).chain(self.cold.iter());
        let taken: Vec<_> = rotated.take(count).cloned().collect();
        self.cold_cursor = taken.last().cloned();
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(number: usize) -> FilePath {
        Path::new(&format!("{number:05}.md")).into()
    }

    fn schedule() -> (Schedule, Instant) {
        let start = Instant::now();
        (Schedule::new(Pace::EVENTS, start), start)
    }

    #[test]
    fn cold_paths_are_spread_over_a_cycle() {
        let (mut schedule, start) = schedule();
        for number in 0..8055 {
            schedule.keep_cold(&path(number));
        }
        schedule.keep_hot(&path(9000), start + Duration::from_secs(3600));
        let (mut seen, mut now) = (HashMap::new(), start);
        for _ in 0..300 {
            now = schedule.next_due(now);
            let due = schedule.take_due(now);
            assert!(due.is_tick && due.paths.len() <= 28, "{}", due.paths.len());
            for path in due.paths {
                *seen.entry(path).or_insert(0) += 1;
            }
        }
        assert_eq!(now - start, Pace::EVENTS.cycle);
        assert_eq!(seen.remove(&path(9000)), Some(300));
        assert_eq!(seen.len(), 8055);
        assert!(seen.values().all(|times| *times <= 2));
    }

    #[test]
    fn many_hot_paths_are_scanned_in_several_ticks() {
        let (mut schedule, start) = schedule();
        (0..10_000).for_each(|number| schedule.keep_hot(&path(number), start + HOT_TIME));
        let (mut now, mut seen, mut scan_started) = (start, BTreeSet::new(), None);
        while scan_started.is_none() {
            now = schedule.next_due(now);
            let due = schedule.take_due(now);
            assert!(due.paths.len() <= MAX_HOT_PER_TICK);
            seen.extend(due.paths);
            scan_started = due.scan_started;
        }
        assert_eq!(seen.len(), 10_000);
        assert_eq!(scan_started, Some(start + Pace::EVENTS.tick));
        assert_eq!(schedule.take_due(schedule.next_due(now)).paths[0], path(0));
    }

    #[test]
    fn hot_paths_turn_cold() {
        let (mut schedule, start) = schedule();
        let after = |seconds| start + Duration::from_secs(seconds);
        schedule.keep_hot(&path(1), after(3));
        assert!(schedule.is_hot(&path(1)));
        schedule.take_due(after(4));
        assert!(!schedule.is_hot(&path(1)));
        assert_eq!(schedule.take_due(after(6)).paths, [path(1)]);
    }

    #[test]
    fn a_queued_look_is_due_once_and_earliest() {
        let (mut schedule, start) = schedule();
        let after = |milliseconds| start + Duration::from_millis(milliseconds);
        schedule.enqueue(&path(1), after(50));
        schedule.enqueue(&path(1), after(20));
        schedule.enqueue(&path(1), after(90));
        assert_eq!(schedule.next_due(start), after(20));
        assert!(schedule.take_due(after(19)).paths.is_empty());
        assert_eq!(schedule.take_due(after(20)).paths, [path(1)]);
        assert_eq!(schedule.take_due(after(100)), DueLooks::default());
    }

    #[test]
    fn a_sweep_leaves_room_for_queued_looks() {
        let (mut schedule, start) = schedule();
        (0..1000).for_each(|number| schedule.keep_cold(&path(number)));
        schedule.sweep(start);
        assert!(schedule.take_due(start).paths.len() < 300);
        schedule.enqueue(&path(5000), start);
        assert_eq!(schedule.next_due(start), start);
        assert_eq!(schedule.take_due(start).paths[0], path(5000));
    }

    #[test]
    fn a_forgotten_path_is_never_due() {
        let (mut schedule, start) = schedule();
        schedule.keep_hot(&path(1), start + HOT_TIME);
        schedule.enqueue(&path(1), start);
        schedule.forget(&path(1));
        let due = schedule.take_due(start + Pace::EVENTS.tick);
        assert!(due.paths.is_empty());
    }
}
