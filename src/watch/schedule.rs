//! When to look at what: the lively often, the thousands of old ones in slow rotation.
//!
//! A `stat` costs some 10 µs, so that looking at all 8,000 dumps of ten years every two seconds would take 4 % of a
//! processor. Everything is kept here by path and time alone; nothing is looked at and no clock is read.

use crate::path::FilePath;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long after a change a path is looked at with every tick.
pub(crate) const LIVELY: Duration = Duration::from_secs(600);
/// At most so many old paths are looked at in one tick: some 5 ms.
const MOST: usize = 512;
/// At most so many lively paths are looked at in one tick; of more, such as 100,000 dumps that were written just now, each has
/// its turn within some ticks.
const MOST_LIVELY: usize = 4096;
/// Of so few lively paths a server is asked with every tick, where there is one behind a mount.
const ASKED: usize = 256;
/// At most so many are taken in one turn, so that news get in between.
const TURN: usize = 256;

/// How often looks are due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pace {
    /// Between two looks at what is lively.
    pub tick: Duration,
    /// In which everything old is looked at once.
    pub round: Duration,
}

impl Pace {
    /// Behind events, which bring nearly everything at once.
    pub(crate) const EVENTS: Self = Self {
        tick: Duration::from_secs(2),
        round: Duration::from_secs(600),
    };
    /// Where there are no events.
    pub(crate) const POLLING: Self = Self {
        tick: Duration::from_secs(1),
        round: Duration::from_secs(120),
    };
}

/// What is due.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Due {
    /// To be looked at now.
    pub paths: Vec<FilePath>,
    /// Whether a tick has passed.
    pub tick: bool,
    /// Since when everything lively was looked at, once these paths are, if it was.
    pub around: Option<Instant>,
}

/// The paths that are looked at, and when.
#[derive(Debug)]
pub(crate) struct Schedule {
    pace: Pace,
    next_tick: Instant,
    soon: BTreeSet<(Instant, FilePath)>,
    soon_at: HashMap<FilePath, Instant>,
    lively: BTreeMap<FilePath, Instant>,
    old: BTreeSet<FilePath>,
    /// The last old path that was looked at.
    hand: Option<FilePath>,
    /// The last lively path that was looked at, and when the round began, where one tick is not enough for all.
    round: Option<(FilePath, Instant)>,
    /// Everything, to be looked at without waiting for its turn.
    sweep: Vec<FilePath>,
}

impl Schedule {
    /// Nothing to look at yet.
    pub(crate) fn new(pace: Pace, now: Instant) -> Self {
        Self {
            pace,
            next_tick: now + pace.tick,
            soon: BTreeSet::new(),
            soon_at: HashMap::new(),
            lively: BTreeMap::new(),
            old: BTreeSet::new(),
            hand: None,
            round: None,
            sweep: Vec::new(),
        }
    }

    /// Looks more often, or less, from now on; whether that is a change.
    pub(crate) fn set_pace(&mut self, pace: Pace, now: Instant) -> bool {
        let changes = pace != self.pace;
        if changes {
            self.pace = pace;
            self.next_tick = self.next_tick.min(now + pace.tick);
        }
        changes
    }

    /// Looks at this path with every tick until then, and in rotation afterwards.
    pub(crate) fn keep(&mut self, path: &FilePath, lively_until: Instant) {
        self.old.remove(path);
        let until = self.lively.entry(path.clone()).or_insert(lively_until);
        *until = lively_until.max(*until);
    }

    /// Looks at this path in rotation, unless it is lively.
    pub(crate) fn keep_old(&mut self, path: &FilePath) {
        if !self.lively.contains_key(path) {
            self.old.insert(path.clone());
        }
    }

    /// Whether a path is looked at with every tick.
    pub(crate) fn is_lively(&self, path: &Path) -> bool {
        self.lively.contains_key(path.as_os_str())
    }

    /// Whether so few paths are lively that one more is no burden. Thousands that come at once, such as a share that is
    /// mounted again, are else each looked at with every tick, and read again every minute.
    pub(crate) fn has_room(&self) -> bool {
        self.lively.len() < MOST
    }

    /// Whether what is lively is so little that a look may cost an answer of a server: see [`Signature::of`].
    ///
    /// [`Signature::of`]: super::signature::Signature::of
    pub(crate) fn may_ask(&self) -> bool {
        self.lively.len() <= ASKED
    }

    /// Looks at this path at that moment, or earlier where an earlier one is set.
    pub(crate) fn soon(&mut self, path: &FilePath, at: Instant) {
        match self.soon_at.get(path) {
            Some(earlier) if *earlier <= at => return,
            Some(later) => self.soon.remove(&(*later, path.clone())),
            None => false,
        };
        self.soon_at.insert(path.clone(), at);
        self.soon.insert((at, path.clone()));
    }

    /// Looks at everything now.
    pub(crate) fn sweep(&mut self, now: Instant) {
        self.sweep = self.old.iter().chain(self.lively.keys()).cloned().collect();
        self.next_tick = now;
    }

    /// Looks at everything lively now.
    pub(crate) fn look_around(&mut self, now: Instant) {
        self.next_tick = self.next_tick.min(now);
    }

    /// Never looks at this path again.
    pub(crate) fn forget(&mut self, path: &FilePath) {
        self.lively.remove(path);
        self.old.remove(path);
        if let Some(at) = self.soon_at.remove(path) {
            self.soon.remove(&(at, path.clone()));
        }
    }

    /// When something is due again; at once while a sweep is under way.
    pub(crate) fn next(&self, now: Instant) -> Instant {
        let soon = self.soon.first().map(|(at, _)| *at);
        if self.sweep.is_empty() {
            soon.map_or(self.next_tick, |at| at.min(self.next_tick))
        } else {
            now
        }
    }

    /// Takes what is due: first what was asked for, then a part of a sweep, then with each tick the lively and some old.
    pub(crate) fn take(&mut self, now: Instant) -> Due {
        let mut due = Due {
            paths: self.take_soon(now),
            tick: now >= self.next_tick,
            around: None,
        };
        let swept = self
            .sweep
            .len()
            .saturating_sub(TURN.saturating_sub(due.paths.len()));
        due.paths.extend(self.sweep.drain(swept..));
        if due.tick {
            self.next_tick = now + self.pace.tick;
            self.retire(now);
            due.around = self.go_around(now, &mut due.paths);
            due.paths.extend(self.rotate());
        }
        due
    }

    fn take_soon(&mut self, now: Instant) -> Vec<FilePath> {
        let mut taken = Vec::new();
        while taken.len() < TURN && self.soon.first().is_some_and(|(at, _)| *at <= now) {
            if let Some((_, path)) = self.soon.pop_first() {
                self.soon_at.remove(&path);
                taken.push(path);
            }
        }
        taken
    }

    fn retire(&mut self, now: Instant) {
        let old = &mut self.old;
        self.lively.retain(|path, until| {
            let lively = *until > now;
            if !lively {
                old.insert(path.clone());
            }
            lively
        });
    }

    /// Adds the lively paths whose turn it is; since when all were, if this ends the round.
    fn go_around(&mut self, now: Instant, paths: &mut Vec<FilePath>) -> Option<Instant> {
        let (from, began) = match self.round.take() {
            Some((last, began)) => (Bound::Excluded(last), began),
            None => (Bound::Unbounded, now),
        };
        let before = paths.len();
        let mut rest = self
            .lively
            .range((from, Bound::Unbounded))
            .map(|(path, _)| path);
        paths.extend(rest.by_ref().take(MOST_LIVELY).cloned());
        let last = paths.get(before..).and_then(<[_]>::last);
        self.round = last
            .filter(|_| rest.next().is_some())
            .map(|last| (last.clone(), began));
        self.round.is_none().then_some(began)
    }

    /// The next few old paths after the hand, going round.
    fn rotate(&mut self) -> Vec<FilePath> {
        let share =
            self.pace.tick.as_secs_f64() / self.pace.round.as_secs_f64().max(f64::MIN_POSITIVE);
        #[expect(
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a share of a count, from 0 to MOST"
        )]
        let count = ((self.old.len() as f64 * share).ceil() as usize)
            .min(MOST)
            .min(self.old.len());
        let from = self.hand.clone().map_or(Bound::Unbounded, Bound::Excluded);
        let after = self.old.range((from, Bound::Unbounded));
        let taken: Vec<_> = after.chain(self.old.iter()).take(count).cloned().collect();
        self.hand = taken.last().cloned();
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(number: usize) -> FilePath {
        Path::new(&format!("{number:05}.md")).into()
    }

    #[test]
    fn of_ten_years_every_dump_is_seen_once_a_round_and_few_in_a_tick() {
        let start = Instant::now();
        let mut schedule = Schedule::new(Pace::EVENTS, start);
        for number in 0..8055 {
            schedule.keep_old(&path(number));
        }
        schedule.keep(&path(9000), start + Duration::from_secs(3600));
        let (mut seen, mut now) = (HashMap::new(), start);
        for _ in 0..300 {
            now = schedule.next(now);
            let due = schedule.take(now);
            assert!(due.tick && due.paths.len() <= 28, "{}", due.paths.len());
            for path in due.paths {
                *seen.entry(path).or_insert(0) += 1;
            }
        }
        assert_eq!(now - start, Pace::EVENTS.round);
        assert_eq!(seen.remove(&path(9000)), Some(300));
        assert_eq!(seen.len(), 8055);
        assert!(seen.values().all(|times| *times <= 2));
    }

    #[test]
    fn of_very_many_lively_dumps_each_has_its_turn_and_a_tick_stays_short() {
        let start = Instant::now();
        let mut schedule = Schedule::new(Pace::EVENTS, start);
        (0..10_000).for_each(|number| schedule.keep(&path(number), start + LIVELY));
        let (mut now, mut seen, mut around) = (start, BTreeSet::new(), None);
        while around.is_none() {
            now = schedule.next(now);
            let due = schedule.take(now);
            assert!(due.paths.len() <= MOST_LIVELY);
            seen.extend(due.paths);
            around = due.around;
        }
        assert_eq!(
            (seen.len(), around),
            (10_000, Some(start + Pace::EVENTS.tick)),
            "a round is as old as its beginning"
        );
        assert_eq!(schedule.take(schedule.next(now)).paths[0], path(0));
    }

    #[test]
    fn what_was_lively_grows_old() {
        let start = Instant::now();
        let mut schedule = Schedule::new(Pace::EVENTS, start);
        schedule.keep(&path(1), start + Duration::from_secs(3));
        assert!(schedule.is_lively(&path(1)));
        schedule.take(start + Duration::from_secs(4));
        assert!(!schedule.is_lively(&path(1)));
        assert_eq!(
            schedule.take(start + Duration::from_secs(6)).paths,
            [path(1)]
        );
    }

    #[test]
    fn what_is_asked_for_comes_at_its_time_and_once() {
        let start = Instant::now();
        let mut schedule = Schedule::new(Pace::EVENTS, start);
        let at = |milliseconds| start + Duration::from_millis(milliseconds);
        schedule.soon(&path(1), at(50));
        schedule.soon(&path(1), at(20));
        schedule.soon(&path(1), at(90));
        assert_eq!(schedule.next(start), at(20));
        assert!(schedule.take(at(19)).paths.is_empty());
        assert_eq!(schedule.take(at(20)).paths, [path(1)]);
        assert_eq!(schedule.take(at(100)), Due::default());
    }

    #[test]
    fn a_sweep_leaves_room_for_what_is_asked_for() {
        let start = Instant::now();
        let mut schedule = Schedule::new(Pace::EVENTS, start);
        (0..1000).for_each(|number| schedule.keep_old(&path(number)));
        schedule.sweep(start);
        assert!(schedule.take(start).paths.len() < 300);
        schedule.soon(&path(5000), start);
        assert_eq!(schedule.next(start), start);
        assert_eq!(schedule.take(start).paths[0], path(5000));
    }

    #[test]
    fn the_forgotten_is_not_looked_at() {
        let start = Instant::now();
        let mut schedule = Schedule::new(Pace::EVENTS, start);
        schedule.keep(&path(1), start + LIVELY);
        schedule.soon(&path(1), start);
        schedule.forget(&path(1));
        assert!(
            schedule
                .take(start + Duration::from_secs(2))
                .paths
                .is_empty()
        );
    }
}
